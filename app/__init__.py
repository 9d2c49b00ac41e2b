"""Tieline without a window: the engine, the integrations and the command line."""

__version__ = "0.1.0"
