"""An ERP in an SQLite file beside an ARM in another: rows go over inside SQLite, without passing through Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any  # the driver's connection is untyped

import sqlalchemy as sa
from typing_extensions import override

from app.connect.databases import told
from app.sync.checks import refused
from app.sync.dialects import sqlite
from app.sync.records import Refused
from app.sync.shapes import REVISION, ROW_ID, Feed, Shape, SourceColumn
from app.sync.sources import CHUNK, Batch, Key, Loaded, Source, among, chosen_by
from app.sync.stages import Stage

SCHEMA = "erp"
_OF_ARM = ("full", "readonly", "constraint")  # in what SQLite says, where it speaks of the file that is written


class AttachedSource(Source):
    """Reads the attached schema `erp` on the connection that writes ARM."""

    def __init__(self, connection: sa.Connection, *, name: str, batch: int) -> None:
        # The driver's own connection: reading between transactions must not begin one.
        self._raw: Any = connection.connection.dbapi_connection
        self._batch = batch
        self.name = name
        self.language = self.sqlite = sqlite.Source(SCHEMA)

    @override
    def shapes(self, tables: Iterable[str]) -> Mapping[str, Shape]:
        with told(self.name):
            return self.language.shapes(self.query, tables=tables)

    @override
    def newest(self, feed: Feed) -> tuple[Feed, int | None]:
        feed = self.language.readable(feed, query=self.query)
        return feed, self._newest(feed.revision, table=feed.shape.name)

    @override
    def newest_of_all(self) -> int | None:
        found: list[int] = []
        for shape in self.shapes(self.language.all_tables(self.query)).values():
            column = shape.column(REVISION)
            newest = self._newest(column, table=shape.name) if column else None
            if isinstance(newest, int):
                found.append(newest)
        return max(found, default=None)

    @override
    def batches(self, feed: Feed, *, low: int, high: int) -> Iterator[Batch]:
        while low < high:
            border, size = self._border(feed, low=low, high=high)
            where = self.language.past(feed.revision, low=low, high=border)
            yield _Rows(source=self, where=where, feed=feed, high=border, size=size)
            low = border

    def _border(self, feed: Feed, *, low: int, high: int) -> tuple[int, int | None]:
        """The revision at which a batch ends and, where it does not part rows of one revision, its size."""
        revision = self.language.revision(feed.revision)
        query = (
            f"SELECT {revision} FROM {self.language.table(feed.shape.name)}"
            f" WHERE {self.language.past(feed.revision, low=low, high=high)}{self._company(feed)} ORDER BY 1"
        )
        found = self.query(self.language.limited(query, rows=2, skip=self._batch - 1))
        if len(found) < 2:
            return high, None
        last, following = found[0][0], found[1][0]
        return last, self._batch if last != following else None

    @override
    def unnumbered(self, feed: Feed) -> Batch:
        return _Rows(source=self, where=f"{self.language.revision(feed.revision)} IS NULL", feed=feed, high=None)

    @override
    def chosen(self, feed: Feed, *, row_ids: Sequence[str], keys: Sequence[Key] = ()) -> Iterator[Batch]:
        for where in chosen_by(self.language, feed, row_ids=row_ids, keys=keys):
            yield _Rows(source=self, where=f"({where})", feed=feed, high=None)

    @override
    def present(self, feed: Feed, *, row_ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        keys = ", ".join(self.language.value(item.column, source=item.source) for item in feed.keys)
        kept = f" AND ({feed.kept})" if feed.kept else ""
        found: dict[str, tuple[object, ...]] = {}
        for start in range(0, len(row_ids), CHUNK):
            where = among(self.language, feed, row_ids=row_ids[start : start + CHUNK])
            query = f"SELECT {self.language.row_id(feed.row_id)}, {keys} {self.rows(feed, where)}{kept}"
            for row in self.execute(query):
                found[row[0]] = tuple(row[1:])
        return found

    @override
    def list_keys(self, feed: Feed, *, into: Stage) -> None:
        slots = [into.slot(name) for name in (*feed.table.key, ROW_ID, REVISION)]
        values = [self.language.value(item.column, source=item.source) for item in feed.keys]
        values += [self.language.row_id(feed.row_id), self.language.revision(feed.revision)]
        kept = f"CASE WHEN {feed.kept} THEN 1 ELSE 0 END" if feed.kept else "1"
        self.execute(
            f"INSERT INTO {into.name} (tl_kept, {', '.join(slots)})"
            f" SELECT {kept}, {', '.join(values)} {self.rows(feed, '1 = 1')}"
        )

    @override
    def count(self, feed: Feed) -> int:
        query = f"SELECT count(*) {self.rows(feed, '1 = 1')}"
        return self.execute(query).fetchone()[0]

    def close(self) -> None:
        """The connection belongs to ARM."""

    def rows(self, feed: Feed, where: str) -> str:
        """FROM and WHERE over the company's rows."""
        return f"FROM {self.language.table(feed.shape.name)} WHERE {where}{self._company(feed)}"

    def execute(self, sql: str) -> Any:
        """Run a statement that reads the attached ERP; the driver's cursor is untyped."""
        try:
            return self._raw.execute(sql)
        except sqlite3.Error as error:
            if any(word in str(error) for word in _OF_ARM):
                raise  # whoever holds ARM's transaction tells it
            with told(self.name):
                raise

    def insert(self, sql: str) -> int | None:
        """Insert rows of the ERP into ARM; None where ARM refuses one."""
        try:
            return self.execute(sql).rowcount
        except sqlite3.IntegrityError:
            return None

    def query(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """Run a query and fetch its rows."""
        return self.execute(sql).fetchall()

    def _company(self, feed: Feed) -> str:
        if feed.company is None:
            return ""
        return f" AND {self.language.name(feed.company.name)} = {self.language.literal(feed.code)}"

    def _newest(self, column: SourceColumn, *, table: str) -> int | None:
        return self.query(self.language.newest(column, table=table))[0][0]


@dataclass(frozen=True, kw_only=True)
class _Rows(Batch):
    source: AttachedSource
    feed: Feed
    where: str
    high: int | None
    size: int | None = None

    @override
    def ready(self, connection: sa.Connection) -> AbstractContextManager[None]:
        return nullcontext()

    @override
    def fill(self, stage: Stage) -> Loaded | None:
        source, feed = self.source, self.feed
        unsound = self._unsound()
        taken = f" AND ({feed.taken})" if feed.taken else ""
        pairs = list(zip(feed.names, self._values(), strict=True))
        order = source.language.revision(feed.revision)
        rows = f"{source.rows(feed, self.where)}{taken} AND NOT ({unsound}) ORDER BY {order}"
        inserted = source.insert(stage.target.language.fill(stage.target.name, pairs=pairs, rows=rows))
        if inserted is None:
            return None
        if inserted == self.size:
            return Loaded(read=inserted, refused=(), inserted=inserted)
        read = source.execute(f"SELECT count(*) {source.rows(feed, self.where)}").fetchone()[0]
        if inserted == read:
            return Loaded(read=read, refused=(), inserted=inserted)
        refused_here = self._refused(unsound)
        skipped = 0
        if feed.taken:
            outside = f"{source.rows(feed, self.where)} AND ({feed.taken}) IS NOT TRUE"
            skipped = source.execute(f"SELECT count(*) {outside}").fetchone()[0]
        there = read != inserted + skipped + len(refused_here)
        return None if there else Loaded(read=read, refused=refused_here, inserted=inserted)

    @override
    def load(self, stage: Stage) -> Loaded:
        source, feed = self.source, self.feed
        read = source.execute(f"SELECT count(*) {source.rows(feed, self.where)}").fetchone()[0]
        taken = f"CASE WHEN {feed.taken} THEN 1 ELSE 0 END" if feed.taken else "1"
        kept = f"CASE WHEN {feed.kept} THEN 1 ELSE 0 END" if feed.kept else "1"
        unsound = self._unsound()
        order = source.language.revision(feed.revision)
        staged = source.execute(
            f"INSERT INTO {stage.name} ({', '.join(stage.columns)}) SELECT {taken}, {kept}, {', '.join(self._values())}"
            f" {source.rows(feed, self.where)} AND NOT ({unsound}) ORDER BY {order}"
        ).rowcount
        bad = [] if staged == read else self._refused(unsound)
        if staged + len(bad) != read:
            raise AssertionError(f"{read} rows of {feed.table.source} are {staged} sound and {len(bad)} unsound ones")
        return Loaded(read=read, refused=bad)

    def _values(self) -> list[str]:
        language, feed = self.source.language, self.feed
        values = [language.value(item.column, source=item.source) for item in feed.brought]
        return [*values, language.row_id(feed.row_id), language.revision(feed.revision)]

    def _unsound(self) -> str:
        language, feed = self.source.sqlite, self.feed
        wrong = [f"{language.name(feed.row_id.name)} IS NULL", f"{language.revision(feed.revision)} IS NULL"]
        for item in feed.brought:
            if item.source is feed.company:
                continue  # every row that is read has this company's code
            key = item.column.name in feed.table.key
            if condition := language.unsound(item.column, source=item.source, key=key):
                wrong.append(condition)
        found = " OR ".join(f"({condition})" for condition in wrong)
        return f"({feed.taken}) IS TRUE AND ({found})" if feed.taken else found

    def _refused(self, unsound: str) -> list[Refused]:
        source, feed = self.source, self.feed
        rows = source.execute(f"SELECT {', '.join(self._values())} {source.rows(feed, self.where)} AND ({unsound})")
        return [refused(feed, dict(zip(feed.names, row, strict=True))) for row in rows]
