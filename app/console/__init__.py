"""Console: the one facade for window and command line."""
