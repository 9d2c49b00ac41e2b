"""An ERP on any database: rows come as Arrow batches, are checked column by column, and are staged in ARM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any  # rows are as wide as their query

from typing_extensions import override

from app.connect.arrow import ROWS, Field, RecordBatch, adbc_batches, plain_batches, with_ones
from app.connect.databases import Database
from app.connect.odbc_reader import TEXT_LIMITS, OdbcReader, TextTooLong
from app.sync.arrivals import Arrival, ahead, arrivals, filed, joined, nameless, scratch_folder, split
from app.sync.dialects import SourceLanguage
from app.sync.dialects.spoken import Canonical
from app.sync.shapes import REVISION, ROW_ID, Feed, Shape
from app.sync.sources import CHUNK, Batch, Key, Source, among, chosen_by
from app.sync.stages import FIXED, Stage, slot

BATCH = 50_000
BULK = 5_000  # rows from which on a bulk reader pays for its connection
_ADBC = ("sqlite", "postgresql")  # what has a driver of that kind


class RemoteSource(Source):
    """Reads through a connection of its own; `bulk_from` rows call for the Arrow drivers."""

    def __init__(
        self,
        database: Database,
        *,
        language: SourceLanguage,
        bulk_from: int | None = BULK,
        batch: int = BATCH,
        to_file: bool = False,
    ) -> None:
        self._database, self._bulk_from, self._batch, self._to_file = database, bulk_from, batch, to_file
        self.name = database.name
        self.language = language

    @override
    def shapes(self, tables: Iterable[str]) -> Mapping[str, Shape]:
        return self.language.shapes(self.query, tables=tables)

    @override
    def newest(self, feed: Feed) -> tuple[Feed, int | None]:
        feed = self.language.readable(feed, query=self.query)
        newest = self.query(self.language.newest(feed.revision, table=feed.shape.name))[0][0]
        return feed, None if newest is None else int(newest)

    @override
    def newest_of_all(self) -> int | None:
        found: list[int] = []
        for shape in self.shapes(self.language.all_tables(self.query)).values():
            column = shape.column(REVISION)
            newest = self.query(self.language.newest(column, table=shape.name))[0][0] if column else None
            if newest is not None:
                found.append(int(newest))
        return max(found, default=None)

    @override
    def batches(self, feed: Feed, *, low: int, high: int) -> Iterator[Batch]:
        past = self.language.past(feed.revision, low=low, high=high)
        if not self._many(feed, where=past):
            yield from arrivals(feed, self._read(feed, where=past, ordered=True), rows=self._batch, high=high)
            return
        for limit in (*TEXT_LIMITS, None):
            try:
                for batch in self._bulk_batches(feed, low=low, high=high, limit=limit):
                    low = high if batch.high is None else batch.high
                    yield batch
            except TextTooLong:
                continue  # from the last whole revision on, with more room
            return

    def _bulk_batches(self, feed: Feed, *, low: int, high: int, limit: int | None) -> Iterator[Batch]:
        read = self._ordered(feed, low=low, high=high, limit=limit)
        found = arrivals(feed, read, rows=min(self._batch, BATCH), high=high)
        source = feed.table.source
        with scratch_folder() as folder, closing(ahead(found, name=f"{source}-reader")) as read_ahead:
            if not self._to_file:
                yield from read_ahead
                return
            columns = [*FIXED, *(slot(place) for place in range(len(feed.names)))]
            files = filed(read_ahead, folder=folder, columns=columns)
            with closing(ahead(files, name=f"{source}-files")) as waiting:
                yield from waiting

    def _ordered(self, feed: Feed, *, low: int, high: int, limit: int | None) -> Iterator[RecordBatch]:
        """Rows in the order of their revisions: in bulk with room for texts of `limit` bytes, or plainly."""
        past = self.language.past(feed.revision, low=low, high=high)
        yield from self._read(feed, where=past, ordered=True, bulk=limit is not None, limit=limit or 0)

    def _many(self, feed: Feed, *, where: str) -> bool:
        if self._bulk_from is None:
            return False
        order = self.language.order(feed.revision)
        query = f"SELECT {order} {self._rows(feed, where)} ORDER BY {order}"
        return bool(self.query(self.language.limited(query, rows=1, skip=self._bulk_from)))

    @override
    def unnumbered(self, feed: Feed) -> Batch:
        where = f"{self.language.revision(feed.revision)} IS NULL"
        return Arrival(feed=feed, batch=joined(self._read(feed, where=where)), high=None)

    @override
    def chosen(self, feed: Feed, *, row_ids: Sequence[str], keys: Sequence[Key] = ()) -> Iterator[Batch]:
        for where in chosen_by(self.language, feed, row_ids=row_ids, keys=keys):
            yield Arrival(feed=feed, batch=joined(self._read(feed, where=f"({where})")), high=None)

    @override
    def present(self, feed: Feed, *, row_ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for start in range(0, len(row_ids), CHUNK):
            where = among(self.language, feed, row_ids=row_ids[start : start + CHUNK])
            batch = joined(self._read(feed, where=where))
            for row in batch.to_pylist() if batch else ():
                if row["tl_kept"]:
                    found[row[ROW_ID]] = tuple(row[name] for name in feed.table.key)
        return found

    @override
    def list_keys(self, feed: Feed, *, into: Stage) -> None:
        keys = replace(feed, brought=feed.keys)
        columns = (*FIXED, *(into.slot(name) for name in keys.names))
        # Keys through ODBC are read plainly: a text that is too long could not be begun again in the stage.
        bulk = self._database.dialect in _ADBC and self._many(keys, where="1 = 1")
        for batch in self._read(keys, where="1 = 1", bulk=bulk):
            sound, unsound = split(keys, batch)
            into.load(sound, columns=columns)
            into.load(nameless(keys, unsound, like=batch), columns=columns)

    @override
    def count(self, feed: Feed) -> int:
        return int(self.query(f"SELECT count(*) {self._rows(feed, '1 = 1')}")[0][0])

    @override
    def close(self) -> None:
        self._database.close()

    def query(self, sql: str) -> Sequence[Sequence[Any]]:
        """Run a query and fetch its rows."""
        with self._database.connect() as connection:
            return connection.exec_driver_sql(sql).all()

    def _read(
        self,
        feed: Feed,
        *,
        where: str,
        ordered: bool = False,
        bulk: bool = False,
        limit: int = TEXT_LIMITS[-1],
        beside: OdbcReader | None = None,
    ) -> Iterator[RecordBatch]:
        """Rows that fit; `beside` is one of several readers that are at work at once."""
        select, fields = self._select(feed, where=where)
        rows = min(ROWS, self._batch)
        query = f"{select} ORDER BY {self.language.order(feed.revision)}" if ordered else select
        if bulk and self._database.dialect in _ADBC:
            order = f" ORDER BY {len(fields)}" if ordered else ""  # the revision is the last column
            read = adbc_batches(self._database, select, order=order, fields=fields, rows=rows)
        elif bulk:
            reader = beside or OdbcReader(self._database)
            read = reader.batches(query, fields=fields, limit=limit, rows=rows, alone=beside is None)
        else:
            read = self._plain(query, fields=fields, rows=rows)
        for batch in read:
            yield with_ones(batch, names=FIXED)

    def _plain(self, query: str, *, fields: tuple[Field, ...], rows: int) -> Iterator[RecordBatch]:
        with self._database.connect() as connection:
            yield from plain_batches(connection, query, fields=fields, rows=rows)

    def _select(self, feed: Feed, *, where: str) -> tuple[str, tuple[Field, ...]]:
        language = self.language
        # Where there is no condition its mark is not read: each cell costs a driver the same.
        conditions = {name: found for name, found in zip(FIXED, (feed.taken, feed.kept), strict=True) if found}
        values = [f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in conditions.values()]
        values += [language.value(item.column, source=item.source) for item in feed.brought]
        values += [language.row_id(feed.row_id), language.revision(feed.revision)]
        whole = [language.canonical(item.column, source=item.source) is Canonical.WHOLE for item in feed.brought]
        flags = (*(True for _ in conditions), *whole, False, True)
        names = (*conditions, *feed.names)
        fields = tuple(Field(name=name, whole=flag) for name, flag in zip(names, flags, strict=True))
        return f"SELECT {', '.join(values)} {self._rows(feed, where)}", fields

    def _rows(self, feed: Feed, where: str) -> str:
        company = ""
        if feed.company is not None:
            company = f" AND {self.language.name(feed.company.name)} = {self.language.literal(feed.code)}"
        return f"FROM {self.language.table(feed.shape.name)} WHERE {where}{company}"
