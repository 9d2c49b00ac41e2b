"""A site with documents for every outbound job, fresh for each test."""

from tests.peers.outbound import pattern, site

__all__ = ["pattern", "site"]
