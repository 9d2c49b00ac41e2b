"""How far each table of a job has been read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any  # a row of the bookkeeping

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
    strange: bool = False  # the table was read from another ERP: its revisions mean nothing in this one


def of_job(connection: sa.Connection, order: RunOrder, *, erp: str | None) -> dict[tuple[str, str], Watermark]:
    """The watermarks of the order's job by source and target; `erp` is who the ERP is, None takes them all for its.

    What an older Tieline noted without saying of which ERP is taken for this one's.
    """
    columns = f"source, target, revision, full_state, full_position, {'NULL AS erp' if erp is None else 'erp'}"
    rows = connection.execute(sa.text(f'SELECT {columns} FROM "{WATERMARK.name}" WHERE {OWN}'), whose(order))
    return {(row.source, row.target): _mark(row, erp=erp) for row in rows}


def adopt(connection: sa.Connection, order: RunOrder, *, erp: str) -> None:
    """Say of the watermarks that an older Tieline noted whose they are."""
    sets = f'UPDATE "{WATERMARK.name}" SET erp = :erp WHERE {OWN} AND erp IS NULL'
    connection.execute(sa.text(sets), {**whose(order), "erp": erp})


def _mark(row: Any, *, erp: str | None) -> Watermark:
    if row.erp not in (None, erp):
        return Watermark(strange=True)
    return Watermark(revision=row.revision, full_state=FullState(row.full_state), full_position=row.full_position)


def others(connection: sa.Connection, order: RunOrder, *, erp: str) -> list[str]:
    """The companies for which this job was last brought into the same ARM from another ERP."""
    mark = WATERMARK.c
    strange = sa.and_(mark.job == order.job.number, mark.company != order.company.code, mark.erp != erp)
    found = connection.execute(sa.select(mark.company).where(strange).distinct().order_by(mark.company))
    return [str(row[0]) for row in found]


def keep(connection: sa.Connection, order: RunOrder, *, table: Table, mark: Watermark, erp: str) -> None:
    """Store a watermark in the rows' transaction."""
    values = {
        "revision": mark.revision,
        "erp": erp,
        "full_state": mark.full_state.value,
        "full_position": mark.full_position,
    }
    place = sa.and_(owned(WATERMARK, order), WATERMARK.c.source == table.source, WATERMARK.c.target == table.target)
    if connection.execute(WATERMARK.update().where(place).values(**values)).rowcount:
        return
    connection.execute(WATERMARK.insert().values(**whose(order), source=table.source, target=table.target, **values))


def full_ended(connection: sa.Connection, order: RunOrder) -> None:
    """Every table of the job has been read whole: the next full sync starts anew."""
    values = {"full_state": FullState.NONE.value, "full_position": None}
    connection.execute(WATERMARK.update().where(owned(WATERMARK, order)).values(**values))
