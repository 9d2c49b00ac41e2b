"""Where rows come from: the interface over every way of reading an ERP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol  # rows are as wide as their query

import sqlalchemy as sa

from app.sync.dialects import SourceLanguage
from app.sync.records import Refused
from app.sync.shapes import Feed, Shape
from app.sync.stages import Stage


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


class Source(Protocol):
    """One ERP, open for reading; `name` is how messages call it."""

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

    def batches(self, feed: Feed, *, low: int, high: int) -> Iterator[Batch]:
        """The rows past `low`, up to and with `high`, in the order of their revisions."""
        ...

    def unnumbered(self, feed: Feed) -> Batch:
        """The rows without a revision."""
        ...

    def chosen(self, feed: Feed, *, row_ids: Sequence[str | None]) -> Iterator[Batch]:
        """The rows with these SysRowIDs, as far as they are there."""
        ...

    def present(self, feed: Feed, *, row_ids: Sequence[str]) -> Mapping[str, tuple[object, ...]]:
        """The keys of those of these rows that are there and taken in by a condition."""
        ...

    def list_keys(self, feed: Feed, *, into: Stage) -> None:
        """Put SysRowID and key of every row, and whether a condition keeps it, into the stage."""
        ...

    def count(self, feed: Feed) -> int:
        """How many rows a full sync reads."""
        ...

    def close(self) -> None:
        """Give back every connection."""
        ...
