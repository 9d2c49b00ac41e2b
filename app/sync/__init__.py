"""Inbound: the ERP's rows come into ARM."""
