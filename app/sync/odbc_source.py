"""An ERP behind an ODBC driver that is not SQL Server's: its catalogue is asked, its SQL is kept plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from queue import SimpleQueue
from typing import Any  # the dialect is untyped

from typing_extensions import override

from app.connect import odbc
from app.connect.arrow import RecordBatch
from app.connect.databases import Database
from app.connect.odbc_reader import OdbcReader
from app.sync.dialects.odbc import Source
from app.sync.lanes import side_by_side
from app.sync.remote import BATCH, BULK, RemoteSource
from app.sync.shapes import Feed, Shape

LANES = 2  # connections that read a large table at once: a driver and its server mostly wait for one another
STRETCH = 25_000  # rows that one of them reads at a time


class OdbcSource(RemoteSource):
    """Reads through the generic dialect; the tables stand in schema Erp where the database has it."""

    def __init__(
        self, database: Database, *, bulk_from: int | None = BULK, batch: int = BATCH, to_file: bool = False
    ) -> None:
        with database.connect() as connection:
            dialect: Any = connection.dialect
            # WORKAROUND(SQLite ODBC 0.9998): its library locks at each value, so that two readers are slower than one.
            self._lanes = 1 if dialect.dbms == "SQLite" else LANES
            self._schema = odbc.schema_named(connection, "Erp")
            language = Source(
                quote=dialect.identifier_preparer.initial_quote,
                schema=self._schema,
                limit=dialect.limit_style,
                narrow=dialect.dbms == "SQLite",
                postgresql=dialect.dbms == "PostgreSQL",
            )
        super().__init__(database, language=language, bulk_from=bulk_from, batch=batch, to_file=to_file)

    @override
    def shapes(self, tables: Iterable[str]) -> Mapping[str, Shape]:
        with self._database.connect() as connection:
            rows = odbc.columns(connection, list(tables), schema=self._schema)
        return self.language.shapes(lambda _: rows, tables=tables)

    @override
    def _ordered(self, feed: Feed, *, low: int, high: int, limit: int | None) -> Iterator[RecordBatch]:
        if limit is None or self._lanes == 1 or not self._indexed(feed):
            yield from super()._ordered(feed, low=low, high=high, limit=limit)
            return
        idle: SimpleQueue[OdbcReader] = SimpleQueue()
        for _ in range(self._lanes):
            idle.put(OdbcReader(self._database))
        read = partial(self._stretch, feed, idle=idle, limit=limit)
        tasks = (partial(read, low=start, high=end) for start, end in self._stretches(feed, low=low, high=high))
        for batches in side_by_side(tasks, lanes=self._lanes, name=feed.table.source):
            yield from batches

    def _indexed(self, feed: Feed) -> bool:
        """Whether a stretch of revisions can be found without reading the whole table."""
        with self._database.connect() as connection:
            return odbc.is_indexed(connection, feed.shape.name, column=feed.revision.name, schema=self._schema)

    def _stretches(self, feed: Feed, *, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Where the table can be parted, by the index alone."""
        language, order = self.language, self.language.order(feed.revision)
        select = f"SELECT {language.revision(feed.revision)} FROM {language.table(feed.shape.name)} WHERE "
        while low < high:
            past = language.past(feed.revision, low=low, high=high)
            size = min(STRETCH, self._batch)
            found = self.query(language.limited(f"{select}{past} ORDER BY {order}", rows=1, skip=size - 1))
            border = int(found[0][0]) if found else high
            yield low, border
            low = border

    def _stretch(
        self, feed: Feed, *, low: int, high: int, limit: int, idle: SimpleQueue[OdbcReader]
    ) -> list[RecordBatch]:
        past = self.language.past(feed.revision, low=low, high=high)
        reader = idle.get()
        try:
            return list(self._read(feed, where=past, ordered=True, bulk=True, limit=limit, beside=reader))
        finally:
            idle.put(reader)
