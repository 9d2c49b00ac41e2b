"""Finds tables and views as a database really spells them, and reads only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any  # rows hold whatever the driver gives

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.sql import quoted_name

from app.model.errors import Unreachable

FETCH = 10_000
LISTED = frozenset({"sqlite", "postgresql", "mssql"})  # dialects that tell their tables reliably and at once


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A table or view as it is: `columns` leads from the name we use to the database's own spelling."""

    name: str
    schema: str | None
    quoted: bool
    columns: dict[str, str]

    def table(self) -> sa.TableClause:
        """The relation for use in statements, with every column it has."""
        return sa.table(
            quoted_name(self.name, self.quoted),
            *(sa.column(quoted_name(actual, quote=True)) for actual in self.columns.values()),
            schema=None if self.schema is None else quoted_name(self.schema, self.quoted),
        )

    def has(self, names: Iterable[str]) -> bool:
        """Whether all these columns are there."""
        return all(name.casefold() in self.columns for name in names)

    def actual(self, name: str) -> str:
        """The database's spelling of a column."""
        return self.columns[name.casefold()]

    def column(self, name: str, *, of: sa.FromClause) -> sa.ColumnElement[Any]:
        """One column of the relation, wherever it stands in a statement."""
        return of.c[self.actual(name)]


def find(connection: sa.Connection, names: Sequence[str], *, of: str) -> Relation:
    """The first of these that exists; raises Unreachable naming what was looked for and where."""
    found = find_or_none(connection, names)
    if found is None:
        raise Unreachable(
            "The action was not done",
            why=f"{of} has no table {' or '.join(dict.fromkeys(names))}",
            remedy="Check the address; a Timberline table that has another name belongs under [tables] in the "
            "profile, and the ODBC connection needs DictionaryMode=1.",
        )
    return found


def find_or_none(connection: sa.Connection, names: Sequence[str]) -> Relation | None:
    """The first of these tables or views that exists."""
    if connection.dialect.name in LISTED:
        return _listed(connection, names)
    return next((found for name in names if (found := _probed(connection, name)) is not None), None)


def require(relation: Relation, columns: Sequence[str], *, of: str) -> None:
    """Raise Unreachable unless the relation has these columns."""
    missing = [name for name in columns if name.casefold() not in relation.columns]
    if missing:
        raise Unreachable(
            "The action was not done",
            why=f"{relation.name} in {of} has no column {' and no column '.join(missing)}",
            remedy="Check that the address and the table name in the profile are the right ones.",
        )


def rows(connection: sa.Connection, statement: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a SELECT, streamed."""
    for chunk in chunks(connection, statement):
        yield from chunk


def chunks(connection: sa.Connection, statement: sa.Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows, some thousands at a time; the option is the statement's own, a connection would keep it for writes."""
    result = connection.execute(statement, execution_options={"stream_results": True, "max_row_buffer": FETCH})
    while chunk := result.fetchmany(FETCH):
        yield chunk


def _listed(connection: sa.Connection, names: Sequence[str]) -> Relation | None:
    inspector = sa.inspect(connection)
    known: dict[str | None, dict[str, str]] = {}
    for name in names:
        schema, bare = _parted(name)
        if schema not in known:
            listed: list[str] = []
            for listing in (inspector.get_table_names, inspector.get_view_names):
                with suppress(exc.NoSuchTableError):  # a schema that is not there has no tables
                    listed += listing(schema=schema)
            known[schema] = {one.casefold(): one for one in listed}
            known[schema] |= {one: one for one in listed}
        actual = known[schema].get(bare) or known[schema].get(bare.casefold())
        if actual is not None:
            return _described(connection, actual, schema=schema, quoted=True)
    return None


def _probed(connection: sa.Connection, name: str) -> Relation | None:
    """Ask for no rows of it: catalogue calls of some ODBC drivers take minutes."""
    schema, bare = _parted(name)
    for quoted in (False, True):
        try:
            return _described(connection, bare, schema=schema, quoted=quoted)
        except exc.DBAPIError as error:
            if error.connection_invalidated:
                raise
            with suppress(exc.DBAPIError):
                connection.rollback()
    return None


def _described(connection: sa.Connection, name: str, *, schema: str | None, quoted: bool) -> Relation:
    # As text: SQLAlchemy's cache of compiled statements does not tell a quoted name from a bare one.
    quote = connection.dialect.identifier_preparer.quote_identifier if quoted else str
    path = ".".join(quote(part) for part in (schema, name) if part is not None)
    result = connection.exec_driver_sql(f"SELECT * FROM {path} WHERE 1 = 0")
    columns = {column.casefold(): column for column in result.keys()}  # noqa: SIM118 (a result is no mapping)
    result.close()
    return Relation(name=name, schema=schema, quoted=quoted, columns=columns)


def _parted(name: str) -> tuple[str | None, str]:
    schema, point, bare = name.rpartition(".")
    return (schema, bare) if point else (None, name)
