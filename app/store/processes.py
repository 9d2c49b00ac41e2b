"""Processes that work for agents, kept alive by beats in the database's time."""

from __future__ import annotations

from datetime import datetime
from typing import Any  # rows are untyped

import sqlalchemy as sa

from app.model.agent import AgentName
from app.model.state import Process
from app.store import tables

_processes, _agents = tables.processes, tables.agents


def beat(connection: sa.Connection, process: Process, *, at: datetime) -> None:
    """Say that the process lives; it is entered (again) if it is not known."""
    here = _processes.c.executor == process.executor
    if connection.execute(_processes.update().where(here).values(beat=at)).rowcount:
        return
    connection.execute(
        _processes.insert().values(
            executor=process.executor,
            agent=process.agent,
            kind="agent" if process.schedules else "command",
            instances=None if process.instances is None else list(process.instances),
            host=process.host,
            pid=process.pid,
            started=at,
            beat=at,
        )
    )


def of(connection: sa.Connection, agent: str | None = None) -> tuple[Process, ...]:
    """The processes entered for an agent, or for any."""
    query = sa.select(_processes).order_by(_processes.c.started)
    if agent is not None:
        query = query.where(_processes.c.agent == agent)
    return tuple(_process(row) for row in connection.execute(query))


def remove(connection: sa.Connection, process: Process, *, unless_beaten: bool = False) -> bool:
    """Strike a process off; with `unless_beaten` only if it has not beaten since it was read."""
    here = _processes.c.executor == process.executor
    if unless_beaten:
        here = sa.and_(here, _processes.c.beat == process.beat)
    last = sa.select(_processes.c.beat).where(_processes.c.executor == process.executor)
    seen = connection.execute(last).scalar_one_or_none()
    if connection.execute(_processes.delete().where(here)).rowcount != 1:
        return False
    if process.schedules and seen is not None:
        earlier = sa.or_(_agents.c.seen.is_(None), _agents.c.seen < seen)
        here = sa.and_(_agents.c.name == process.agent, earlier)
        connection.execute(_agents.update().where(here).values(seen=seen))
    return True


def _process(row: sa.Row[Any]) -> Process:
    return Process(
        executor=row.executor,
        agent=AgentName(row.agent),
        schedules=row.kind == "agent",
        instances=None if row.instances is None else tuple(row.instances),
        host=row.host,
        pid=row.pid,
        started=row.started,
        beat=row.beat,
    )
