"""Tieline's own tables in ARM as outbound work and services use them: the fence, the counters, the failed records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any  # a row of all columns

import sqlalchemy as sa

from app.connect.bookkeeping import FAILURE, METADATA, PROGRESS, lost, owned, whose
from app.model.document import DocumentKind
from app.model.failure import failure_id
from app.model.run import Counters, RunOrder

__all__ = ["FAILURE", "METADATA", "PROGRESS"]


def claim(connection: sa.Connection, order: RunOrder, *, now: datetime) -> None:
    """Write the run's fence into ARM; counters of the same run go on.

    Raises Stopped where a later run has been here.
    """
    row = connection.execute(claiming(order)).first()
    values: dict[str, object] = {
        "store": order.store, "fence": order.fence, "run": order.run, "changed": now.isoformat(),
    }  # fmt: skip
    if row is None:
        connection.execute(PROGRESS.insert().values(**whose(order), **values, **asdict(Counters())))
        return
    if row.store == order.store and row.fence > order.fence:
        raise lost(order)
    if row.store != order.store or row.run != order.run:
        values |= asdict(Counters())
    connection.execute(PROGRESS.update().where(owned(PROGRESS, order)).values(**values))


def claiming(order: RunOrder) -> sa.Select[Any]:
    """The query for the job's row, which nobody else may claim before this transaction ends."""
    mine = sa.select(PROGRESS).where(owned(PROGRESS, order)).with_for_update()
    # What FOR UPDATE is elsewhere is a hint on SQL Server.
    return mine.with_hint(PROGRESS, "WITH (UPDLOCK, HOLDLOCK)", "mssql")


def hold(connection: sa.Connection, order: RunOrder, *, counted: Counters, now: datetime) -> None:
    """Lock the job's row and count records in this transaction; raises Stopped where the fence is another run's."""
    mine = sa.and_(owned(PROGRESS, order), PROGRESS.c.store == order.store, PROGRESS.c.fence == order.fence)
    raised = {name: PROGRESS.c[name] + value for name, value in asdict(counted).items() if value}
    if not connection.execute(PROGRESS.update().where(mine).values(changed=now.isoformat(), **raised)).rowcount:
        raise lost(order)


def set_aside(
    connection: sa.Connection,
    order: RunOrder,
    *,
    source: str,
    number: str,
    record: Mapping[str, object],
    field: str | None,
    reason: str,
    now: datetime,
) -> None:
    """Open an entry for a document, or count one more attempt on the entry it has."""
    values = {
        "record_key": _json({"Company": order.company.code, "Number": number}),
        "record": _json(record),
        "field": field,
        "reason": reason,
        "run": order.run,
    }
    again = FAILURE.update().where(_entry(order, source=source, number=number))
    if not connection.execute(again.values(**values, attempts=FAILURE.c.attempts + 1)).rowcount:
        first = {"source": source, "row_id": number, "first_seen": now.isoformat(), "attempts": 1}
        connection.execute(FAILURE.insert().values(**whose(order), **values, **first))


def close(connection: sa.Connection, order: RunOrder, *, source: str, number: str) -> None:
    """The document is sound again."""
    connection.execute(FAILURE.delete().where(_entry(order, source=source, number=number)))


def open_numbers(connection: sa.Connection, order: RunOrder, *, source: str) -> list[str]:
    """Numbers of the documents of a kind that this job has failed on and the order is about, the oldest first."""
    query = sa.select(FAILURE.c.id, FAILURE.c.row_id).where(owned(FAILURE, order), FAILURE.c.source == source)
    found = connection.execute(query.order_by(FAILURE.c.id)).all()
    picked = {*order.records}
    return [str(number) for entry, number in found if not picked or failure_id(order.company.code, entry) in picked]


def failing(connection: sa.Connection, *, company: str) -> set[tuple[str, str]]:
    """Kind and number of every document with an open failure, whatever the job."""
    kinds = [kind.value for kind in DocumentKind]
    query = sa.select(FAILURE.c.source, FAILURE.c.row_id).where(FAILURE.c.company == company)
    return {(str(row[0]), str(row[1])) for row in connection.execute(query) if row[0] in kinds or row[1]}


def _entry(order: RunOrder, *, source: str, number: str) -> sa.ColumnElement[bool]:
    return sa.and_(owned(FAILURE, order), FAILURE.c.source == source, FAILURE.c.row_id == number)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
