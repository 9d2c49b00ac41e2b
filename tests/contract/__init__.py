"""The contract itself, checked through the command line against what the domain notes say alone."""
