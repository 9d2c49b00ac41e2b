"""Job 46: writes a Transaction row for each approved version of a document, in the transaction that marks it queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from app.connect.documents.books import close, open_numbers, set_aside
from app.connect.documents.desk import Clock, Desk, reason_of
from app.connect.documents.transactions import TRANSACTION
from app.model.document import DocumentKind, Step, TransactionStatus
from app.model.errors import RecordError
from app.model.payload import dumps
from app.model.run import Counters
from app.model.work import RunContext

BATCH = 50
_TABLE = "Transaction"
# A version that has not gone out gives way to a later one of the same document.
_REPLACEABLE = (TransactionStatus.PENDING.value, TransactionStatus.FAILED.value)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A version of a document that is to go out; `key` is its primary key without the company."""

    key: tuple[int, ...]
    version: int
    sent: int  # the version that is in Kinetic, 0 for none

    @property
    def number(self) -> str:
        """The document's number as transactions and failed records show it."""
        return "/".join(str(part) for part in self.key)


class Generator(Protocol):
    """Knows the documents of one kind."""

    @property
    def kind(self) -> DocumentKind:
        """The kind of its documents."""
        ...

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """The next versions to be queued, at most a batch; `numbers` asks for these documents, queued or not."""
        ...

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, object]:
        """What is to be done and the document's values; raises RecordError."""
        ...

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """Note in the document that this version is queued."""
        ...


class Generating:
    """The work of job 46 over all kinds of documents."""

    def __init__(self, generators: Sequence[Generator], *, now: Clock) -> None:
        self._generators = generators
        self._now = now

    def run(self, context: RunContext) -> Counters:
        """Queue every approved document once; a retry takes those that could not be transformed."""
        with Desk(context, now=self._now, table=_TABLE) as desk:
            for generator in self._generators:
                while self._batch(desk, generator):
                    context.check()
                    if desk.retries:
                        break
            return desk.total

    def _batch(self, desk: Desk, generator: Generator) -> bool:
        context, counted = desk.context, Counters()
        told: list[str] = []
        with desk.work() as connection:
            numbers = open_numbers(connection, desk.order, source=generator.kind.value) if desk.retries else None
            found = [] if numbers == [] else generator.due(desk, connection, numbers=numbers)
            for number in set(numbers or ()) - {due.number for due in found}:
                close(connection, desk.order, source=generator.kind.value, number=number)  # gone, or not to go out
            for due in found:
                counted += _queue(desk, connection, generator, due, told=told)
            if found:
                desk.count(connection, counted)
        for text in told:
            context.log(text, level="error")
        return bool(found)


def _queue(desk: Desk, connection: sa.Connection, generator: Generator, due: Due, *, told: list[str]) -> Counters:
    kind = generator.kind.value
    try:
        generator.mark(desk, connection, due)
        step, document = generator.transform(desk, connection, due)
    except RecordError as error:
        set_aside(
            connection, desk.order, source=kind, number=due.number, record={"Version": due.version},
            field=error.field, reason=reason_of(error), now=desk.now(),
        )  # fmt: skip
        told.append(f"{kind} {due.number}: {reason_of(error)}")
        return Counters(read=1, failed=1)
    row = sa.and_(
        TRANSACTION.c.Company == desk.code, TRANSACTION.c.Document == kind, TRANSACTION.c.DocumentNumber == due.number
    )
    connection.execute(
        TRANSACTION.update()
        .where(row, TRANSACTION.c.Status.in_(_REPLACEABLE))
        .values(Status=TransactionStatus.REPLACED.value)
    )
    values = {"Step": step.value, "Status": TransactionStatus.PENDING.value, "Payload": dumps(document)}
    of = {"Company": desk.code, "Document": kind, "DocumentNumber": due.number, "Version": due.version}
    connection.execute(TRANSACTION.insert().values(**of, **values, CreatedOn=desk.now(), Run=desk.order.run))
    close(connection, desk.order, source=kind, number=due.number)
    return Counters(read=1, inserted=1)
