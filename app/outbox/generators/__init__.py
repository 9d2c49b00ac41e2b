"""Outbound stage one: approved ARM documents become rows of the Transaction table."""
