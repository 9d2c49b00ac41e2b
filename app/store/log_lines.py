"""Log lines of runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any  # rows are untyped

import sqlalchemy as sa

from app.model.history import LineFilter
from app.model.run import LogLine, RunId
from app.store import history, tables

_lines, _runs = tables.log_lines, tables.runs


def add(connection: sa.Connection, lines: Sequence[LogLine]) -> None:
    """Add lines at the end."""
    rows = [{"run": line.run, "at": line.at, "level": line.level, "text": line.text} for line in lines]
    if rows:
        connection.execute(_lines.insert(), rows)


def of(connection: sa.Connection, run: int, *, limit: int, after: int = 0) -> tuple[LogLine, ...]:
    """A run's lines, oldest first; `after` skips that many."""
    query = sa.select(_lines).where(_lines.c.run == run).order_by(_lines.c.id).limit(limit).offset(after)
    return tuple(_line(row) for row in connection.execute(query))


def page(
    connection: sa.Connection,
    *,
    agent: str | None,
    wanted: LineFilter,
    limit: int,
    before: int | None = None,
    after: int | None = None,
) -> tuple[tuple[int, LogLine], ...]:
    """Lines of all runs with their numbers, oldest first: the newest, those before a number, or the next after one."""
    query = sa.select(_lines).where(*history.logged(wanted))
    if agent is not None:
        query = query.where(_lines.c.run.in_(sa.select(_runs.c.id).where(_runs.c.agent == agent)))
    if before is not None:
        query = query.where(_lines.c.id < before)
    if after is not None:
        rows = list(connection.execute(query.where(_lines.c.id > after).order_by(_lines.c.id).limit(limit)))
    else:
        rows = list(connection.execute(query.order_by(_lines.c.id.desc()).limit(limit)))[::-1]
    return tuple((row.id, _line(row)) for row in rows)


def _line(row: sa.Row[Any]) -> LogLine:
    return LogLine(run=RunId(row.run), at=row.at, level=row.level, text=row.text)
