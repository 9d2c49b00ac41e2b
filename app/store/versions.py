"""The kept versions of settings."""

from __future__ import annotations

import sqlalchemy as sa

from app.model.agent import AgentName
from app.model.job import JobNumber
from app.model.version import SettingVersion
from app.store import tables

_versions = tables.setting_versions


def page(
    connection: sa.Connection, *, agent: str, job: int | None, limit: int, before: int | None = None
) -> tuple[SettingVersion, ...]:
    """Versions of one job, or of the agent itself where `job` is None; newest first."""
    mine = _versions.c.job.is_(None) if job is None else _versions.c.job == job
    query = sa.select(_versions).where(_versions.c.agent == agent, mine).order_by(_versions.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_versions.c.id < before)
    return tuple(
        SettingVersion(
            id=row.id,
            agent=AgentName(row.agent),
            job=None if row.job is None else JobNumber(row.job),
            at=row.at,
            by=row.by,
            settings=row.settings,
        )
        for row in connection.execute(query)
    )
