"""Transactions on Framework that nobody else can slip into, and the values it stores."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any  # column types and bound values differ by database

import sqlalchemy as sa
from sqlalchemy import exc

from app.connect.databases import Database
from app.model.money import plain
from app.timberline.relations import Relation

CHUNK = 500  # ids in one statement: SQL Server takes 2,100 parameters, older SQLite 999
LOCK_WAIT_S = 30


@contextmanager
def alone(database: Database, *relations: Relation) -> Generator[sa.Connection]:
    """A transaction in which nobody else changes these tables: what is read in it holds until it commits.

    SQLite begins it with the one write lock there is; the other databases lock the tables against writers.
    """
    with database.begin() as connection:
        for relation in relations:
            _lock(connection, relation)
        yield connection


def _lock(connection: sa.Connection, relation: Relation) -> None:
    preparer = connection.dialect.identifier_preparer
    name = preparer.format_table(relation.table())
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_WAIT_S}s'")
        connection.exec_driver_sql(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")
    elif connection.dialect.name == "mssql":
        connection.exec_driver_sql(f"SET LOCK_TIMEOUT {LOCK_WAIT_S * 1000}")
        connection.exec_driver_sql(f"SELECT TOP 1 1 FROM {name} WITH (TABLOCKX, HOLDLOCK)").close()


def money(connection: sa.Connection, amount: Decimal) -> Any:
    """An amount as this database binds it exactly; SQLite turns the text into what its column holds."""
    return plain(amount) if connection.dialect.name == "sqlite" else amount


def day(connection: sa.Connection, value: date) -> Any:
    """A day as this database binds it."""
    return value.isoformat() if connection.dialect.name == "sqlite" else value


def chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in lists that fit one statement."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def many(connection: sa.Connection, statement: sa.Executable, rows: Sequence[dict[str, Any]]) -> None:
    """Carry out a statement for many rows; compiled once, for SQLAlchemy looks at every row it is given."""
    compiled: Any = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))  # pyright: ignore[reportAttributeAccessIssue]
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), [tuple(map(row.__getitem__, compiled.positiontup)) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), list(rows))


def flagged(connection: sa.Connection, claim: Relation, ids: Sequence[int]) -> dict[int, bool]:
    """Whether each of these claims is exported; claims that are gone are left out."""
    from app.timberline import values

    table = claim.table()
    key, flag = claim.column("l_claim_id", of=table), claim.column("f_link_exported", of=table)
    found: dict[int, bool] = {}
    for chunk in chunks(ids):
        for number, value in connection.execute(sa.select(key, flag).where(key.in_(chunk))):
            found[int(number)] = values.flag(value)
    return found


def set_flags(connection: sa.Connection, claim: Relation, ids: Sequence[int], *, exported: bool) -> int:
    """Flag these claims, or take the flag back; returns how many there were."""
    table = claim.table()
    key, flag = claim.column("l_claim_id", of=table), claim.column("f_link_exported", of=table)
    value = _flag_value(connection, flag, table, exported=exported)
    changed = 0
    for chunk in chunks(ids):
        result = connection.execute(sa.update(table).where(key.in_(chunk)).values({flag.key: value}))
        changed += result.rowcount
    return changed


def _flag_value(
    connection: sa.Connection, flag: sa.ColumnElement[Any], table: sa.TableClause, *, exported: bool
) -> Any:
    """0 or 1, or a truth value where the column is of that type."""
    sample = connection.execute(sa.select(flag).select_from(table).where(flag.is_not(None)).limit(1)).scalar()
    return exported if isinstance(sample, bool) else int(exported)


def numbers_itself(connection: sa.Connection, relation: Relation, column: str) -> bool:
    """Whether the database gives this key its numbers; SQLite's own way is max + 1 as well, so we do it there."""
    if connection.dialect.name == "sqlite":
        return False
    try:
        listed = sa.inspect(connection).get_columns(relation.name, schema=relation.schema)
    except exc.NoSuchTableError:
        return False
    return any(
        one["name"] == relation.actual(column) and bool(one.get("identity") or one.get("default") is not None)
        for one in listed
    )
