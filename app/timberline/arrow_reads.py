"""Reads the columns of a SELECT as Arrow, by the fastest reader a database has; None where it has none."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import Enum
from typing import Any  # Arrow readers are untyped

import pyarrow  # noqa: ICN001 (its usual name is given below, where it is untyped)
import pyarrow.compute
import sqlalchemy as sa

from app.model.errors import Unreachable
from app.timberline import guard
from app.timberline.sources import TIMBERLINE

pa: Any = pyarrow  # its types and functions are made at run time, out of a checker's sight
pc: Any = pyarrow.compute

_log = logging.getLogger(__name__)
MAX_TEXT = 4096
_BATCH = 65_536
_ODD = "in another type"


class Kind(Enum):
    """What a column means, for databases whose columns hold values of any type."""

    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    ANY = "any"  # dates, flags: few distinct values, looked at one by one


CLAIMS: Mapping[str, Kind] = {
    **dict.fromkeys(("claim_id", "job_id"), Kind.NUMBER),
    **dict.fromkeys(("total", "paid"), Kind.AMOUNT),
    "invoice": Kind.TEXT,
    **dict.fromkeys(("invoiced", "linked", "exported"), Kind.ANY),
}
JOBS: Mapping[str, Kind] = {
    **dict.fromkeys(("job_id", "stage", "status", "region", "team", "entity"), Kind.NUMBER),
    "job": Kind.ANY,
}
TRANSACTIONS: Mapping[str, Kind] = {"type": Kind.TEXT, "tInv": Kind.TEXT, "tAmt": Kind.AMOUNT}
PAYMENTS: Mapping[str, Kind] = {"link": Kind.TEXT, "amount": Kind.AMOUNT, "claim": Kind.NUMBER}


def read(connection: sa.Connection, statement: sa.Select[Any], *, kinds: Mapping[str, Kind]) -> Any:
    """The rows as Arrow; None where this database, or what its columns hold, needs the general route.

    They are read through a connection of the reader's own, which sees what is committed.
    """
    dialect = connection.dialect.name
    if dialect == "sqlite":
        return _sqlite(connection, statement, kinds=kinds)
    if dialect == "odbc":
        return _odbc(connection, _sql(connection, statement))
    return None


def _sql(connection: sa.Connection, statement: sa.Select[Any]) -> str:
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    sql = str(compiled)
    guard.require_select(sql)
    return sql


def _sqlite(connection: sa.Connection, statement: sa.Select[Any], *, kinds: Mapping[str, Kind]) -> Any:
    from adbc_driver_manager import Error
    from adbc_driver_sqlite import dbapi

    name = (connection.engine.url.database or "").replace("mode=rwc", "mode=ro")
    if not name.startswith("file:"):
        return None  # in memory
    inner = statement.subquery()
    columns = [_cast(inner.c[column], kind).label(column) for column, kind in kinds.items()]
    sql = _sql(connection, sa.select(*columns, _other_types(inner, kinds).label(_ODD)))
    try:
        with dbapi.connect(name) as link, link.cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(_BATCH)})
            cursor.execute(sql)
            found = cursor.fetch_arrow_table()
    except (Error, pa.ArrowException) as error:
        _log.info("read row by row, because the quick reader answers: %s", error)
        return None
    return found.drop_columns([_ODD]) if not pc.any(pc.not_equal(found[_ODD], 0)).as_py() else None


def _cast(column: sa.ColumnElement[Any], kind: Kind) -> sa.ColumnElement[Any]:
    """One type a column: SQLite would give each value its own."""
    if kind is Kind.AMOUNT:
        return sa.type_coerce(column, sa.Float) * sa.literal_column("1.0")
    return sa.cast(column, sa.Integer if kind is Kind.NUMBER else sa.Text)


def _other_types(inner: sa.Subquery, kinds: Mapping[str, Kind]) -> sa.ColumnElement[int]:
    """1 where a text stands among the amounts, or a number among the texts."""
    allowed = {Kind.AMOUNT: ("real", "integer", "null"), Kind.TEXT: ("text", "null")}
    strange = [
        sa.func.typeof(inner.c[column]).not_in(allowed[kind]) for column, kind in kinds.items() if kind in allowed
    ]
    return sa.case((sa.or_(sa.false(), *strange), 1), else_=0)


def _odbc(connection: sa.Connection, sql: str) -> Any:
    import arrow_odbc

    connect = connection.engine.url.query.get("odbc_connect")
    assert isinstance(connect, str)  # the dialect is opened by a connection string
    try:
        reader = arrow_odbc.read_arrow_batches_from_odbc(
            query=sql, connection_string=connect, batch_size=_BATCH, max_text_size=MAX_TEXT
        )
        return pa.Table.from_batches(list(reader), schema=reader.schema)
    except arrow_odbc.Error as error:
        raise Unreachable(
            f"{TIMBERLINE} could not be used",
            why=" ".join(str(error).split())[:300],
            remedy="Check that it is running, that the address, user and password are right, and try again.",
        ) from error
