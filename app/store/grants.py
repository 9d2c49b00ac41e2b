"""Roles in the store: who may do what, with which agent."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.model.role import Grant, Role
from app.store import tables

_grants = tables.role_grants


def every(connection: sa.Connection) -> tuple[Grant, ...]:
    """All grants, by user and agent."""
    rows = connection.execute(sa.select(_grants).order_by(_grants.c.user, _grants.c.agent))
    return tuple(Grant(user=row.user, role=Role(row.role), agent=row.agent, by=row.by, at=row.at) for row in rows)


def put(connection: sa.Connection, user: str, *, role: Role, agent: str, by: str, at: datetime) -> None:
    """Give a user a role, in place of the one it has there."""
    remove(connection, user, agent=agent)
    connection.execute(_grants.insert().values(user=user, agent=agent, role=role.value, by=by, at=at))


def remove(connection: sa.Connection, user: str, *, agent: str) -> bool:
    """Take a user's role back; whether there was one."""
    here = sa.and_(_grants.c.user == user, _grants.c.agent == agent)
    return connection.execute(_grants.delete().where(here)).rowcount > 0


def lock(connection: sa.Connection) -> None:
    """Keep every other change of roles waiting: two admins must not revoke each other at once."""
    connection.execute(tables.store.update().values(audit_count=tables.store.c.audit_count))
