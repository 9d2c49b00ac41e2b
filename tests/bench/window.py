"""Worst stall of the window and cost of sort and filter. Run: python -m tests.bench.window [--rows N] [--seconds N]

A stall is the longest time between two turns of the event loop beyond its 5 ms heartbeat. The goals: under 50 ms
while eight jobs sync at full speed, while 50,000 log lines a second come in, and for sort and filter of 10,000 jobs.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import os
import signal
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QSettings, Qt, QTimer

import qasync  # isort: skip

from app import compose
from app.model.job import JobNumber
from app.model.run import LogLine, RunId
from tests.ui import double
from ui.front import Front
from ui.main import be_prompt, make_application
from ui.models.jobs import GridRow, jobs_model
from ui.models.log import LogModel
from ui.models.runs import runs_model
from ui.theme.theme import Theme
from ui.theme.tokens import Look
from ui.widgets.log_view import LogView
from ui.widgets.table import RowsView
from ui.window import MainWindow
from ui.work import Work

BEAT_MS = 5
GOAL_MS = 50.0


class Heart(QObject):
    """Beats every 5 ms and remembers how late it was."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.busy: list[float] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        worked = time.thread_time()
        self.late.append((now - self._last) * 1000 - BEAT_MS)
        self.busy.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def take(self) -> tuple[float, int]:
        """Worst stall in ms and how many were above the goal, since the last time."""
        late, self.late = self.late, []
        return max(late, default=0.0), sum(one > GOAL_MS for one in late)

    def work(self) -> float:
        """The longest piece of the window's own work in ms: what a stall is where nobody else uses the processor."""
        busy, self.busy = self.busy, []
        return max(busy, default=0.0)


def told(what: str, *, value: float, unit: str = "ms", goal: float | None = GOAL_MS) -> None:
    verdict = "" if goal is None else ("  ok" if value <= goal else f"  ABOVE {goal:g}")
    print(f"{what:58} {value:10.1f} {unit}{verdict}")


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def grids(theme: Theme) -> None:
    """10,000 jobs and 100,000 runs in their views."""
    now = datetime.now(UTC)
    base = double.job_rows()
    jobs = [
        GridRow(job=dataclasses.replace(base[n % 60], number=JobNumber(n + 1), name=f"{base[n % 60].name} {n}"))
        for n in range(10_000)
    ]
    model = jobs_model(clock=lambda: now, parent=theme)
    view = RowsView(model, theme=theme, name="bench", title="bench")
    view.resize(1200, 700)
    view.show()
    told("10,000 jobs: first show", value=timed(lambda: model.replace(jobs)), goal=None)
    for place, column in enumerate(model.columns):
        cost = timed(lambda place=place: view.sortByColumn(place, Qt.SortOrder.DescendingOrder))
        told(f"10,000 jobs: sort by {column.key}", value=cost)
    model.search("warm the cache")
    for text in ("vendor", "succeeded company", ""):
        told(f"10,000 jobs: filter {text!r}", value=timed(lambda text=text: model.search(text)))
    changed = [dataclasses.replace(row, depends_on=("1 Company",)) for row in jobs[:8]]
    told("10,000 jobs: eight rows change", value=timed(lambda: model.change(changed)))
    runs = [dataclasses.replace(double.run(1), id=RunId(n), started=now - timedelta(seconds=n)) for n in range(100_000)]
    history = runs_model(clock=lambda: now, names=dict, parent=theme)
    shown = RowsView(history, theme=theme, name="bench2", title="bench")
    shown.show()
    told("100,000 runs: first show", value=timed(lambda: history.replace(runs)), goal=None)
    cost = timed(lambda: shown.sortByColumn(2, Qt.SortOrder.AscendingOrder))
    told("100,000 runs: sort by time", value=cost, goal=250)
    view.close()
    shown.close()


async def lines(theme: Theme, *, heart: Heart, seconds: float) -> None:
    """50,000 log lines a second into a view that follows."""
    model = LogModel()
    view = LogView(model, theme=theme, name="bench3", title="bench")
    view.resize(1200, 700)
    view.show()
    heart.take()
    heart.work()
    start, sent = time.perf_counter(), 0
    while (gone := time.perf_counter() - start) < seconds:
        due = int(gone * 50_000) - sent
        at = datetime.now(UTC)
        model.append([LogLine(run=RunId(1), at=at, level="info", text=f"line {sent + n}") for n in range(due)])
        sent += due
        await asyncio.sleep(0.05)
    worst, above = heart.take()
    told("log: lines a second", value=sent / seconds, unit="/s", goal=None)
    told("log: worst stall", value=worst)
    told("log: longest work of the window's thread", value=heart.work())
    told("log: stalls above the goal", value=above, unit="", goal=None)
    view.close()


async def syncing(theme: Theme, *, heart: Heart, loop: asyncio.AbstractEventLoop, rows: int, seconds: float) -> None:
    """The first load of all jobs in the engine's process, eight at a time, while the window shows the live grid."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        console = compose.build(home)
        company = console.sandbox.create(rows=rows)
        agent = str(company.agent)
        process = console.agents.start_process(agent)
        work = Work(loop=loop)
        window = MainWindow(theme=theme)
        front = Front(window, console=console, work=work, starts_engines=False)
        window.show()
        await front.begin()
        front.open_jobs(console.agents.row(agent))
        await asyncio.sleep(2)
        heart.take()
        heart.work()
        console.jobs.run_all(agent=agent, wait=False, by="bench")
        await asyncio.sleep(seconds)
        worst, above = heart.take()
        read = sum(run.counters.read for run in console.runs.page(agent=agent, limit=1000))
        told("sync: records read meanwhile", value=read, unit="", goal=None)
        told("sync: worst stall", value=worst)
        told("sync: longest work of the window's thread", value=heart.work())
        told("sync: stalls above the goal", value=above, unit="", goal=None)
        front.stop()
        await work.close()
        os.kill(process, signal.SIGTERM)
        await asyncio.to_thread(os.waitpid, process, 0)
        window.may_close = True
        window.close()
        console.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=8.0)
    arguments = parser.parse_args()
    application = make_application()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp())
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    be_prompt()
    theme, heart = Theme(application, look=Look.LIGHT), Heart()
    grids(theme)

    async def _all() -> None:
        heart.take()
        await asyncio.sleep(2)
        told("idle: worst stall", value=heart.take()[0], goal=None)
        await lines(theme, heart=heart, seconds=arguments.seconds)
        await syncing(theme, heart=heart, loop=loop, rows=arguments.rows, seconds=arguments.seconds)

    with loop:
        loop.run_until_complete(_all())


if __name__ == "__main__":
    main()
