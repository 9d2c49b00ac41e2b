"""Timberline AR, method 1: four actions over a profile, each selected, decided, then shown or applied."""
