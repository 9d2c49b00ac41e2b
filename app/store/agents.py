"""Agents in the store, their settings with every version, and their pauses."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any  # a row's settings are JSON

import sqlalchemy as sa

from app.model.agent import Agent, AgentName, AgentSettings, Pause, PoNumbering
from app.store import tables

_agents, _versions, _pauses = tables.agents, tables.setting_versions, tables.pauses


def add(connection: sa.Connection, *, name: str, at: datetime) -> None:
    """Make an agent with the settings every agent starts from."""
    settings = _to_json(AgentSettings())
    connection.execute(_agents.insert().values(name=name, enabled=True, settings=settings, created=at))


def every(connection: sa.Connection) -> tuple[Agent, ...]:
    """All agents, by name."""
    return tuple(_agent(row) for row in connection.execute(sa.select(_agents).order_by(_agents.c.name)))


def find(connection: sa.Connection, name: str) -> Agent | None:
    """The agent of this name."""
    row = connection.execute(sa.select(_agents).where(_agents.c.name == name)).one_or_none()
    return None if row is None else _agent(row)


def pause(connection: sa.Connection, name: str, *, pause: Pause) -> None:
    """Note who paused the agent, when and why."""
    values = {"pause_by": pause.by, "pause_at": pause.at, "pause_note": pause.note}
    connection.execute(_agents.update().where(_agents.c.name == name).values(values))
    connection.execute(_pauses.insert().values(agent=name, by=pause.by, at=pause.at, note=pause.note))


def resume(connection: sa.Connection, name: str, *, by: str, at: datetime) -> None:
    """End the agent's pause."""
    values = {"pause_by": None, "pause_at": None, "pause_note": None}
    connection.execute(_agents.update().where(_agents.c.name == name).values(values))
    still = sa.and_(_pauses.c.agent == name, _pauses.c.ended.is_(None))
    connection.execute(_pauses.update().where(still).values(ended=at, ended_by=by))


def change(connection: sa.Connection, agent: Agent, *, by: str, at: datetime) -> None:
    """Store the agent's switch and settings, and keep them as a version."""
    settings = _to_json(agent.settings)
    row = {"enabled": agent.enabled, "settings": settings}
    connection.execute(_agents.update().where(_agents.c.name == agent.name).values(row))
    version = {"agent": agent.name, "at": at, "by": by, "settings": {"enabled": agent.enabled, **settings}}
    connection.execute(_versions.insert().values(version))


def _agent(row: sa.Row[Any]) -> Agent:
    pause = None
    if row.pause_at is not None:
        pause = Pause(by=row.pause_by, at=row.pause_at, note=row.pause_note)
    settings = _from_json(row.settings)
    return Agent(name=AgentName(row.name), enabled=row.enabled, settings=settings, pause=pause, seen=row.seen)


def _to_json(settings: AgentSettings) -> dict[str, Any]:
    values = dataclasses.asdict(settings)
    return {**values, "po_numbering": settings.po_numbering.value}


def _from_json(values: dict[str, Any]) -> AgentSettings:
    """A setting that is not stored yet has its default; one that is no more is ignored."""
    names = {field.name for field in dataclasses.fields(AgentSettings)}
    kept: dict[str, Any] = {}
    for name in names & values.keys():
        kept[name] = tuple(values[name]) if isinstance(values[name], list) else values[name]
    kept["po_numbering"] = PoNumbering(kept.get("po_numbering", PoNumbering.ARM.value))
    return AgentSettings(**kept)
