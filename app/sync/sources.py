"""Where rows come from: the interface over every way of reading an ERP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar  # rows are as wide as their query

import sqlalchemy as sa

from app.sync.dialects import SourceLanguage
from app.sync.records import Refused
from app.sync.shapes import Feed, Shape
from app.sync.stages import Stage

T = TypeVar("T")
Key = Mapping[str, object]  # values by ARM column, as they were read
CHUNK = 500  # SysRowIDs or keys in one statement


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What became of a batch on its way into the stage: rows read, and those that are not sound."""

    read: int
    refused: Sequence[Refused]
    inserted: int = 0  # by filling


class Batch(Protocol):
    """Some rows of a source table that are brought over in one transaction.

    `high` is the revision up to which the table is read once the batch is in ARM.
    """

    high: int | None

    def ready(self, connection: sa.Connection) -> AbstractContextManager[None]:
        """What must surround the transaction, such as a file that is attached."""
        ...

    def fill(self, stage: Stage) -> Loaded | None:
        """Insert the rows straight into an ARM table that should have none of them.

        None where some were there after all, or the database refused some: the caller takes it back and merges.
        """
        ...

    def load(self, stage: Stage) -> Loaded:
        """Put the sound rows into the stage, inside ARM's transaction."""
        ...


class Asked(Protocol):
    """What can be asked of an ERP without reading its rows; `name` is how messages call it."""

    name: str
    language: SourceLanguage

    def shapes(self, tables: Iterable[str]) -> Mapping[str, Shape]:
        """The tables that exist, by name in lower case."""
        ...

    def query(self, sql: str) -> Sequence[Sequence[Any]]:
        """Run a query and fetch its rows."""
        ...

    def newest(self, feed: Feed) -> tuple[Feed, int | None]:
        """The highest revision that is safe to read up to, and the feed as it must be read."""
        ...

    def newest_of_all(self) -> int | None:
        """The highest revision of the whole database."""
        ...

    def count(self, feed: Feed) -> int:
        """How many rows a full sync reads."""
        ...

    def close(self) -> None:
        """Give back every connection."""
        ...


class Source(Asked, Protocol):
    """One ERP, open for reading."""

    def batches(self, feed: Feed, *, low: int, high: int) -> Iterator[Batch]:
        """The rows past `low`, up to and with `high`, in the order of their revisions."""
        ...

    def unnumbered(self, feed: Feed) -> Batch:
        """The rows without a revision."""
        ...

    def chosen(self, feed: Feed, *, row_ids: Sequence[str], keys: Sequence[Key] = ()) -> Iterator[Batch]:
        """The rows with these SysRowIDs, and those with these keys, as far as they are there."""
        ...

    def present(self, feed: Feed, *, row_ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        """The keys of those of these rows that are there and taken in by a condition."""
        ...

    def list_keys(self, feed: Feed, *, into: Stage) -> None:
        """Put SysRowID and key of every row, and whether a condition keeps it, into the stage."""
        ...


def chosen_by(language: SourceLanguage, feed: Feed, *, row_ids: Sequence[str], keys: Sequence[Key] = ()) -> list[str]:
    """Conditions that take in the rows with these SysRowIDs and keys, none of them too long for a statement."""
    found = [among(language, feed, row_ids=part) for part in _parts(row_ids)]
    return [*found, *(" OR ".join(_same(language, feed, key) for key in part) for part in _parts(keys))]


def among(language: SourceLanguage, feed: Feed, *, row_ids: Sequence[str]) -> str:
    """The condition that takes in the rows with these SysRowIDs."""
    listed = ", ".join(language.literal(row_id) for row_id in row_ids)
    return f"{language.name(feed.row_id.name)} IN ({listed})"


def _same(language: SourceLanguage, feed: Feed, key: Key) -> str:
    parts = [(language.value(one.column, source=one.source), key.get(one.column.name)) for one in feed.keys]
    return f"({' AND '.join(_is(language, value, wanted) for value, wanted in parts)})"


def _is(language: SourceLanguage, value: str, wanted: object) -> str:
    if wanted is None:
        return f"{value} IS NULL"
    return f"{value} = {int(wanted) if isinstance(wanted, int) else language.literal(str(wanted))}"


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
