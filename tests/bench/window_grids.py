"""Sort and filter of 10,000 jobs and 100,000 runs in their views."""

from __future__ import annotations

import dataclasses
import random
from datetime import UTC, datetime, timedelta
from typing import Any  # the grids differ in their rows

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.model.job import JobNumber, JobStatus
from app.model.run import Counters, Run, RunId, RunStatus, Trigger
from tests.bench.heart import timed, told
from tests.ui import double
from ui.models.jobs import GridRow, jobs_model
from ui.models.rows import RowsModel
from ui.models.runs import runs_model
from ui.theme.theme import Theme
from ui.widgets.table import RowsView

_SEED = 26


def jobs(theme: Theme) -> None:
    """The jobs grid."""
    pick = random.Random(_SEED)
    base, now = double.job_rows(), datetime.now(UTC)
    rows: list[GridRow] = []
    for n in range(10_000):
        known = base[n % len(base)]
        job = dataclasses.replace(
            known,
            number=JobNumber(n + 1),
            name=f"{known.name} {n}",
            interval=timedelta(seconds=pick.randrange(30, 90_000)),
            last_run=now - timedelta(seconds=pick.random() * 90_000),
            next_run=now + timedelta(seconds=pick.random() * 90_000),
            status=pick.choice(list(JobStatus)),
            depends_on=tuple(JobNumber(pick.randrange(1, 60)) for _ in range(pick.randrange(4))),
            instance=pick.randrange(1, 4),
        )
        rows.append(GridRow(job=job, depends_on=tuple(f"{number} Job" for number in job.depends_on)))
    model = jobs_model(clock=lambda: now, parent=theme)
    _exercise(model, rows=rows, what="10,000 jobs", theme=theme, texts=("vendor", "succeeded company", ""))
    changed = [dataclasses.replace(row, depends_on=("1 Company",)) for row in rows[:8]]
    told("10,000 jobs: eight rows change", value=timed(lambda: model.change(changed)))
    told("10,000 jobs: read again, eight differ", value=timed(lambda: model.replace([*rows[:8], *model.every()[8:]])))


def runs(theme: Theme) -> None:
    """The history."""
    pick = random.Random(_SEED)
    now = datetime.now(UTC)
    rows = [_run(n, at=now - timedelta(seconds=n + pick.random()), pick=pick) for n in range(100_000)]
    model = runs_model(clock=lambda: now, names=dict, parent=theme)
    _exercise(model, rows=rows, what="100,000 runs", theme=theme, texts=("failed", "epic06 schedule", "3 records", ""))


def _run(number: int, *, at: datetime, pick: random.Random) -> Run:
    return dataclasses.replace(
        double.run(1),
        id=RunId(1_000_000 - number),
        job=JobNumber(pick.randrange(1, 61)),
        status=pick.choice(list(RunStatus)),
        trigger=pick.choice(list(Trigger)),
        started=at,
        ended=at + timedelta(seconds=pick.random() * 100),
        counters=Counters(read=pick.randrange(1_000_000), inserted=pick.randrange(1000), failed=pick.randrange(9)),
        message=f"{pick.randrange(100)} records failed",
    )


def _exercise(model: RowsModel[Any], *, rows: list[Any], what: str, theme: Theme, texts: tuple[str, ...]) -> None:
    """Sort by each column in both directions and filter, each time with the repaint and with a selected row."""
    view = RowsView(model, theme=theme, name="bench", title="bench")
    view.resize(1200, 700)
    view.show()
    told(f"{what}: first show", value=timed(lambda: model.replace(rows)), goal=None)
    warming = model.findChild(QTimer)
    while warming.isActive():  # sort keys are made ready in idle moments
        QTest.qWait(20)
    view.selectRow(3)
    told(f"{what}: repaint alone", value=timed(view.viewport().repaint), goal=None)
    for place, column in enumerate(model.columns):
        for order, way in ((Qt.SortOrder.DescendingOrder, "down"), (Qt.SortOrder.AscendingOrder, "up")):
            cost = timed(lambda place=place, order=order: view.sortByColumn(place, order))
            told(f"{what}: sort {way} by {column.key}", value=cost)
    for text in texts:
        told(f"{what}: filter {text!r}", value=timed(lambda text=text: model.search(text)))
    view.close()
