"""A batch in ARM: its rows in a scratch table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from app.connect.arrow import RecordBatch
from app.model.failure import RecordFault
from app.model.job import Column, ColumnKind
from app.sync.checks import refused_for
from app.sync.loaders import Loader, execute_many
from app.sync.loaders import Refused as NotTaken
from app.sync.records import Refused
from app.sync.shapes import COMPANY, REVISION, ROW_ID, Feed
from app.sync.targets import Target, column_type

STAGE = "TielineStage"
FIXED = ("tl_taken", "tl_kept")


def slot(place: int) -> str:
    """The stage column of the feed's nth name."""
    return f"tl_{place}"


class Stage:
    """The scratch table of one declared table, on the connection that writes ARM."""

    def __init__(self, connection: sa.Connection, *, feed: Feed, target: Target, load: Loader = execute_many) -> None:
        self.connection, self._loader = connection, load
        self.feed, self.target = feed, target
        language = target.language
        self.name = language.scratch(STAGE)
        self._slots = {name: slot(place) for place, name in enumerate(feed.names)}
        self.same_key = " AND ".join(
            f"{target.name}.{language.name(name)} = {self.slot(name)}" for name in feed.table.key
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns a loader fills, in order: whether taken and kept, then the feed's names."""
        return (*FIXED, *self._slots.values())

    def slot(self, name: str) -> str:
        """The stage column that holds an ARM column's value."""
        return self._slots[name]

    def is_fresh(self) -> bool:
        """Whether ARM has no row of this table and company yet."""
        language, target, feed = self.target.language, self.target, self.feed
        own = f" WHERE {language.name(COMPANY)} = {language.literal(feed.code)}" if feed.company else ""
        query = f"SELECT CASE WHEN EXISTS (SELECT 1 FROM {target.name}{own}) THEN 1 ELSE 0 END"
        return not self.connection.exec_driver_sql(query).scalar_one()

    def make(self) -> None:
        """Make the scratch table anew: the last one held another table's columns."""
        language = self.target.language
        kinds = {item.column.name: item.column for item in self.feed.brought}
        kinds[ROW_ID] = Column(name=ROW_ID, kind=ColumnKind.TEXT)
        kinds[REVISION] = Column(name=REVISION, kind=ColumnKind.INTEGER)
        columns = [f"tl_seq {language.serial}", f"tl_taken {language.flag_type}", f"tl_kept {language.flag_type}"]
        columns += [f"{slot} {self._type(kinds[name])}" for name, slot in self._slots.items()]
        columns.append(f"tl_verdict {language.word_type}")
        self.run(f"DROP TABLE IF EXISTS {self.name}")
        self.run(language.make_scratch(STAGE, columns=", ".join(columns)))

    def _type(self, column: Column) -> str:
        made = column_type(column, table=self.feed.table, language=self.target.language)
        return self.target.types.get(column.name.lower(), made)

    def index_keys(self) -> None:
        """Make the staged keys quick to find."""
        keys = ", ".join(self.slot(name) for name in self.feed.table.key)
        for statement in self.target.language.index_scratch(STAGE, columns=keys):
            self.run(statement)

    def empty(self) -> None:
        """Take the last batch out."""
        self.run(self.target.language.empty(self.name))

    def load(self, batch: RecordBatch, *, columns: Sequence[str]) -> list[Refused]:
        """Put rows in; those that the database does not take are found by halving and come back."""
        if not batch.num_rows:
            return []
        try:
            self._loader(self.connection, self.name, columns, batch)
        except NotTaken as error:
            if batch.num_rows > 1:
                half = batch.num_rows // 2
                return [
                    *self.load(batch.slice(0, half), columns=columns),
                    *self.load(batch.slice(half), columns=columns),
                ]
            row = batch.to_pylist()[0]
            values = {name: row.get(name) for name in self.feed.names}
            reason = f"the ARM database does not take this record: {error}"
            return (
                [refused_for(self.feed, values, RecordFault(field=None, reason=reason))]
                if row.get("tl_taken", 1)
                else []
            )
        return []

    def run(self, sql: str) -> int:
        """Run a statement and say how many rows it touched."""
        return self.connection.exec_driver_sql(sql).rowcount

    def has_key(self, key: Mapping[str, object], *, where: str = "1 = 1") -> bool:
        """Whether a staged row has this key; an empty part of it is found in an empty one."""
        literal = self.target.language.literal
        parts = ((self.slot(name), value) for name, value in key.items())
        same = [f"{slot} IS NULL" if value is None else f"{slot} = {literal(str(value))}" for slot, value in parts]
        query = f"SELECT count(*) FROM {self.name} WHERE {where} AND {' AND '.join(same)}"
        return bool(self.connection.exec_driver_sql(query).scalar_one())

    def fill(self, rows_in: str, *, rows: int | None = None) -> tuple[int, int]:
        """Insert every row of a staged table that is taken in; says how many were, and how many should have been.

        A table without marks holds `rows` rows, all of which are.
        """
        pairs = [(name, self.slot(name)) for name in self.feed.names]
        marked = f"FROM {rows_in} WHERE {'tl_taken = 1' if rows is None else 'true'}"
        inserted = self.run(self.target.language.fill(self.target.name, pairs=pairs, rows=marked))
        if rows is not None:
            return inserted, rows
        wanted = self.connection.exec_driver_sql(f"SELECT count(*) {marked}").scalar_one()
        return inserted, wanted

    def rows(self, where: str) -> list[tuple[int, dict[str, object]]]:
        """Staged rows with their running number, as values by ARM column."""
        listed = ", ".join(self._slots.values())
        found = self.connection.exec_driver_sql(f"SELECT tl_seq, {listed} FROM {self.name} WHERE {where}")
        return [(row[0], dict(zip(self.feed.names, row[1:], strict=True))) for row in found]
