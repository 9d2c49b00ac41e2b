"""Outbound stage two: rows of the Transaction table are brought to Kinetic, each once."""
