"""The window: Qt and nothing else."""
