"""The inbound ARM tables as their echoes read them, whatever types the ERP gave them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any  # values of any type

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.transactions import TRANSACTION
from app.model.document import DocumentKind, TransactionStatus

MADE_IN_KINETIC = 900_000_000  # ARM's numbers of documents that Kinetic made begin here
BATCH = 500
Row = Mapping[str, Any]


def mirror(name: str, *columns: str) -> sa.TableClause:
    """An inbound table; its values come as the driver gives them."""
    return sa.table(name, *(sa.column(column) for column in ("Company", "Deleted", *columns)))


def parts(desk: Desk, table: sa.TableClause, *, key: str, of: Sequence[Any]) -> list[Row]:
    """Rows that belong to these documents and are not deleted."""
    found: list[Row] = []
    for start in range(0, len(of), BATCH):
        chosen = table.c[key].in_(list(of[start : start + BATCH]))
        found += desk.read(sa.select(table).where(table.c.Company == desk.code, table.c.Deleted == 0, chosen))
    return found


def under_way(desk: Desk, *kinds: DocumentKind) -> bool:
    """While the outcome of a write is unknown, a document of ARM must not be taken for one that Kinetic made."""
    table = TRANSACTION.c
    states = (TransactionStatus.SENDING.value, TransactionStatus.UNKNOWN.value)
    where = sa.and_(
        table.Company == desk.code, table.Document.in_([kind.value for kind in kinds]), table.Status.in_(states)
    )
    return bool(desk.read(sa.select(table.Id).where(where).limit(1)))


def noted(desk: Desk, kind: DocumentKind, name: str) -> set[str]:
    """Numbers that documents of ARM have in Kinetic already, though not everything of them is there."""
    table = TRANSACTION.c
    ended = (TransactionStatus.DONE.value, TransactionStatus.REPLACED.value)
    where = sa.and_(
        table.Company == desk.code, table.Document == kind.value, table.Status.not_in(ended), table.Result != ""
    )
    notes = (json.loads(row["Result"]) for row in desk.read(sa.select(table.Result).where(where)))
    return {str(note[name]) for note in notes if note.get(name)}


def day(value: Any) -> date | None:
    """A day as the ERP wrote it."""
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def exact(value: Any) -> Decimal:
    """A number as the ERP wrote it; nothing is 0."""
    return Decimal(str(value or 0))


def flag(value: Any) -> int:
    """Yes or no."""
    return int(str(value).strip().lower() in ("1", "true", "t"))


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, if there are any."""
    if rows:
        connection.execute(sa.insert(table), [dict(row) for row in rows])
