"""The columns by which every document says which of its versions is queued and which is in Kinetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.model.errors import RecordError
from app.outbox.generators.work import BATCH, Due


def due_versions(
    desk: Desk,
    connection: sa.Connection,
    table: sa.Table,
    *,
    key: tuple[str, ...],
    approved: sa.ColumnElement[bool],
    numbers: Sequence[str] | None,
) -> list[Due]:
    """Approved documents whose version is not queued, in the order of their numbers, or those of these numbers."""
    columns = [table.c[name] for name in key]
    query = sa.select(*columns, table.c.Version, table.c.SentVersion).where(table.c.Company == desk.code, approved)
    if numbers is None:
        query = query.where(table.c.QueuedVersion < table.c.Version).limit(BATCH)
    rows = connection.execute(query.order_by(*columns)).all()
    found = [Due(key=tuple(row[: len(key)]), version=row.Version, sent=row.SentVersion) for row in rows]
    return found if numbers is None else [due for due in found if due.number in set(numbers)]


def mark_queued(desk: Desk, connection: sa.Connection, table: sa.Table, *, key: tuple[str, ...], due: Due) -> None:
    """This version is queued, or refused until it is retried."""
    connection.execute(table.update().where(at(desk, table, key, due)).values(QueuedVersion=due.version))


def at(desk: Desk, table: sa.Table, key: tuple[str, ...], due: Due) -> sa.ColumnElement[bool]:
    """The document itself."""
    parts = [table.c[name] == value for name, value in zip(key, due.key, strict=True)]
    return sa.and_(table.c.Company == desk.code, *parts)


def only(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> Mapping[str, Any]:
    """The one row."""
    return dict(connection.execute(sa.select(table).where(where)).mappings().one())


def rows(
    desk: Desk, connection: sa.Connection, table: sa.Table, *, order: tuple[str, ...], **equal: Any
) -> list[Mapping[str, Any]]:
    """Rows of a document's part, in order."""
    parts = [table.c[name] == value for name, value in equal.items()]
    query = sa.select(table).where(table.c.Company == desk.code, *parts).order_by(*(table.c[name] for name in order))
    return [dict(row) for row in connection.execute(query).mappings()]


def must(value: Any, *, field: str, of: str) -> Any:
    """The value; a document without it cannot go out."""
    if value in (None, "", 0):
        raise RecordError(
            f"{of} was not queued for Kinetic", field=field, why=f"{field} is empty", remedy="Fill it in and retry."
        )
    return value
