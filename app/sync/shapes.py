"""What a source table really looks like, and how a declared table fits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.errors import Fatal
from app.model.job import Column, ColumnKind, Table

ROW_ID = "SysRowID"
REVISION = "SysRevID"
DELETED = "Deleted"
COMPANY = "Company"


@dataclass(frozen=True, kw_only=True)
class SourceColumn:
    """A column as the database has it; `type` is the database's own word in lower case."""

    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A table as the database has it; `columns` are found by their name in lower case."""

    name: str
    columns: Mapping[str, SourceColumn]

    def column(self, name: str) -> SourceColumn | None:
        """The column of that name, whatever its case."""
        return self.columns.get(name.lower())


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A declared column and the source column its values come from."""

    column: Column
    source: SourceColumn


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A declared table fitted to one ERP: what is read, and which rows belong.

    `taken` is the SQL of this job's own condition, `kept` that of every job that feeds the ARM table; None takes all.
    """

    table: Table
    shape: Shape
    brought: tuple[Brought, ...]
    row_id: SourceColumn
    revision: SourceColumn
    company: SourceColumn | None
    code: str  # the company whose rows are read
    taken: str | None = None
    kept: str | None = None
    days: frozenset[str] = frozenset()  # the columns in which ARM keeps a day and no time of it

    @property
    def names(self) -> tuple[str, ...]:
        """The ARM columns that are written, SysRowID and SysRevID last."""
        return (*(item.column.name for item in self.brought), ROW_ID, REVISION)

    @property
    def keys(self) -> tuple[Brought, ...]:
        """The key columns in the order of the key."""
        by_name = {item.column.name: item for item in self.brought}
        return tuple(by_name[name] for name in self.table.key)


def fit(table: Table, *, shape: Shape | None, erp: str, code: str) -> Feed:
    """The declared table over what the ERP has; raises Fatal where the table, a key or a system column is missing."""
    erp = erp[:1].lower() + erp[1:]  # in the middle of a sentence
    if shape is None:
        raise Fatal(
            f"{table.source} could not be brought over",
            why=f"{erp} has no table {table.source}",
            remedy="Check that the address leads to the right Kinetic database and that its account may read it.",
        )
    brought = tuple(
        Brought(column=column, source=found) for column in table.columns if (found := shape.column(column.name))
    )
    have = {item.column.name for item in brought}
    missing = [name for name in table.key if name not in have]
    missing += [name for name in (ROW_ID, REVISION) if shape.column(name) is None]
    if missing:
        raise Fatal(
            f"{table.source} could not be brought over",
            why=f"{erp} lacks its {'columns' if missing[1:] else 'column'} {', '.join(missing)}",
            remedy="Rows cannot be told apart without it; check the table in Kinetic.",
        )
    return Feed(
        table=table,
        shape=shape,
        brought=brought,
        row_id=shape.columns[ROW_ID.lower()],
        revision=shape.columns[REVISION.lower()],
        company=shape.column(COMPANY) if table.per_company else None,
        code=code,
    )


def declared(table: Table) -> tuple[Column, ...]:
    """Every column of the ARM table but Deleted."""
    return (
        *table.columns,
        Column(name=ROW_ID, kind=ColumnKind.TEXT),
        Column(name=REVISION, kind=ColumnKind.INTEGER),
    )
