"""Reads queries as Arrow batches: ADBC for SQLite and PostgreSQL, SQLAlchemy for the rest and for a few rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # the drivers are untyped

import sqlalchemy as sa

from app.connect import certificates, databases
from app.connect.addresses import masked
from app.connect.databases import Database
from app.model.errors import Unreachable

RecordBatch = Array = Schema = Any  # pyarrow's classes have no types
ROWS = 16_384


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of a query: a whole number, or text."""

    name: str
    whole: bool


def schema(fields: tuple[Field, ...]) -> Schema:
    """The Arrow schema of the fields; ours, never the driver's."""
    import pyarrow as pa

    return pa.schema([(field.name, pa.int64() if field.whole else pa.string()) for field in fields])


def plain_batches(
    connection: sa.Connection, query: str, *, fields: tuple[Field, ...], rows: int = ROWS
) -> Iterator[RecordBatch]:
    """The query through SQLAlchemy: slower, and everywhere."""
    import pyarrow as pa

    found = connection.execution_options(stream_results=True, max_row_buffer=rows).exec_driver_sql(query)
    with found:
        for part in found.partitions(rows):
            columns = zip(*part, strict=True)
            arrays = [
                pa.array([_whole(value) for value in column], pa.int64())
                if field.whole
                else pa.array([_text(value) for value in column], pa.string())
                for field, column in zip(fields, columns, strict=True)
            ]
            yield pa.record_batch(arrays, schema=schema(fields))


def adbc_batches(
    database: Database, query: str, *, order: str, fields: tuple[Field, ...], rows: int = ROWS
) -> Iterator[RecordBatch]:
    """The query through ADBC; `order` is its ORDER BY by position."""
    import adbc_driver_manager
    from pyarrow import ArrowException

    target = schema(fields)
    skip = 0
    try:
        with _adbc(database) as connection, connection.cursor() as cursor:
            if database.dialect == "sqlite":
                query, skip = _with_types(query, fields), 1
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(rows)})
            cursor.execute(query + order)
            for batch in cursor.fetch_record_batch():
                if batch.num_rows > skip:
                    yield _as(batch.slice(skip), target)
                skip = max(skip - batch.num_rows, 0)
    except (adbc_driver_manager.Error, ArrowException, OSError) as error:  # the last two while batches are fetched
        raise unread(
            database, error, remedy="Check that it is running and that it may be read, and try again."
        ) from error


def unread(database: Database, error: Exception, *, remedy: str) -> Unreachable:
    """What is said of a database whose driver ends the reading with this error."""
    why = masked(" ".join(str(error).split()))[:300]
    told = Unreachable(f"{database.name} could not be read", why=why, remedy=remedy)
    return certificates.explained(told, database.engine.url)


def _with_types(query: str, fields: tuple[Field, ...]) -> str:
    """The query behind a first row that shows the driver our types: it would guess them from what comes first."""
    lowest = "-9223372036854775807 - 1"
    return f"SELECT {', '.join(lowest if field.whole else repr('') for field in fields)} UNION ALL {query}"


def _adbc(database: Database) -> Any:
    if database.dialect == "sqlite":
        from adbc_driver_sqlite import dbapi

        made = dbapi.connect(str(database.engine.url.database))
        with made.cursor() as cursor:  # the driver would not wait for anybody who writes
            cursor.execute(f"PRAGMA busy_timeout = {databases.BUSY_TIMEOUT_MS}")
            cursor.fetchall()
        return made
    from adbc_driver_postgresql import dbapi as postgresql

    url = database.engine.url.set(drivername="postgresql")
    return postgresql.connect(url.render_as_string(hide_password=False))


def _as(batch: Any, target: Schema) -> RecordBatch:
    import pyarrow as pa

    arrays = [column.cast(field.type) for column, field in zip(batch.columns, target, strict=True)]
    return pa.record_batch(arrays, schema=target)


def with_ones(batch: RecordBatch, *, names: Sequence[str]) -> RecordBatch:
    """The batch with these columns first, each filled with 1 where it was not read."""
    import pyarrow as pa

    read = dict(zip(batch.schema.names, batch.columns, strict=True))
    if all(name in read for name in names):
        return batch
    ones = pa.repeat(pa.scalar(1, pa.int64()), batch.num_rows)
    return pa.RecordBatch.from_pydict({**{name: read.get(name, ones) for name in names}, **read})


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value)) if not isinstance(value, int) else int(value)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return "0x" + bytes(value).hex()
    return format(value, "f") if type(value).__name__ == "Decimal" else str(value)


def write_file(path: Path, batch: RecordBatch) -> None:
    """Write the batch as table `arrived` of a new SQLite file, which another connection attaches."""
    from adbc_driver_sqlite import dbapi

    with dbapi.connect(str(path), autocommit=True) as connection, connection.cursor() as cursor:
        for pragma in ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("BEGIN")
        cursor.adbc_ingest("arrived", batch, mode="create")
        cursor.execute("COMMIT")
