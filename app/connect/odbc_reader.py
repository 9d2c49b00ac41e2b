"""Reads queries through an ODBC driver as Arrow batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any  # the reader is untyped

from app.connect.arrow import Field, RecordBatch, schema, unread
from app.connect.databases import Database

ROWS = 1_000  # the driver's buffers have room for so many of the longest texts: larger ones miss the cache
TEXT_LIMITS = (400, 4_000)  # bytes of one cell at first, and when one was longer


class TextTooLong(Exception):
    """A text is longer than room was made for; what was read before it is good."""


class OdbcReader:
    """A connection for reading in bulk, made at first need and kept: making one takes as long as a thousand rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None

    def batches(
        self, query: str, *, fields: tuple[Field, ...], limit: int, rows: int = ROWS, alone: bool = True
    ) -> Iterator[RecordBatch]:
        """The query's rows, with room for texts of `limit` bytes; raises TextTooLong.

        `alone` says that nobody reads beside us, so that the driver has a thread of its own to fetch ahead.
        """
        import arrow_odbc

        target = schema(fields)
        try:
            if self._connection is None:
                self._connection = arrow_odbc.connect(_connection_string(self._database))
            yield from self._connection.read_arrow_batches(
                query,
                batch_size=min(rows, ROWS),
                max_text_size=limit,
                map_schema=lambda _: target,
                fetch_concurrently=alone,
            )
        except arrow_odbc.Error as error:
            told_so = str(error).lower()
            if "too large" in told_so or "truncat" in told_so or "too small" in told_so:
                raise TextTooLong from error
            remedy = "Check that it is running and that its ODBC driver is in order, and try again."
            raise unread(self._database, error, remedy=remedy) from error


def _connection_string(database: Database) -> str:
    """What the ODBC driver manager is given to connect."""
    (connect,), _ = database.engine.dialect.create_connect_args(database.engine.url)
    return str(connect)
