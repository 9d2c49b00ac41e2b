"""A batch in ARM: its rows in a scratch table, where sets of them are judged against what ARM has, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.connect.arrow import RecordBatch
from app.model.failure import RecordFault
from app.model.job import Column, ColumnKind
from app.sync.checks import refused_for
from app.sync.loaders import Loader, execute_many
from app.sync.loaders import Refused as NotTaken
from app.sync.records import Refused
from app.sync.shapes import COMPANY, DELETED, REVISION, ROW_ID, Feed
from app.sync.targets import Target, column_type, make_row_index

STAGE = "TielineStage"
WRITTEN = "tl_verdict IN ('insert', 'update', 'take')"
NEW = "tl_verdict IN ('insert', 'take', 'pass')"  # only what ARM did not have under its key may have had another
FIXED = ("tl_taken", "tl_kept")


def slot(place: int) -> str:
    """The stage column of the feed's nth name."""
    return f"tl_{place}"


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A staged row in Python's hands, for the few that need a closer look."""

    seq: int
    row_id: str
    key: tuple[object, ...]
    held_by: str | None  # SysRowID of the ARM row that has the key now


class Stage:
    """The scratch table of one declared table, on the connection that writes ARM."""

    def __init__(self, connection: sa.Connection, *, feed: Feed, target: Target, load: Loader = execute_many) -> None:
        self._connection, self._loader = connection, load
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
        return not self._connection.exec_driver_sql(query).scalar_one()

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
            self._loader(self._connection, self.name, columns, batch)
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
        return self._connection.exec_driver_sql(sql).rowcount

    def judge(self) -> dict[str, int]:
        """Give each row its verdict against what ARM has, and count them."""
        language, target = self.target.language, self.target
        there = f"{target.name}.{language.name(ROW_ID)}"
        gone = f"{target.name}.{language.name(DELETED)} <> 0"
        other = f"({there} IS NOT NULL AND {language.differs(there, self.slot(ROW_ID))})"
        differs = " OR ".join(
            language.differs(f"{target.name}.{language.name(name)}", self.slot(name))
            for name in self.feed.names
            if name not in self.feed.table.key
        )
        self.run(
            f"UPDATE {self.name} SET tl_verdict = coalesce((SELECT CASE"
            f" WHEN tl_taken = 0 THEN CASE WHEN tl_kept = 0 AND NOT ({gone}) AND NOT {other}"
            f" THEN 'leave' ELSE 'skip' END"
            f" WHEN {other} AND NOT ({gone}) THEN 'held'"
            f" WHEN {gone} OR {differs} THEN 'update' ELSE 'same' END"
            f" FROM {target.name} WHERE {self.same_key}),"
            f" CASE WHEN tl_taken = 1 THEN 'insert' ELSE 'pass' END)"
        )
        return self.verdicts()

    def verdicts(self) -> dict[str, int]:
        """How many rows have each verdict."""
        rows = self._connection.exec_driver_sql(f"SELECT tl_verdict, count(*) FROM {self.name} GROUP BY tl_verdict")
        return {str(verdict): count for verdict, count in rows}

    def rivals(self) -> list[Staged]:
        """Rows that want a key which another row of the batch wants too, or which ARM has for another record."""
        keys = ", ".join(self.slot(name) for name in self.feed.table.key)
        again = ", ".join(f"{self.slot(name)} AS again_{place}" for place, name in enumerate(self.feed.table.key))
        twice = f"SELECT {again} FROM {self.name} WHERE tl_taken = 1 GROUP BY {keys} HAVING count(*) > 1"
        same = " AND ".join(f"again_{place} = {self.slot(name)}" for place, name in enumerate(self.feed.table.key))
        language, target = self.target.language, self.target
        holder = (
            f"(SELECT {language.name(ROW_ID)} FROM {target.name}"
            f" WHERE {self.same_key} AND {language.name(DELETED)} = 0)"
        )
        own = ", ".join(f"{self.name}.{self.slot(name)}" for name in (REVISION, ROW_ID, *self.feed.table.key))
        pick = f"SELECT tl_seq, {holder}, {own} FROM {self.name}"
        found = {
            row[0]: row
            for query in (
                f"{pick} WHERE tl_verdict = 'held'",
                f"{pick} JOIN ({twice}) twice ON {same} WHERE tl_taken = 1",
            )
            for row in self._connection.exec_driver_sql(query)
        }
        ordered = sorted(found.values(), key=lambda row: (row[2], row[0]))
        return [Staged(seq=row[0], held_by=row[1], row_id=row[3], key=tuple(row[4:])) for row in ordered]

    def has_key(self, key: Mapping[str, object], *, where: str = "1 = 1") -> bool:
        """Whether a staged row has this key; an empty part of it is found in an empty one."""
        literal = self.target.language.literal
        parts = ((self.slot(name), value) for name, value in key.items())
        same = [f"{slot} IS NULL" if value is None else f"{slot} = {literal(str(value))}" for slot, value in parts]
        query = f"SELECT count(*) FROM {self.name} WHERE {where} AND {' AND '.join(same)}"
        return bool(self._connection.exec_driver_sql(query).scalar_one())

    def give(self, verdict: str, *, to: Sequence[int]) -> None:
        """Set the verdict of some rows."""
        for start in range(0, len(to), 500):
            listed = ", ".join(str(seq) for seq in to[start : start + 500])
            self.run(f"UPDATE {self.name} SET tl_verdict = '{verdict}' WHERE tl_seq IN ({listed})")

    def accept_held(self) -> None:
        """Rows that still want a held key after the rivals were settled take it over."""
        self.run(f"UPDATE {self.name} SET tl_verdict = 'take' WHERE tl_verdict = 'held'")

    def fill(self, rows_in: str, *, rows: int | None = None) -> tuple[int, int]:
        """Insert every row of a staged table that is taken in; says how many were, and how many should have been.

        A table without marks holds `rows` rows, all of which are.
        """
        pairs = [(name, self.slot(name)) for name in self.feed.names]
        marked = f"FROM {rows_in} WHERE {'tl_taken = 1' if rows is None else 'true'}"
        inserted = self.run(self.target.language.fill(self.target.name, pairs=pairs, rows=marked))
        if rows is not None:
            return inserted, rows
        wanted = self._connection.exec_driver_sql(f"SELECT count(*) {marked}").scalar_one()
        return inserted, wanted

    def write(self, *, first: int, last: int) -> None:
        """Insert and update the rows from one running number to another."""
        language = self.target.language
        pairs = [(name, self.slot(name)) for name in self.feed.names]
        where = f"{WRITTEN} AND tl_seq BETWEEN {first} AND {last}"
        for statement in language.upsert(
            self.target.name, stage=self.name, pairs=pairs, key=self.feed.table.key, where=where
        ):
            self.run(statement)

    def span(self) -> tuple[int, int] | None:
        """The first and the last running number that is to be written."""
        row = self._connection.exec_driver_sql(
            f"SELECT min(tl_seq), max(tl_seq) FROM {self.name} WHERE {WRITTEN}"
        ).one()
        return None if row[0] is None else (row[0], row[1])

    def mark_left(self) -> None:
        """Rows that no condition takes in any more become deleted."""
        language, target = self.target.language, self.target
        self.run(
            language.update_from(
                target.name,
                sets=f"{language.name(DELETED)} = 1",
                stage=self.name,
                where=f"tl_verdict = 'leave' AND {self.same_key}",
            )
        )

    def mark_moved(self) -> int:
        """Rows that stand under another key now leave their old one; says how many did."""
        language, target = self.target.language, self.target
        if self._connection.exec_driver_sql(f"SELECT count(*) FROM {self.name} WHERE {NEW}").scalar_one() == 0:
            return 0
        make_row_index(self._connection, target)
        return self.run(
            language.update_from(
                target.name,
                sets=f"{language.name(DELETED)} = 1",
                stage=self.name,
                where=f"{NEW} AND {target.name}.{language.name(ROW_ID)} = {self.slot(ROW_ID)}"
                f" AND {target.name}.{language.name(DELETED)} = 0 AND NOT ({self.same_key})",
            )
        )

    def rows(self, where: str) -> list[tuple[int, dict[str, object]]]:
        """Staged rows with their running number, as values by ARM column."""
        listed = ", ".join(self._slots.values())
        found = self._connection.exec_driver_sql(f"SELECT tl_seq, {listed} FROM {self.name} WHERE {where}")
        return [(row[0], dict(zip(self.feed.names, row[1:], strict=True))) for row in found]
