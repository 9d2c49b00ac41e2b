"""Rows of the sandbox ERP as Kinetic's business logic reads and writes them, in one transaction a request."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any  # rows of 70 tables

import sqlalchemy as sa

from app.model.job import ColumnKind
from app.sandbox.kinetic_columns import kind, tables
from app.sandbox.revisions import next_revision

Row = dict[str, Any]


class Rows:
    """One company's rows within one transaction."""

    def __init__(self, connection: sa.Connection, *, company: str, metadata: sa.MetaData) -> None:
        self.connection = connection
        self.company = company
        self._schema = metadata.schema
        self._metadata = metadata

    def table(self, name: str) -> sa.Table:
        """The table as it stands in the ERP."""
        return self._metadata.tables[f"{self._schema}.{name}" if self._schema else name]

    def select(
        self,
        name: str,
        *,
        where: sa.ColumnElement[bool] | None = None,
        order: tuple[sa.ColumnElement[Any], ...] = (),
        top: int | None = None,
        skip: int = 0,
    ) -> list[Row]:
        """Rows of the company, in Kinetic's types."""
        table = self.table(name)
        query = sa.select(table).where(self._mine(table)).order_by(*order)
        query = query if where is None else query.where(where)
        query = query.limit(top).offset(skip) if top is not None else query
        return [_out(name, row) for row in self.connection.execute(query).mappings()]

    def find(self, name: str, **equal: Any) -> list[Row]:
        """Rows with these values, in the order of the key."""
        table = self.table(name)
        parts = [table.c[column] == value_in(table.c[column], value) for column, value in equal.items()]
        return self.select(
            name, where=sa.and_(sa.true(), *parts), order=tuple(table.c[part] for part in tables()[name].key)
        )

    def one(self, name: str, **equal: Any) -> Row | None:
        """The first such row."""
        rows = self.find(name, **equal)
        return rows[0] if rows else None

    def insert(self, name: str, row: Mapping[str, Any]) -> Row:
        """Add a row; it gets its SysRowID and the next SysRevID of the whole database."""
        full = {**_blank(name), **row, "Company": self.company, "SysRowID": str(uuid.uuid4())}
        self.connection.execute(sa.insert(self.table(name)).values(self._values(name, full)))
        return full

    def update(self, name: str, row: Mapping[str, Any], **changes: Any) -> None:
        """Change a row found by its key."""
        table = self.table(name)
        self.connection.execute(sa.update(table).where(self._at(name, row)).values(self._values(name, changes)))

    def delete(self, name: str, row: Mapping[str, Any]) -> None:
        """Really delete a row."""
        self.connection.execute(sa.delete(self.table(name)).where(self._at(name, row)))

    def highest(self, name: str, column: str, **equal: Any) -> int:
        """The highest number in use, 0 for none."""
        table = self.table(name)
        parts = [table.c[part] == value_in(table.c[part], value) for part, value in equal.items()]
        query = sa.select(sa.func.max(table.c[column])).where(self._mine(table), *parts)
        return int(self.connection.execute(query).scalar() or 0)

    def _values(self, name: str, row: Mapping[str, Any]) -> Row:
        table = self.table(name)
        values = {part.name: value_in(part, row[part.name]) for part in table.c if part.name in row}
        if _counts_itself(table):
            values.pop("SysRevID", None)
        else:
            values["SysRevID"] = next_revision(self.connection, schema=self._schema)
        return values

    def _mine(self, table: sa.Table) -> sa.ColumnElement[bool]:
        return table.c.Company == self.company if "Company" in table.c else sa.true()

    def _at(self, name: str, row: Mapping[str, Any]) -> sa.ColumnElement[bool]:
        table = self.table(name)
        keys = [table.c[part] == value_in(table.c[part], row[part]) for part in tables()[name].key if part != "Company"]
        return sa.and_(self._mine(table), *keys)


def value_in(column: sa.ColumnElement[Any], value: Any) -> Any:
    """A JSON value as this column takes it; a column without a type is SQLite's."""
    if value is None or isinstance(column.type, sa.types.NullType):
        return _plain(value)
    if isinstance(column.type, (sa.Date, sa.DateTime)):
        return _day(value, moment=isinstance(column.type, sa.DateTime))
    if isinstance(column.type, sa.Boolean):
        return bool(value)
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(column.type, sa.String) else value


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str) and value.endswith("T00:00:00"):
        return value[:10]
    return value


def _day(value: Any, *, moment: bool) -> Any:
    found = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return datetime(found.year, found.month, found.day) if moment else found  # noqa: DTZ001 - a day has no zone


def _blank(name: str) -> Row:
    zero: dict[ColumnKind, Any] = {
        ColumnKind.TEXT: "",
        ColumnKind.INTEGER: 0,
        ColumnKind.BIT: False,
        ColumnKind.DECIMAL: Decimal(0),
    }
    return {column.name: zero.get(column.kind) for column in tables()[name].columns}


def _counts_itself(table: sa.Table) -> bool:
    return type(table.c.SysRevID.type).__name__.upper() in ("TIMESTAMP", "ROWVERSION", "BINARY", "VARBINARY")


def _out(table: str, row: Mapping[Any, Any]) -> Row:
    return {str(name): _told(kind(table, str(name)), value) for name, value in row.items()}


def _told(kind_of: ColumnKind, value: Any) -> Any:
    if kind_of is ColumnKind.BIT:
        return bool(value)
    if value is None:
        return {ColumnKind.TEXT: "", ColumnKind.INTEGER: 0, ColumnKind.DECIMAL: Decimal(0)}.get(kind_of)
    if kind_of is ColumnKind.DECIMAL:
        return Decimal(str(value))
    if kind_of is ColumnKind.DATE:
        return f"{str(value)[:10]}T00:00:00"
    return int.from_bytes(value, "big") if isinstance(value, bytes) else value
