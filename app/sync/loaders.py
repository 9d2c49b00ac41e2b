"""Puts Arrow batches into ARM's scratch tables, by the quickest way each database has on an open connection."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any  # pyarrow and the drivers are untyped

import sqlalchemy as sa
from sqlalchemy import exc

from app.connect.arrow import RecordBatch

Loader = Callable[[sa.Connection, str, Sequence[str], Any], None]


class Refused(Exception):
    """The database does not take a value of these rows; holds what it said."""


def loader(dialect: str, *, bulk: bool) -> Loader:
    """How rows get into a scratch table of this database."""
    return copy if bulk and dialect == "postgresql" else execute_many


def execute_many(connection: sa.Connection, table: str, columns: Sequence[str], batch: RecordBatch) -> None:
    """Insert the rows with bound values."""
    rows = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
    mark = "%s" if connection.dialect.paramstyle in ("format", "pyformat") else "?"
    marks = ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement, rows)
    except (exc.DataError, exc.IntegrityError) as error:
        raise Refused(_first_line(error.orig)) from error


def copy(connection: sa.Connection, table: str, columns: Sequence[str], batch: RecordBatch) -> None:
    """Send the rows as one COPY, written as CSV by Arrow: an empty field is NULL, an empty text stands in quotes."""
    import psycopg
    from pyarrow import csv

    text = io.BytesIO()
    options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    csv.write_csv(batch, text, write_options=options)
    raw: Any = connection.connection.dbapi_connection
    try:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv)"
        with connection.begin_nested(), raw.cursor() as cursor, cursor.copy(statement) as stream:
            stream.write(text.getbuffer())
    except psycopg.DataError as error:
        raise Refused(_first_line(error)) from error


def _first_line(error: object) -> str:
    return str(error).strip().splitlines()[0][:200]
