"""The work of the processors: claim, ask, send what is missing, store the numbers; each document once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

from app.connect.documents.desk import Clock, Desk
from app.connect.kinetic import Kinetic, Patience
from app.connect.kinetic_address import parse_address
from app.connect.kinetic_errors import Duplicate, OutcomeUnknown, Refused
from app.model.document import Transaction, TransactionId
from app.model.errors import Fatal, RecordError, Stopped, Transient, Unreachable
from app.model.run import Counters
from app.model.work import RunContext
from app.outbox.processors import rows
from app.outbox.processors.handler import Bench, Handler, Outcome, Waits

_TABLE = "Transaction"
_TOLD = 20  # waiting documents that the log names
_NAP = 0.25  # seconds between two looks at whether the run was asked to stop


class Processor:
    """One outbound job: the kinds of documents it brings, each with its handler."""

    def __init__(self, *handlers: Handler, now: Clock, patience: Patience | None = None) -> None:
        self._handlers = {handler.kind: handler for handler in handlers}
        self._now = now
        self._patience = patience or Patience()

    def run(self, context: RunContext) -> Counters:
        """Bring every waiting document; without a REST address nothing is read."""
        address = context.order.company.kinetic_api
        if not address:
            context.log("No Kinetic REST address is set for this company: nothing is sent.")
            return Counters()
        with Desk(context, now=self._now, table=_TABLE) as desk:
            pause = partial(_pause, context, self._patience)
            patience = replace(self._patience, sleep=pause)
            with Kinetic(parse_address(address), company=desk.code, patience=patience) as kinetic:
                self._rounds(desk, kinetic)
            return desk.total

    def _rounds(self, desk: Desk, kinetic: Kinetic) -> None:
        """Go on as long as what was done may let go what has waited for it; each transaction ends once in a run."""
        if desk.retries:
            rows.forget_settled(desk, tuple(self._handlers))
        ended: set[TransactionId] = set()
        waits: dict[TransactionId, str] = {}
        while numbers := [n for n in rows.waiting(desk, tuple(self._handlers)) if n not in ended]:
            before = len(ended)
            waits = {number: self._one(desk, kinetic, number) for number in numbers}
            ended |= {number for number, wait in waits.items() if not wait}
            if len(ended) == before:
                break
        told = [wait for wait in waits.values() if wait]
        if told:
            for text in told[:_TOLD]:
                desk.context.log(text)
            with desk.work(Counters(read=len(told), skipped=len(told))):
                desk.context.log(f"{len(told)} documents wait.")

    def _one(self, desk: Desk, kinetic: Kinetic, number: TransactionId) -> str:
        """Bring one transaction; returns what it waits for, or nothing."""
        desk.context.check()
        claimed = rows.claim(desk, number)
        if claimed is None:
            return ""
        transaction, notes = claimed
        handler = self._handlers[transaction.kind]
        note = partial(rows.note, desk, transaction)
        bench = Bench(desk=desk, kinetic=kinetic, transaction=transaction, notes=notes, note=note)
        try:
            outcome = self._brought(bench, handler)
        except Waits as wait:
            rows.put_back(desk, transaction, sent=bench.in_flight, why=wait.why)
            return f"{transaction.kind.value} {transaction.number} waits: {wait.why}"
        except RecordError as error:
            self._refuse(desk, transaction, error)
        else:
            with desk.work(outcome.counted) as connection:
                handler.keep(bench, connection, outcome)
                rows.done(desk, connection, transaction, outcome)
            desk.context.log(f"{transaction.kind.value} {transaction.number}: {outcome.effect.value}")
        return ""

    def _refuse(self, desk: Desk, transaction: Transaction, error: RecordError) -> None:
        record = {"Transaction": transaction.id, **json.loads(transaction.payload)}
        source, number = transaction.kind.value, transaction.number
        with desk.refused(source=source, number=number, record=record, error=error) as connection:
            rows.failed(desk, connection, transaction, error)

    def _brought(self, bench: Bench, handler: Handler) -> Outcome:
        """Bring it; an unknown outcome is settled by bringing it again, which asks before it sends."""
        transaction, patience = bench.transaction, bench.kinetic.patience
        if bench.in_flight:
            self._until(transaction.settle_at, patience)  # a run has died or gave up here
        for attempt in range(1, patience.tries + 1):
            # Should this process die, nobody knows how late it is.
            bench.kinetic.before_write = partial(_about_to_write, bench, settle=patience.settle_late)
            try:
                return handler.bring(bench)
            except Duplicate:
                if attempt == patience.tries:
                    raise  # else it is there by now: asking again finds it
            except OutcomeUnknown as error:
                settle = max(patience.settle_late if error.late else patience.settle, error.wait)
                until = rows.unknown(bench.desk, transaction, error, settle=settle)
                bench.desk.context.log(f"{transaction.kind.value} {transaction.number}: {error}", level="warning")
                self._until(until, patience)
                if attempt == patience.tries:
                    raise _given_up(error) from error
            except (Transient, Fatal, Stopped):
                rows.put_back(bench.desk, transaction, sent=bench.in_flight)
                raise
        raise AssertionError("every try returns or raises")

    def _until(self, moment: datetime | None, patience: Patience) -> None:
        while moment and (left := (moment - self._now()) / timedelta(seconds=1)) > 0:
            patience.sleep(left)


def _about_to_write(bench: Bench, *, settle: float) -> None:
    """Called before each write: the fence is asked again, and ARM knows that something is under way."""
    rows.about_to_write(bench.desk, bench.transaction, settle=settle)
    bench.in_flight = True


def _given_up(error: OutcomeUnknown) -> Exception:
    """Kinetic's own error, time after time, belongs to the document; silence and a gateway's belong to the server."""
    if error.body and error.body.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return Refused("Kinetic could not store the document", body=error.body)
    return Unreachable(error.what, why=error.why, remedy="Tieline asks Kinetic about it at the next run.")


def _pause(context: RunContext, patience: Patience, seconds: float) -> None:
    while seconds > 0:
        context.check()
        patience.sleep(min(_NAP, seconds))
        seconds -= _NAP
