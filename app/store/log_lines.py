"""Log lines of runs."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.model.run import LogLine, RunId
from app.store import tables

_lines = tables.log_lines


def add(connection: sa.Connection, lines: Sequence[LogLine]) -> None:
    """Add lines at the end."""
    rows = [{"run": line.run, "at": line.at, "level": line.level, "text": line.text} for line in lines]
    if rows:
        connection.execute(_lines.insert(), rows)


def of(connection: sa.Connection, run: int, *, limit: int, after: int = 0) -> tuple[LogLine, ...]:
    """A run's lines, oldest first; `after` skips that many."""
    query = sa.select(_lines).where(_lines.c.run == run).order_by(_lines.c.id).limit(limit).offset(after)
    return tuple(
        LogLine(run=RunId(row.run), at=row.at, level=row.level, text=row.text) for row in connection.execute(query)
    )
