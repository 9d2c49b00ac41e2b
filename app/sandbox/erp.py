"""The sandbox's ERP database: Kinetic's tables on SQLite, with row versions that behave like SQL Server's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from app import catalogue
from app.model.job import Column, ColumnKind, Table
from app.sandbox.world import Row

FIRST_REVISION = 1000
_SYSTEM = ("SysRowID", "SysRevID")
_ROW_ID = "lower(" + " || '-' || ".join(f"hex(randomblob({size}))" for size in (4, 2, 2, 2, 6)) + ")"
_EMPTY: dict[ColumnKind, object] = {  # what Kinetic stores where nothing was entered
    ColumnKind.TEXT: "",
    ColumnKind.INTEGER: 0,
    ColumnKind.DECIMAL: 0,
    ColumnKind.BIT: 0,
    ColumnKind.DATE: None,
    ColumnKind.ANY: None,
}


def source_tables() -> dict[str, Table]:
    """Every ERP table that a job reads, once."""
    return {table.source: table for job in catalogue.load() for table in job.tables}


class ErpWriter:
    """Fills a new ERP database; rows get row versions and ids in the order they come."""

    def __init__(self, path: Path, *, seed: int) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._dice = Random(f"{seed}/SysRowID")  # noqa: S311 - make-believe, not secrets
        self._revision = FIRST_REVISION
        self._tables = source_tables()
        self.counts = dict.fromkeys(self._tables, 0)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")
        for table in self._tables.values():
            self._connection.execute(_create(table))

    def add(self, name: str, rows: Iterable[Row], *, company: str) -> None:
        """Add a company's rows to a table as they are made, a few at a time in memory."""
        table = self._tables[name]
        marks = ", ".join("?" * (len(table.columns) + len(_SYSTEM)))
        before = self._revision
        self._connection.executemany(
            f'INSERT INTO "{name}" VALUES ({marks})', self._values(table, rows, company=company)
        )
        self.counts[name] += self._revision - before

    def finish(self) -> None:
        """Index what was added, start the row versions and keep everything."""
        for table in self._tables.values():
            for statement in (*_indexes(table), *_triggers(table.source)):
                self._connection.execute(statement)
        self._connection.execute("CREATE TABLE SysRevision (Last INTEGER NOT NULL)")
        self._connection.execute("INSERT INTO SysRevision VALUES (?)", (self._revision,))
        self._connection.execute("COMMIT")
        self._connection.execute(
            "PRAGMA journal_mode=WAL"
        )  # readers and a change in the ERP do not wait for each other

    def close(self) -> None:
        """Let go of the file; without `finish` it is worth nothing."""
        self._connection.close()

    def _values(self, table: Table, rows: Iterable[Row], *, company: str) -> Iterator[tuple[object, ...]]:
        empty = [(each.name, company if each.name == "Company" else _EMPTY[each.kind]) for each in table.columns]
        known = {name for name, _ in empty}
        for row in rows:
            if not row.keys() <= known:
                raise KeyError(f"{table.source} has no column {', '.join(sorted(row.keys() - known))}")
            self._revision += 1
            yield (*[row.get(name, nothing) for name, nothing in empty], row_id(self._dice), self._revision)


def row_id(dice: Random) -> str:
    """A SysRowID."""
    bits = f"{dice.getrandbits(128):032x}"
    return f"{bits[:8]}-{bits[8:12]}-{bits[12:16]}-{bits[16:20]}-{bits[20:]}"


def _type(column: Column) -> str:
    if column.kind is ColumnKind.TEXT:
        return f"NVARCHAR({column.length})" if column.length else "NVARCHAR"
    if column.kind is ColumnKind.DECIMAL:
        return f"DECIMAL({column.precision or 20}, {column.scale or 10})"
    return {ColumnKind.INTEGER: "INT", ColumnKind.BIT: "BIT", ColumnKind.DATE: "DATE"}.get(column.kind, "BLOB")


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_type(column)}' for column in table.columns]
    return f'CREATE TABLE "{table.source}" ({", ".join(columns)}, "SysRowID" UNIQUEIDENTIFIER, "SysRevID" BIGINT)'


def _indexes(table: Table) -> tuple[str, ...]:
    key = ", ".join(f'"{name}"' for name in table.key)
    tracked = '"Company", "SysRevID"' if table.per_company else '"SysRevID"'
    name = table.source
    return (
        f'CREATE UNIQUE INDEX "IX_{name}" ON "{name}" ({key})',
        f'CREATE UNIQUE INDEX "IX_{name}_SysIndex" ON "{name}" ("SysRowID")',
        f'CREATE INDEX "IX_{name}_CompanySysRevID" ON "{name}" ({tracked})',
    )


def _triggers(name: str) -> tuple[str, ...]:
    """Each write gets the next row version of the whole database; one that brings its own only moves the counter."""
    version = 'NEW."SysRevID"'
    take = (
        "UPDATE SysRevision SET Last = Last + 1; "
        f'UPDATE "{name}" SET "SysRevID" = (SELECT Last FROM SysRevision), '
        f'"SysRowID" = coalesce("SysRowID", {_ROW_ID}) '
        "WHERE rowid = NEW.rowid;"
    )
    follow = f"UPDATE SysRevision SET Last = max(Last, {version});"
    cases = (
        ("Insert", "INSERT", f"{version} IS NULL", take),
        ("InsertOwn", "INSERT", f"{version} IS NOT NULL", follow),
        ("Update", "UPDATE", f'{version} IS OLD."SysRevID"', take),
        ("UpdateOwn", "UPDATE", f'{version} IS NOT OLD."SysRevID"', follow),
    )
    return tuple(
        f'CREATE TRIGGER "TR_{name}_{label}" AFTER {event} ON "{name}" WHEN {when} BEGIN {action} END'
        for label, event, when, action in cases
    )
