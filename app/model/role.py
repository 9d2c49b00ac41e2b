"""Roles: what a user may do, with one agent or with all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Role(Enum):
    """Each may also do what the ones before it may."""

    VIEWER = "viewer"  # look at everything
    OPERATOR = "operator"  # run, stop, retry, pause, full syncs, Timberline actions
    IMPLEMENTER = "implementer"  # companies, settings, properties of jobs
    ADMIN = "admin"  # agents, roles, the store itself

    def includes(self, other: Role) -> bool:
        """Whether it may do all that the other may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role that a user has."""

    user: str
    role: Role
    agent: str  # empty: with every agent
    by: str
    at: datetime
