"""Sets of staged rows are judged against what ARM has, and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.sync.shapes import DELETED, REVISION, ROW_ID
from app.sync.stages import Stage
from app.sync.targets import make_row_index

WRITTEN = "tl_verdict IN ('insert', 'update', 'take')"
NEW = "tl_verdict IN ('insert', 'take', 'pass')"  # only what ARM did not have under its key may have had another


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A staged row in Python's hands, for the few that need a closer look."""

    seq: int
    row_id: str
    key: tuple[object, ...]
    held_by: str | None  # SysRowID of the ARM row that has the key now


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """What becomes of each row of a stage."""

    stage: Stage

    def judge(self) -> dict[str, int]:
        """Give each row its verdict against what ARM has, and count them."""
        language, target = self.stage.target.language, self.stage.target
        there = f"{target.name}.{language.name(ROW_ID)}"
        gone = f"{target.name}.{language.name(DELETED)} <> 0"
        other = f"({there} IS NOT NULL AND {language.differs(there, self.stage.slot(ROW_ID))})"
        differs = " OR ".join(
            language.differs(f"{target.name}.{language.name(name)}", self.stage.slot(name))
            for name in self.stage.feed.names
            if name not in self.stage.feed.table.key
        )
        self.stage.run(
            f"UPDATE {self.stage.name} SET tl_verdict = coalesce((SELECT CASE"
            f" WHEN tl_taken = 0 THEN CASE WHEN tl_kept = 0 AND NOT ({gone}) AND NOT {other}"
            f" THEN 'leave' ELSE 'skip' END"
            f" WHEN {other} AND NOT ({gone}) THEN 'held'"
            f" WHEN {gone} OR {differs} THEN 'update' ELSE 'same' END"
            f" FROM {target.name} WHERE {self.stage.same_key}),"
            f" CASE WHEN tl_taken = 1 THEN 'insert' ELSE 'pass' END)"
        )
        return self.count()

    def count(self) -> dict[str, int]:
        """How many rows have each verdict."""
        rows = self.stage.connection.exec_driver_sql(
            f"SELECT tl_verdict, count(*) FROM {self.stage.name} GROUP BY tl_verdict"
        )
        return {str(verdict): count for verdict, count in rows}

    def rivals(self) -> list[Staged]:
        """Rows that want a key which another row of the batch wants too, or which ARM has for another record."""
        keys = ", ".join(self.stage.slot(name) for name in self.stage.feed.table.key)
        again = ", ".join(
            f"{self.stage.slot(name)} AS again_{place}" for place, name in enumerate(self.stage.feed.table.key)
        )
        twice = f"SELECT {again} FROM {self.stage.name} WHERE tl_taken = 1 GROUP BY {keys} HAVING count(*) > 1"
        same = " AND ".join(
            f"again_{place} = {self.stage.slot(name)}" for place, name in enumerate(self.stage.feed.table.key)
        )
        language, target = self.stage.target.language, self.stage.target
        holder = (
            f"(SELECT {language.name(ROW_ID)} FROM {target.name}"
            f" WHERE {self.stage.same_key} AND {language.name(DELETED)} = 0)"
        )
        own = ", ".join(
            f"{self.stage.name}.{self.stage.slot(name)}" for name in (REVISION, ROW_ID, *self.stage.feed.table.key)
        )
        pick = f"SELECT tl_seq, {holder}, {own} FROM {self.stage.name}"
        found = {
            row[0]: row
            for query in (
                f"{pick} WHERE tl_verdict = 'held'",
                f"{pick} JOIN ({twice}) twice ON {same} WHERE tl_taken = 1",
            )
            for row in self.stage.connection.exec_driver_sql(query)
        }
        ordered = sorted(found.values(), key=lambda row: (row[2], row[0]))
        return [Staged(seq=row[0], held_by=row[1], row_id=row[3], key=tuple(row[4:])) for row in ordered]

    def give(self, verdict: str, *, to: Sequence[int]) -> None:
        """Set the verdict of some rows."""
        for start in range(0, len(to), 500):
            listed = ", ".join(str(seq) for seq in to[start : start + 500])
            self.stage.run(f"UPDATE {self.stage.name} SET tl_verdict = '{verdict}' WHERE tl_seq IN ({listed})")

    def accept_held(self) -> None:
        """Rows that still want a held key after the rivals were settled take it over."""
        self.stage.run(f"UPDATE {self.stage.name} SET tl_verdict = 'take' WHERE tl_verdict = 'held'")

    def write(self, *, first: int, last: int) -> None:
        """Insert and update the rows from one running number to another."""
        language = self.stage.target.language
        pairs = [(name, self.stage.slot(name)) for name in self.stage.feed.names]
        where = f"{WRITTEN} AND tl_seq BETWEEN {first} AND {last}"
        for statement in language.upsert(
            self.stage.target.name, stage=self.stage.name, pairs=pairs, key=self.stage.feed.table.key, where=where
        ):
            self.stage.run(statement)

    def span(self) -> tuple[int, int] | None:
        """The first and the last running number that is to be written."""
        row = self.stage.connection.exec_driver_sql(
            f"SELECT min(tl_seq), max(tl_seq) FROM {self.stage.name} WHERE {WRITTEN}"
        ).one()
        return None if row[0] is None else (row[0], row[1])

    def mark_left(self) -> None:
        """Rows that no condition takes in any more become deleted."""
        language, target = self.stage.target.language, self.stage.target
        self.stage.run(
            language.update_from(
                target.name,
                sets=f"{language.name(DELETED)} = 1",
                stage=self.stage.name,
                where=f"tl_verdict = 'leave' AND {self.stage.same_key}",
            )
        )

    def mark_moved(self) -> int:
        """Rows that stand under another key now leave their old one; says how many did."""
        language, target = self.stage.target.language, self.stage.target
        new = f"SELECT count(*) FROM {self.stage.name} WHERE {NEW}"
        if not self.stage.connection.exec_driver_sql(new).scalar_one():
            return 0
        make_row_index(self.stage.connection, target)
        return self.stage.run(
            language.update_from(
                target.name,
                sets=f"{language.name(DELETED)} = 1",
                stage=self.stage.name,
                where=f"{NEW} AND {target.name}.{language.name(ROW_ID)} = {self.stage.slot(ROW_ID)}"
                f" AND {target.name}.{language.name(DELETED)} = 0 AND NOT ({self.stage.same_key})",
            )
        )
