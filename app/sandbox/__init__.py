"""The sandbox company: databases and services made from a seed."""
