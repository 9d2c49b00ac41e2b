"""An ERP on any database: rows come as Arrow batches, are checked column by column, and are staged in ARM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any  # rows are as wide as their query

from typing_extensions import override

from app.connect.arrow import ROWS, Field, RecordBatch, adbc_batches, odbc_batches, plain_batches
from app.connect.databases import Database
from app.sync.checks import fault, first_fault, refused
from app.sync.dialects import SourceLanguage
from app.sync.dialects.spoken import Canonical
from app.sync.records import Refused
from app.sync.shapes import REVISION, ROW_ID, Feed, Shape
from app.sync.sources import Batch, Loaded, Source
from app.sync.stages import FIXED, Stage
from app.sync.vectors import suspicious

BATCH = 50_000
BULK = 5_000  # rows from which on a bulk reader pays for its connection
CHUNK = 500


class RemoteSource(Source):
    """Reads through a connection of its own; `bulk_from` rows call for the Arrow drivers."""

    def __init__(
        self, database: Database, *, language: SourceLanguage, bulk_from: int | None = BULK, batch: int = BATCH
    ) -> None:
        self._database, self._bulk_from, self._batch = database, bulk_from, batch
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
        bulk = self._many(feed, where=past)
        rows = _whole_revisions(self._read(feed, where=past, ordered=True, bulk=bulk), rows=self._batch)
        last: RecordBatch | None = None
        for batch in rows:
            if last is not None:
                yield _Rows(feed=feed, batch=last, high=_highest(last))
            last = batch
        if last is not None:
            yield _Rows(feed=feed, batch=last, high=high)
        else:
            yield _Rows(feed=feed, batch=None, high=high)

    def _many(self, feed: Feed, *, where: str) -> bool:
        if self._bulk_from is None:
            return False
        revision = self.language.revision(feed.revision)
        query = f"SELECT {revision} {self._rows(feed, where)} ORDER BY 1"
        return bool(self.query(self.language.limited(query, rows=1, skip=self._bulk_from)))

    @override
    def unnumbered(self, feed: Feed) -> Batch:
        where = f"{self.language.revision(feed.revision)} IS NULL"
        return _Rows(feed=feed, batch=_joined(self._read(feed, where=where)), high=None)

    @override
    def chosen(self, feed: Feed, *, row_ids: Sequence[str | None]) -> Iterator[Batch]:
        for start in range(0, len(row_ids), CHUNK):
            where = self._among(feed, row_ids[start : start + CHUNK])
            yield _Rows(feed=feed, batch=_joined(self._read(feed, where=where)), high=None)

    @override
    def present(self, feed: Feed, *, row_ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for start in range(0, len(row_ids), CHUNK):
            batch = _joined(self._read(feed, where=self._among(feed, row_ids[start : start + CHUNK])))
            for row in batch.to_pylist() if batch else ():
                if row["tl_kept"]:
                    found[row[ROW_ID]] = tuple(row[name] for name in feed.table.key)
        return found

    @override
    def list_keys(self, feed: Feed, *, into: Stage) -> None:
        keys = replace(feed, brought=feed.keys)
        columns = (*FIXED, *(into.slot(name) for name in keys.names))
        for batch in self._read(keys, where="1 = 1", bulk=self._many(keys, where="1 = 1")):
            sound, unsound = _split(keys, batch)
            into.load(sound, columns=columns)
            into.load(_nameless(unsound, like=batch), columns=columns)

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

    def _read(self, feed: Feed, *, where: str, ordered: bool = False, bulk: bool = False) -> Iterator[RecordBatch]:
        select, fields = self._select(feed, where=where)
        order = f" ORDER BY {len(fields)}" if ordered else ""  # the revision is the last column
        query, rows = select + order, min(ROWS, self._batch)
        if bulk and self._database.dialect in ("sqlite", "postgresql"):
            yield from adbc_batches(self._database, select, order=order, fields=fields, rows=rows)
        elif bulk:
            yield from odbc_batches(self._database, query, fields=fields, rows=rows)
        else:
            with self._database.connect() as connection:
                yield from plain_batches(connection, query, fields=fields, rows=rows)

    def _select(self, feed: Feed, *, where: str) -> tuple[str, tuple[Field, ...]]:
        language = self.language
        taken = f"CASE WHEN {feed.taken} THEN 1 ELSE 0 END" if feed.taken else "1"
        kept = f"CASE WHEN {feed.kept} THEN 1 ELSE 0 END" if feed.kept else "1"
        values = [language.value(item.column, source=item.source) for item in feed.brought]
        whole = [language.canonical(item.column, source=item.source) is Canonical.WHOLE for item in feed.brought]
        values += [language.row_id(feed.row_id), language.revision(feed.revision)]
        listed = ", ".join([taken, kept, *values])
        flags = (True, True, *whole, False, True)
        fields = tuple(Field(name=name, whole=flag) for name, flag in zip((*FIXED, *feed.names), flags, strict=True))
        return f"SELECT {listed} {self._rows(feed, where)}", fields

    def _rows(self, feed: Feed, where: str) -> str:
        company = ""
        if feed.company is not None:
            company = f" AND {self.language.name(feed.company.name)} = {self.language.literal(feed.code)}"
        return f"FROM {self.language.table(feed.shape.name)} WHERE {where}{company}"

    def _among(self, feed: Feed, row_ids: Sequence[str | None]) -> str:
        name = self.language.name(feed.row_id.name)
        listed = ", ".join(self.language.literal(row_id) for row_id in row_ids if row_id is not None)
        return f"({name} IN ({listed}){f' OR {name} IS NULL' if None in row_ids else ''})"


@dataclass(frozen=True, kw_only=True)
class _Rows(Batch):
    feed: Feed
    batch: RecordBatch | None
    high: int | None

    @override
    def fill(self, stage: Stage) -> Loaded | None:
        loaded = self.load(stage)
        inserted, wanted = stage.fill()
        if inserted != wanted:
            return None
        return Loaded(read=loaded.read, refused=loaded.refused, inserted=inserted)

    @override
    def load(self, stage: Stage) -> Loaded:
        if self.batch is None or not self.batch.num_rows:
            return Loaded(read=0, refused=())
        sound, unsound = _split(self.feed, self.batch)
        unfit = stage.load(sound, columns=stage.columns)
        return Loaded(read=self.batch.num_rows, refused=[*unsound, *unfit])


def _split(feed: Feed, batch: RecordBatch) -> tuple[RecordBatch, list[Refused]]:
    """The rows that can be staged, and those that are taken in and unsound."""
    import pyarrow as pa

    suspects = suspicious(feed, batch)
    if not suspects.true_count:
        return batch, []
    bad: list[Refused] = []
    outside: list[dict[str, Any]] = []
    bare = {*FIXED, *feed.table.key, ROW_ID, REVISION}
    keep = suspects.to_pylist()
    for place, suspect in enumerate(keep):
        keep[place] = True
        if suspect:
            row = batch.slice(place, 1).to_pylist()[0]
            values = {name: row[name] for name in feed.names}
            if first_fault(feed, values):
                keep[place] = False
                if row["tl_taken"]:
                    bad.append(refused(feed, values))
                else:
                    outside.append({name: row[name] if name in bare else None for name in batch.schema.names})
    sound = batch.filter(pa.array(keep))
    if outside:
        sound = _concatenated([sound, pa.RecordBatch.from_pylist(_with_keys(feed, outside), schema=batch.schema)])
    return sound, bad


def _nameless(unsound: Sequence[Refused], *, like: RecordBatch) -> RecordBatch:
    """Rows whose key is not sound are there all the same, under their SysRowID."""
    import pyarrow as pa

    rows = [dict.fromkeys(like.schema.names) | {"tl_taken": 0, "tl_kept": 0, ROW_ID: row.row_id} for row in unsound]
    return pa.RecordBatch.from_pylist(rows, schema=like.schema)


def _with_keys(feed: Feed, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that no condition takes in are told to ARM by their key alone, so that it must be sound."""
    return [row for row in rows if not any(fault(item.column, row[item.column.name], key=True) for item in feed.keys)]


