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


class SourceLanguage(Protocol):
    """How an ERP database is read."""

    def name(self, name: str) -> str:
        """An identifier, quoted where the dialect needs it."""
        ...

    def table(self, name: str) -> str:
        """A table of the ERP with its schema."""
        ...

    def literal(self, text: str) -> str:
        """A text literal."""
        ...

    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        """The right side of a comparison with a constant: `= 0`."""
        ...

    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        """The tables that exist, by their name in lower case."""
        ...

    def all_tables(self, query: Query) -> Sequence[str]:
        """The names of every table of the ERP."""
        ...

    def revision(self, column: SourceColumn) -> str:
        """The revision as a whole number that sorts as the database counts."""
        ...

    def past(self, column: SourceColumn, *, low: int, high: int) -> str:
        """The condition that takes revisions above `low`, up to and with `high`, by the index if there is one."""
        ...

    def readable(self, feed: Feed, *, query: Query) -> Feed:
        """The feed as its revisions must be read, where that depends on what they hold."""
        ...

    def newest(self, column: SourceColumn, *, table: str) -> str:
        """The query for the highest revision that is safe to read up to."""
        ...

    def writers(self, table: str) -> str | None:
        """The query for transactions that have written in the table and not ended: id, who, since when.

        None where `newest` is safe already: what commits later has a higher revision.
        """
        ...

    def row_id(self, column: SourceColumn) -> str:
        """SysRowID as text, always in the same spelling."""
        ...

    def value(self, column: Column, *, source: SourceColumn) -> str:
        """A value as it goes into ARM: whole numbers, or exact text."""
        ...

    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        """In which of the two forms `value` gives it."""
        ...

    def limited(self, query: str, *, rows: int, skip: int = 0) -> str:
        """The query cut to `rows` rows after the first `skip`; it must have an ORDER BY."""
        ...


class TargetLanguage(Protocol):
    """How an ARM database is written."""

    def name(self, name: str) -> str:
        """A quoted identifier."""
        ...

    flag_type: str  # of `Deleted` and of our own marks
    word_type: str  # of a short word
    serial: str  # of a scratch table's running number
    keeps_all: bool = False  # whatever a column's type: SQLite stores the value as it is given

    def table(self, name: str) -> str:
        """An ARM table as statements call it."""
        ...

    def on(self, name: str) -> str:
        """An ARM table as CREATE INDEX calls it."""
        ...

    def index(self, name: str) -> str:
        """An index as CREATE INDEX calls it."""
        ...

    def unique(self, connection: sa.Connection, *, table: str, key: Sequence[str]) -> bool:
        """Whether a unique index holds exactly these columns."""
        ...

    def type(self, column: Column) -> str:
        """The type of an ARM column."""
        ...

    def key_type(self, column: Column) -> str:
        """The type of a key column, which an index must take."""
        ...

    def differs(self, left: str, right: str) -> str:
        """Whether two values differ, NULL being equal to NULL."""
        ...

    def columns(self, connection: sa.Connection, *, table: str) -> Mapping[str, str]:
        """The columns of an ARM table, name by name in lower case; empty where there is no table."""
        ...

    def indexes(self, connection: sa.Connection, *, table: str) -> Sequence[str]:
        """The names of the indexes of an ARM table, in lower case."""
        ...

    def scratch(self, name: str) -> str:
        """The name by which statements call a scratch table of this connection."""
        ...

    def make_scratch(self, name: str, *, columns: str) -> str:
        """Makes a scratch table that only this connection sees."""
        ...

    def index_scratch(self, name: str, *, columns: str) -> Sequence[str]:
        """Statements that make a filled scratch table quick to search by these columns."""
        ...

    def literal(self, text: str) -> str:
        """A text literal."""
        ...

    def empty(self, scratch: str) -> str:
        """Takes every row out of a scratch table."""
        ...

    def upsert(self, target: str, *, stage: str, pairs: Pairs, key: Sequence[str], where: str) -> Sequence[str]:
        """Statements that insert or update by key from the stage's rows that fit `where`; `Deleted` becomes 0."""
        ...

    def fill(self, target: str, *, pairs: Pairs, rows: str) -> str:
        """Inserts what `rows` (FROM and WHERE) gives, leaving out rows whose key is there already."""
        ...

    def update_from(self, target: str, *, sets: str, stage: str, where: str) -> str:
        """An update of the target driven by the stage's rows; `where` names the target's columns with its name."""
        ...


def quoted(name: str) -> str:
    """The name in double quotes, as the standard has it."""
    return '"' + name.replace('"', '""') + '"'


def lists(pairs: Pairs) -> tuple[str, str]:
    """The quoted columns and their values, as lists for a statement."""
    return ", ".join(quoted(name) for name, _ in pairs), ", ".join(value for _, value in pairs)
