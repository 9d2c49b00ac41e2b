"""Failed records: the key as read, the field at fault, the reason in plain words, and how often it was tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.failure import FailedRecord
from app.model.job import JobNumber
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
Names = Callable[[], Mapping[JobNumber, str]]


def failures_model(*, clock: Clock, names: Names | None = None, parent: QObject) -> RowsModel[FailedRecord]:
    """An empty list of failed records."""
    return RowsModel(
        failure_columns(clock, names=names),
        key=lambda failure: failure.id,
        tie=lambda failure: (failure.job, failure.company, failure.table, failure.id),
        haystack=_haystack,
        parent=parent,
    )


def failure_columns(clock: Clock, *, names: Names | None) -> tuple[Column[FailedRecord], ...]:
    """With `names` the job is told too."""
    job = (
        Column[FailedRecord](
            key="job",
            title=tr("Job"),
            text=lambda failure: f"{failure.job} {names().get(failure.job, '') if names else ''}".strip(),
            sort=lambda failure: failure.job,
            width=150,
        ),
    )
    return (*(job if names else ()), *_what(), *_history(clock))


def _what() -> tuple[Column[FailedRecord], ...]:
    return (
        Column(key="table", title=tr("Table"), text=lambda failure: failure.table, width=90),
        Column(key="key", title=tr("Key"), text=key_text, width=120, tip=key_lines),
        Column(
            key="field",
            title=tr("Field"),
            text=lambda failure: failure.field or tr("whole record"),
            width=110,
            tone=lambda failure: "failed" if failure.field else "muted",
        ),
        Column(
            key="reason",
            title=tr("Reason"),
            text=lambda failure: failure.reason,
            width=240,
            stretch=True,
            tip=lambda failure: failure.reason,
        ),
    )


def _history(clock: Clock) -> tuple[Column[FailedRecord], ...]:
    return (
        Column(key="company", title=tr("Company"), text=lambda failure: failure.company, width=80),
        Column(
            key="attempts",
            title=tr("Tried"),
            text=lambda failure: f"{failure.attempts}×",
            sort=lambda failure: failure.attempts,
            width=56,
            right=True,
        ),
        Column(
            key="first_seen",
            title=tr("First seen"),
            text=lambda failure: words.ago(failure.first_seen, now=clock()),
            sort=lambda failure: failure.first_seen,
            width=120,
            tone="muted",
            tip=lambda failure: words.exactly(failure.first_seen),
        ),
    )


def key_text(failure: FailedRecord) -> str:
    """The key's values in one line; the company is told in its own column."""
    parts = [told(value) for name, value in failure.key.items() if name != "Company" or len(failure.key) == 1]
    return " · ".join(parts)


def key_lines(failure: FailedRecord) -> str:
    """The key, a column a line."""
    return "\n".join(f"{name} = {told(value)}" for name, value in failure.key.items())


def told(value: object) -> str:
    """A value as it was read: NULL is told as NULL, empty text as such."""
    if value is None:
        return "NULL"
    return str(value) or tr("(empty)")


def _haystack(failure: FailedRecord) -> str:
    values = " ".join(str(value) for value in failure.key.values())
    return f"{failure.job} {failure.table} {values} {failure.field or ''} {failure.reason} {failure.company}"
