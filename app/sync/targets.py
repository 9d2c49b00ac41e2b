"""The ARM table of a declared table: made where it is missing, completed where it lacks a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import exc

from app.model.errors import Fatal
from app.model.job import Column, ColumnKind, Table
from app.sync import turns
from app.sync.dialects import TargetLanguage
from app.sync.shapes import DELETED, ROW_ID, declared


@dataclass(frozen=True, kw_only=True)
class Target:
    """An ARM table that is ready to be written."""

    table: Table
    language: TargetLanguage
    name: str
    types: Mapping[str, str]  # of a table that was there before, by column in lower case


def column_type(column: Column, *, table: Table, language: TargetLanguage) -> str:
    """The type of an ARM column: narrower where an index must take it."""
    indexed = column.name in table.key or column.name == ROW_ID
    return language.key_type(column) if indexed else language.type(column)


def days(target: Target, columns: Iterable[Column]) -> frozenset[str]:
    """Those of the columns in which ARM keeps a day and no time of it; SQLite keeps what it is given."""
    if target.language.keeps_all:
        return frozenset()
    dates = (column for column in columns if column.kind is ColumnKind.DATE)
    made = {column.name: column_type(column, table=target.table, language=target.language) for column in dates}
    return frozenset(name for name, kind in made.items() if target.types.get(name.lower(), kind) == "date")


def ddl(table: Table, *, language: TargetLanguage) -> tuple[str, ...]:
    """The statements that make the ARM table of a declaration, for approval before they are run."""
    columns = [
        f"{language.name(column.name)} {column_type(column, table=table, language=language)}"
        f"{' NOT NULL' if column.name in table.key else ''}"
        for column in declared(table)
    ]
    columns.append(f"{language.name(DELETED)} {language.flag_type} DEFAULT 0 NOT NULL")
    return (f"CREATE TABLE {language.table(table.target)} ({', '.join(columns)})", _key_index(table, language))


def _key_index(table: Table, language: TargetLanguage) -> str:
    keys = ", ".join(language.name(name) for name in table.key)
    return f"CREATE UNIQUE INDEX {language.index(_key_name(table))} ON {language.on(table.target)} ({keys})"


def _key_name(table: Table) -> str:
    return f"{table.target}_Key"


def make_row_index(connection: sa.Connection, target: Target) -> None:
    """Make rows quick to find by SysRowID: at first need, since a first load needs it not and would be slower."""
    language, table = target.language, target.table.target
    name = f"{table}_{ROW_ID}"
    if name.lower() in language.indexes(connection, table=table):
        return
    turns.take(connection, "tables")  # two jobs may feed one table
    if name.lower() not in language.indexes(connection, table=table):
        connection.exec_driver_sql(
            f"CREATE INDEX {language.index(name)} ON {language.on(table)} ({language.name(ROW_ID)})"
        )


def ready(connection: sa.Connection, table: Table, *, language: TargetLanguage, arm: str) -> Target:
    """The ARM table, made or completed; raises Fatal where the database does not let us."""
    have = language.columns(connection, table=table.target)
    if not have:
        turns.take(connection, "tables")  # two jobs may feed one table
        have = language.columns(connection, table=table.target)
    try:
        if not have:
            for statement in ddl(table, language=language):
                connection.exec_driver_sql(statement)
        else:
            _complete(connection, table, language=language, have=set(have))
    except exc.DBAPIError as error:
        raise Fatal(
            f"The ARM table {table.target} could not be made ready",
            why=f"{arm} refused it: {' '.join(str(error.orig).split())[:200]}",
            remedy="Let a database administrator run what `tieline doctor --ddl` prints.",
        ) from error
    return Target(table=table, language=language, name=language.table(table.target), types=have)


def _complete(connection: sa.Connection, table: Table, *, language: TargetLanguage, have: set[str]) -> None:
    place = language.table(table.target)
    for column in declared(table):
        if column.name.lower() not in have:
            kind = column_type(column, table=table, language=language)
            connection.exec_driver_sql(f"ALTER TABLE {place} ADD {language.name(column.name)} {kind}")
    if DELETED.lower() not in have:
        connection.exec_driver_sql(
            f"ALTER TABLE {place} ADD {language.name(DELETED)} {language.flag_type} DEFAULT 0 NOT NULL"
        )
    if not language.unique(connection, table=table.target, key=table.key):
        connection.exec_driver_sql(_key_index(table, language))
