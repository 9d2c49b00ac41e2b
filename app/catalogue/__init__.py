"""The 60 jobs as data, a file per subject."""
