"""Timberline AR, method 1: four actions over a profile."""
