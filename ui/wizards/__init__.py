"""Step by step set-up."""
