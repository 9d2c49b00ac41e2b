"""How far each table of a job has been read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa

from app.model.job import Table
from app.model.run import RunOrder
from app.sync.books import OWN, WATERMARK, owned, whose


class FullState(Enum):
    """Where a table stands in a full sync of its job that has not ended."""

    NONE = ""
    READING = "reading"
    DONE = "done"  # other tables of the job are still to come


@dataclass(frozen=True, kw_only=True)
class Watermark:
    """Up to which revision a table is in ARM; `revision` is None where it was never read."""

    revision: int | None = None
    full_state: FullState = FullState.NONE
    full_position: int | None = None


def of_job(connection: sa.Connection, order: RunOrder) -> dict[tuple[str, str], Watermark]:
    """The watermarks of the order's job by source and target."""
    rows = connection.execute(
        sa.text(f'SELECT source, target, revision, full_state, full_position FROM "{WATERMARK.name}" WHERE {OWN}'),
        whose(order),
    )
    return {
        (row.source, row.target): Watermark(
            revision=row.revision, full_state=FullState(row.full_state), full_position=row.full_position
        )
        for row in rows
    }


def keep(connection: sa.Connection, order: RunOrder, *, table: Table, mark: Watermark) -> None:
    """Store a watermark in the rows' transaction."""
    values = {
        "revision": mark.revision,
        "full_state": mark.full_state.value,
        "full_position": mark.full_position,
    }
    place = sa.and_(owned(WATERMARK, order), WATERMARK.c.source == table.source, WATERMARK.c.target == table.target)
    if connection.execute(WATERMARK.update().where(place).values(**values)).rowcount:
        return
    whose = {"agent": order.agent, "company": order.company.code, "job": order.job.number}
    connection.execute(WATERMARK.insert().values(**whose, source=table.source, target=table.target, **values))


def full_ended(connection: sa.Connection, order: RunOrder) -> None:
    """Every table of the job has been read whole: the next full sync starts anew."""
    values = {"full_state": FullState.NONE.value, "full_position": None}
    connection.execute(WATERMARK.update().where(owned(WATERMARK, order)).values(**values))
