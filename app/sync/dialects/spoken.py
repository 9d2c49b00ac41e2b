"""What every dialect can say: the interface for reading an ERP and the one for writing ARM."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol  # rows are as wide as their query

import sqlalchemy as sa

from app.model.job import Column
from app.sync.shapes import Feed, Shape, SourceColumn

Constant = bool | int | str
Query = Callable[[str], Sequence[Sequence[Any]]]  # runs a query and fetches its rows
Pairs = Sequence[tuple[str, str]]  # an ARM column and the expression that gives its value


class Canonical(Enum):
    """The two forms in which values leave an ERP."""

    WHOLE = "whole"  # a 64 bit number
    TEXT = "text"  # exact text


SCHEMA = "Erp"  # in which the ERP's tables stand on a server


def in_erp(name: str) -> str:
    """A table of the ERP on a server."""
    return f"{quoted(SCHEMA)}.{quoted(name)}"


def quoted(name: str) -> str:
    """The name in double quotes, as the standard has it."""
    return '"' + name.replace('"', '""') + '"'


def lists(pairs: Pairs) -> tuple[str, str]:
    """The quoted columns and their values, as lists for a statement."""
    return ", ".join(quoted(name) for name, _ in pairs), ", ".join(value for _, value in pairs)


class Spelling(Protocol):
    """How names and texts are spelt: as the standard has it, where a dialect does not say otherwise."""

    def name(self, name: str) -> str:
        """An identifier, quoted where the dialect needs it."""
        return quoted(name)

    def table(self, name: str) -> str:
        """A table as statements call it, with its schema where it needs one."""
        return quoted(name)

    def literal(self, text: str) -> str:
        """A text literal."""
        return "'" + text.replace("'", "''") + "'"


class SourceCatalogue(Protocol):
    """What an ERP has."""

    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        """The tables that exist, by their name in lower case."""
        ...

    def all_tables(self, query: Query) -> Sequence[str]:
        """The names of every table of the ERP."""
        ...


class Revisions(Protocol):
    """How the revisions of an ERP are counted, and up to where they are safe."""

    def revision(self, column: SourceColumn) -> str:
        """The revision as a whole number that sorts as the database counts."""
        ...

    def order(self, column: SourceColumn) -> str:
        """What rows are sorted by to come in the order of their revisions, by the index if there is one."""
        return self.revision(column)

    def past(self, column: SourceColumn, *, low: int, high: int) -> str:
        """The condition that takes revisions above `low`, up to and with `high`, by the index if there is one."""
        return f"{self.revision(column)} > {low} AND {self.revision(column)} <= {high}"

    def readable(self, feed: Feed, *, query: Query) -> Feed:  # noqa: ARG002 - some dialects must look
        """The feed as its revisions must be read, where that depends on what they hold."""
        return feed

    def newest(self, column: SourceColumn, *, table: str) -> str:
        """The query for the highest revision that is safe to read up to."""
        ...

    def writers(self, table: str) -> str | None:  # noqa: ARG002 - most have nothing to ask
        """The query for transactions that have written in the table and not ended: id, who, since when.

        None where `newest` is safe already: what commits later has a higher revision.
        """
        return None


class Values(Protocol):
    """How values leave an ERP."""

    def row_id(self, column: SourceColumn) -> str:
        """SysRowID as text, always in the same spelling."""
        ...

    def value(self, column: Column, *, source: SourceColumn) -> str:
        """A value as it goes into ARM: whole numbers, or exact text."""
        ...

    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        """In which of the two forms `value` gives it."""
        ...

    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        """The right side of a comparison with a constant: `= 0`."""
        ...

    def limited(self, query: str, *, rows: int, skip: int = 0) -> str:
        """The query cut to `rows` rows after the first `skip`; it must have an ORDER BY."""
        return f"{query} LIMIT {rows} OFFSET {skip}"


class SourceLanguage(Spelling, SourceCatalogue, Revisions, Values, Protocol):
    """How an ERP database is read."""


class Placing(Protocol):
    """How CREATE INDEX calls things."""

    def on(self, name: str) -> str:
        """An ARM table as CREATE INDEX calls it."""
        return quoted(name)

    def index(self, name: str) -> str:
        """An index as CREATE INDEX calls it."""
        return quoted(name)


class TargetCatalogue(Protocol):
    """What an ARM database has."""

    def columns(self, connection: sa.Connection, *, table: str) -> Mapping[str, str]:
        """The columns of an ARM table, name by name in lower case; empty where there is no table."""
        ...

    def indexes(self, connection: sa.Connection, *, table: str) -> Sequence[str]:
        """The names of the indexes of an ARM table, in lower case."""
        ...

    def unique(self, connection: sa.Connection, *, table: str, key: Sequence[str]) -> bool:
        """Whether a unique index holds exactly these columns."""
        ...


class Types(Protocol):
    """Of what type ARM's columns are."""

    flag_type: str  # of `Deleted` and of our own marks
    word_type: str  # of a short word
    serial: str  # of a scratch table's running number
    keeps_all: bool = False  # whatever a column's type: SQLite stores the value as it is given

    def type(self, column: Column) -> str:
        """The type of an ARM column."""
        ...

    def key_type(self, column: Column) -> str:
        """The type of a key column, which an index must take."""
        return self.type(column)

    def differs(self, left: str, right: str) -> str:
        """Whether two values differ, NULL being equal to NULL."""
        ...


class Scratch(Protocol):
    """Tables that only one connection sees."""

    def scratch(self, name: str) -> str:
        """The name by which statements call a scratch table of this connection."""
        ...

    def make_scratch(self, name: str, *, columns: str) -> str:
        """Makes a scratch table that only this connection sees."""
        ...

    def index_scratch(self, name: str, *, columns: str) -> Sequence[str]:
        """Statements that make a filled scratch table quick to search by these columns."""
        ...

    def empty(self, scratch: str) -> str:
        """Takes every row out of a scratch table."""
        return f"DELETE FROM {scratch}"


class Writing(Protocol):
    """Sets of rows into an ARM table; the words are those that PostgreSQL and SQLite share."""

    def upsert(self, target: str, *, stage: str, pairs: Pairs, key: Sequence[str], where: str) -> Sequence[str]:
        """Statements that insert or update by key from the stage's rows that fit `where`; `Deleted` becomes 0."""
        keys = ", ".join(quoted(name) for name in key)
        rest = [quoted(name) for name, _ in pairs if name not in key]
        changes = ", ".join([*(f"{name} = excluded.{name}" for name in rest), '"Deleted" = 0'])
        names, values = lists(pairs)
        insert = f'INSERT INTO {target} ({names}, "Deleted") SELECT {values}, 0 FROM {stage} WHERE {where}'
        return (f"{insert} ON CONFLICT ({keys}) DO UPDATE SET {changes}",)

    def fill(self, target: str, *, pairs: Pairs, rows: str) -> str:
        """Inserts what `rows` (FROM and WHERE) gives, leaving out rows whose key is there already."""
        names, values = lists(pairs)
        return f'INSERT INTO {target} ({names}, "Deleted") SELECT {values}, 0 {rows} ON CONFLICT DO NOTHING'

    def update_from(self, target: str, *, sets: str, stage: str, where: str) -> str:
        """An update of the target driven by the stage's rows; `where` names the target's columns with its name."""
        return f"UPDATE {target} SET {sets} FROM {stage} WHERE {where}"


class TargetLanguage(Spelling, Placing, TargetCatalogue, Types, Scratch, Writing, Protocol):
    """How an ARM database is written."""
