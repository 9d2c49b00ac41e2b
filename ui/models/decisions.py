"""Past due times of a job, and what was decided at each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.decision import Decision, Outcome
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
_ICONS = {
    Outcome.RAN: ("checkmark_circle_filled", "succeeded"),
    Outcome.SKIPPED: ("hourglass", "warning"),
    Outcome.MISSED: ("plug_disconnected", "failed"),
}


def decisions_model(*, clock: Clock, parent: QObject) -> RowsModel[Decision]:
    """An empty list, newest due time first."""
    return RowsModel(
        _columns(clock),
        key=lambda one: (one.company, one.due),
        tie=lambda one: (-one.due.timestamp(), one.company),
        parent=parent,
    )


def _columns(clock: Clock) -> tuple[Column[Decision], ...]:
    return (
        Column(
            key="due",
            title=tr("Due"),
            text=lambda one: words.day_and_time(one.due, now=clock()),
            sort=lambda one: one.due,
            width=140,
            note=lambda one: f"× {one.count}" if one.count > 1 else "",
            tip=lambda one: f"{words.exactly(one.due)}\n{words.exactly(one.last_due)}",
        ),
        Column(
            key="outcome",
            title=tr("Decision"),
            text=lambda one: _word(one.outcome),
            width=110,
            icon=lambda one: _ICONS[one.outcome][0],
            tone=lambda one: _ICONS[one.outcome][1],
        ),
        Column(
            key="why",
            title=tr("Because"),
            text=_because,
            width=240,
            stretch=True,
            tip=lambda one: "\n".join(f"{reason.text} {reason.clears}" for reason in one.reasons),
        ),
        Column(key="company", title=tr("Company"), text=lambda one: one.company, width=96),
    )


def _word(outcome: Outcome) -> str:
    return {Outcome.RAN: tr("Ran"), Outcome.SKIPPED: tr("Skipped"), Outcome.MISSED: tr("Missed")}[outcome]


def _because(one: Decision) -> str:
    if one.outcome is Outcome.RAN:
        return f"{tr('run')} {one.run}" if one.run else ""
    if one.outcome is Outcome.MISSED:
        return tr("No process was there to look.")
    return " ".join(reason.text for reason in one.reasons)