def _whole_revisions(batches: Iterable[RecordBatch], *, rows: int) -> Iterator[RecordBatch]:
    """Batches of about `rows` rows that never part rows of one revision."""
    held: list[RecordBatch] = []
    size = 0
    for piece in (whole.slice(start, rows) for whole in batches for start in range(0, whole.num_rows, rows)):
        same = _rows_at(_highest(held[-1]), piece) if size >= rows else piece.num_rows
        held.append(piece.slice(0, same))
        size += same
        if same < piece.num_rows:
            yield _concatenated([batch for batch in held if batch.num_rows])
            held, size = [piece.slice(same)], piece.num_rows - same
    if held:
        yield _concatenated(held)


def _rows_at(revision: int, batch: RecordBatch) -> int:
    """How many rows at the start of the batch have this revision."""
    return next((i for i, found in enumerate(batch.column(REVISION).to_pylist()) if found != revision), batch.num_rows)


def _joined(batches: Iterable[RecordBatch]) -> RecordBatch | None:
    found = list(batches)
    return _concatenated(found) if found else None


def _concatenated(batches: Sequence[RecordBatch]) -> RecordBatch:
    import pyarrow as pa

    return batches[0] if len(batches) == 1 else pa.concat_batches(list(batches))


def _highest(batch: RecordBatch) -> int:
    return batch.column(REVISION)[-1].as_py()
