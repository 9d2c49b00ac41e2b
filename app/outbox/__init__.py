"""Outbound: ARM's documents go to the ERP."""
