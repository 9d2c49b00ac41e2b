"""What is set of jobs per agent, with every version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.model.job import JobNumber
from app.model.state import JobProperties
from app.store import tables

_jobs, _versions = tables.jobs, tables.setting_versions


def of(connection: sa.Connection, agent: str) -> Mapping[JobNumber, JobProperties]:
    """What is stored; a job that is not has the properties of its declaration."""
    rows = connection.execute(sa.select(_jobs).where(_jobs.c.agent == agent))
    return {
        JobNumber(row.number): JobProperties(
            enabled=row.enabled, interval=timedelta(seconds=row.interval_s), instance=row.instance
        )
        for row in rows
    }


def put(
    connection: sa.Connection, number: int, *, agent: str, properties: JobProperties, by: str, at: datetime
) -> None:
    """Store a job's properties, and keep them as a version."""
    seconds = round(properties.interval.total_seconds())
    values = {"enabled": properties.enabled, "interval_s": seconds, "instance": properties.instance}
    here = sa.and_(_jobs.c.agent == agent, _jobs.c.number == number)
    if connection.execute(_jobs.update().where(here).values(values)).rowcount == 0:
        connection.execute(_jobs.insert().values(agent=agent, number=number, **values))
    connection.execute(_versions.insert().values(agent=agent, job=number, at=at, by=by, settings=values))
