"""The runs to come as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.forecast import Accuracy, Planned
from app.model.job import JobNumber
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
Names = Callable[[], Mapping[JobNumber, str]]


def planned_model(*, clock: Clock, names: Names, parent: QObject) -> RowsModel[Planned]:
    """Nothing is planned yet."""
    return RowsModel(
        (
            Column(
                key="start", title=tr("Starts"), text=lambda one: words.until(one.start, now=clock()), width=150,
                sort=lambda one: one.start, tip=lambda one: words.exactly(one.start),
            ),
            Column(
                key="job", title=tr("Job"), text=lambda one: names().get(one.job, str(one.job)), width=280,
                sort=lambda one: one.job, stretch=True,
            ),
            Column(
                key="lasts", title=tr("Expected to take"), width=150, right=True, sort=lambda one: one.lasts,
                text=lambda one: words.duration(one.lasts) if one.known else tr("unknown"),
                tone=lambda one: "text" if one.known else "faint",
            ),
            Column(
                key="ends", title=tr("Ends about"), width=150, sort=lambda one: one.start + one.lasts,
                text=lambda one: words.day_and_time(one.start + one.lasts, now=clock()), tone="muted",
            ),
        ),
        key=lambda one: (one.job, one.start),
        tie=lambda one: (one.start, one.job),
        parent=parent,
    )  # fmt: skip


def accuracy_text(found: Accuracy | None) -> str:
    """How far off the forecast has been."""
    if found is None:
        return tr("Too little has run to say how exact this is.")
    return words.phrase(
        "Over the last {runs} runs the start was off by {start} ({start_most} for nine in ten), the length by {length} "
        "({length_most}).",
        runs=words.number(found.runs),
        start=words.duration(found.start_median),
        start_most=words.duration(found.start_p90),
        length=words.duration(found.length_median),
        length_most=words.duration(found.length_p90),
    )
