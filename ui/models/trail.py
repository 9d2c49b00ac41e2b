"""The way of a document as rows: ARM's document, its transactions, its number in Kinetic, failures, what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from PySide6.QtCore import QObject

from app.model.document import DocumentKind, Step, TransactionStatus
from app.model.failure import FailedRecord, FailureId
from app.model.lineage import Passage, Trail
from app.model.run import RunId
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
_WORDS = {
    DocumentKind.JOB_MATERIAL: "Requisition line",
    DocumentKind.PURCHASE_ORDER: "Purchase order",
    DocumentKind.MISC_CHARGE: "Charge of an order",
    DocumentKind.RECEIPT: "Receipt",
    DocumentKind.TRANSFER_ORDER: "Transfer order",
    DocumentKind.STOCK_ADJUSTMENT: "Line of a transfer order",
    DocumentKind.TRANSFER_RECEIPT: "Transfer receipt",
    DocumentKind.INVOICE: "AP invoice",
}
_ACTIONS = {
    Step.CREATE: "Transaction: create",
    Step.CHANGE: "Transaction: change",
    Step.VOID: "Transaction: void",
    Step.CLOSE: "Transaction: close",
}
_STATUS = {
    TransactionStatus.PENDING: ("hourglass", "Not sent yet", "scheduled"),
    TransactionStatus.SENDING: ("arrow_circle_right", "Being sent", "running"),
    TransactionStatus.UNKNOWN: ("question_circle", "No answer yet", "warning"),
    TransactionStatus.DONE: ("checkmark_circle_filled", "In Kinetic", "succeeded"),
    TransactionStatus.FAILED: ("dismiss_circle_filled", "Refused", "failed"),
    TransactionStatus.REPLACED: ("arrow_sync", "Replaced", "disabled"),
}
_SIGNS = {
    "info": ("info", "Note", "muted"),
    "warning": ("warning_filled", "Warning", "warning"),
    "error": ("dismiss_circle_filled", "Error", "failed"),
}


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One step of the way, as it is shown; `word` is what following it traces, `run` whose log it opens."""

    place: int
    what: str
    number: str = ""
    icon: str
    status: str
    tone: str
    at: datetime | None = None
    why: str = ""
    word: str = ""
    run: RunId | None = None
    failure: FailureId | None = None


def number_of(failure: FailedRecord) -> str:
    """The number of the document that failed; nothing where the record is no document on its way to Kinetic."""
    known = {kind.value for kind in DocumentKind}
    number = failure.key.get("Number")
    return str(number) if failure.table in known and number is not None else ""


def summary(trail: Trail) -> str:
    """Where the document stands, in a sentence."""
    name = f"{tr(_WORDS[trail.kind])} {trail.number} ({trail.company})"
    if not trail.passages:
        return words.phrase("{name} has never been queued.", name=name)
    last = trail.passages[-1]
    if last.status is TransactionStatus.DONE:
        return words.phrase("{name} is in Kinetic as {number}.", name=name, number=trail.erp_number or _numbers(last))
    status = tr(_STATUS[last.status][1])
    return f"{name}: {status}. {last.error}" if last.error else f"{name}: {status}."


def stops(trails: Iterable[Trail]) -> list[Stop]:
    """Every step of every way, in order."""
    return [replace(stop, place=place) for place, stop in enumerate(each for trail in trails for each in _way(trail))]


def stops_model(parent: QObject, *, clock: Clock) -> RowsModel[Stop]:
    """An empty way."""
    return RowsModel(_columns(clock), key=lambda stop: stop.place, tie=lambda stop: stop.place, parent=parent)


def _way(trail: Trail) -> Iterator[Stop]:
    yield _in_arm(trail)
    yield from (_passage(one) for one in trail.passages)
    yield _in_kinetic(trail)
    for failure in trail.failures:
        yield Stop(
            place=0, what=tr("Failed record"), number=failure, icon="document_error", status=tr("Open"), tone="failed",
            why=tr("It goes by itself when a later run succeeds."), failure=failure,
        )  # fmt: skip
    for line in trail.lines:
        icon, word, tone = _SIGNS.get(line.level, _SIGNS["info"])
        number = f"#{line.transaction}" if line.transaction else ""
        yield Stop(
            place=0, what=tr("Log of the document"), number=number, icon=icon, status=tr(word), tone=tone, at=line.at,
            why=line.text, word=number,
        )  # fmt: skip


def _in_arm(trail: Trail) -> Stop:
    icon, status = ("checkmark_circle_filled", tr("In ARM")) if trail.exists else ("delete", tr("No longer in ARM"))
    return Stop(
        place=0, what=tr(_WORDS[trail.kind]), number=trail.number, icon=icon, status=status,
        tone="succeeded" if trail.exists else "disabled", word=trail.number,
        why="" if trail.passages else tr("It has never been queued."),
    )  # fmt: skip


def _passage(one: Passage) -> Stop:
    icon, word, tone = _STATUS[one.status]
    why = " ".join(part for part in (one.error, f"({one.correlation})" if one.correlation else "") if part)
    return Stop(
        place=0, what=tr(_ACTIONS[one.step]), number=f"#{one.transaction}", icon=icon, status=tr(word), tone=tone,
        at=one.done or one.sent or one.created, why=why or _numbers(one), word=f"#{one.transaction}",
        run=one.run or None,
    )  # fmt: skip


def _in_kinetic(trail: Trail) -> Stop:
    there = bool(trail.erp_number)
    return Stop(
        place=0, what=tr("Number in Kinetic"), number=trail.erp_number, word=trail.erp_number,
        icon="checkmark_circle_filled" if there else "subtract_circle",
        status=tr("In Kinetic") if there else tr("No number yet"), tone="succeeded" if there else "muted",
    )  # fmt: skip


def _numbers(one: Passage) -> str:
    """What Kinetic calls it, without the marks of a program."""
    found: list[str] = []
    for name, value in one.numbers.items():
        if isinstance(value, Mapping):
            inner = cast("Mapping[str, object]", value)
            found += [f"{name.removesuffix('s')} {ours}: {theirs}" for ours, theirs in inner.items()]
        elif value and value is not True:
            found.append(f"{name} {value}")
    return ", ".join(found)


def _columns(clock: Clock) -> tuple[Column[Stop], ...]:
    return (
        Column(
            key="what", title=tr("Step"), text=lambda stop: stop.what, sort=lambda stop: stop.place, width=158,
            tip=lambda stop: stop.what,
        ),
        Column(key="number", title=tr("Number"), text=lambda stop: stop.number, width=88),
        Column(
            key="status", title=tr("Status"), text=lambda stop: stop.status, width=152, tip=lambda stop: stop.status,
            icon=lambda stop: stop.icon, tone=lambda stop: stop.tone,
        ),
        Column(
            key="at", title=tr("When"), width=116, tone="muted",
            text=lambda stop: words.day_and_time(stop.at, now=clock()) if stop.at else "",
            sort=lambda stop: stop.at.timestamp() if stop.at else 0.0,
            tip=lambda stop: words.exactly(stop.at) if stop.at else "",
        ),
        Column(
            key="why", title=tr("Why"), text=lambda stop: stop.why, width=96, stretch=True,
            tip=lambda stop: stop.why,
        ),
    )  # fmt: skip
