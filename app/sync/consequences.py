"""What a full sync of a job would have to read, counted before anyone says yes."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.run import RunOrder
from app.sync.feeds import fitted
from app.sync.sessions import reading


@dataclass(frozen=True, kw_only=True)
class TableRows:
    """A source table and how many rows of the company it has now."""

    source: str
    target: str
    rows: int


def table_rows(order: RunOrder) -> tuple[TableRows, ...]:
    """The rows of every table of the order's job; changes nothing in either database."""
    with reading(order.company) as (source, _):
        feeds = fitted(order, source=source).feeds
        return tuple(
            TableRows(source=feed.table.source, target=feed.table.target, rows=source.count(feed)) for feed in feeds
        )
