"""What a processor needs to know of each kind of document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol  # numbers of many kinds

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.kinetic import Kinetic
from app.connect.kinetic_json import Row
from app.model.document import DocumentKind, Transaction, TransactionStatus
from app.model.errors import RecordError, TielineError
from app.model.run import Counters


class Effect(Enum):
    """What bringing a document did in Kinetic."""

    CREATED = "created"
    CHANGED = "changed"
    NOTHING = "nothing"  # it was there already, or there was nothing to do


_COUNTED = {
    Effect.CREATED: Counters(read=1, inserted=1),
    Effect.CHANGED: Counters(read=1, updated=1),
    Effect.NOTHING: Counters(read=1, unchanged=1),
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A document that is in Kinetic, with the numbers it has there."""

    effect: Effect
    numbers: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def counted(self) -> Counters:
        """The record in its bucket."""
        return _COUNTED[self.effect]

    def as_json(self) -> str:
        """The numbers as the Transaction row keeps them."""
        return json.dumps(self.numbers, default=str, sort_keys=True)


def shown(row: Row | None, *, what: str) -> Row:
    """The row that Kinetic must show by now; a document that is not wholly there never counts as sent."""
    if row is None:
        raise RecordError(
            f"{what} is not in Kinetic",
            why="Kinetic took it without a word, but does not show it",
            remedy="Retry it; if that does not help, look at the document in Kinetic.",
        )
    return row


class Waits(TielineError):
    """The document cannot go out before something else has happened; it stays pending."""


class Bench:
    """One transaction being brought: Kinetic, ARM to look things up in, and what earlier tries left behind."""

    def __init__(
        self, *, desk: Desk, kinetic: Kinetic, transaction: Transaction, notes: dict[str, Any],
        note: Callable[[dict[str, Any]], None],
    ) -> None:  # fmt: skip
        self.desk, self.kinetic, self.transaction, self.notes = desk, kinetic, transaction, notes
        self._note = note
        # Whether a write may be in Kinetic of which ARM does not know how it ended.
        self.in_flight = transaction.status in (TransactionStatus.SENDING, TransactionStatus.UNKNOWN)

    @property
    def tried_before(self) -> bool:
        """Whether an earlier try may have left parts of the document in Kinetic."""
        return self.transaction.attempts > 1

    def note(self, **values: Any) -> None:
        """Keep something for later tries before it is lost in Kinetic."""
        self.notes.update(values)
        self._note(self.notes)


class Handler(Protocol):
    """Brings documents of one kind to Kinetic."""

    @property
    def kind(self) -> DocumentKind:
        """The kind of its documents."""
        ...

    def bring(self, bench: Bench) -> Outcome:
        """Ask what Kinetic has, send only what is missing, and return the numbers.

        Safe to repeat. Raises Waits, RecordError, OutcomeUnknown, Transient.
        """
        ...

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """Store the numbers in the document, in the transaction that ends the Transaction row."""
        ...
