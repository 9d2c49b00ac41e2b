"""Tieline's own database."""
