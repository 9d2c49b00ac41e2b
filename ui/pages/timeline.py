"""The timeline: the runs that were and those to come, drawn and as a list, with the error of the forecast."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.console.forecast import forecast
from app.model.agent import AgentRow
from app.model.forecast import Forecast
from app.model.history import RunFilter
from app.model.job import JobNumber, JobRow
from app.model.run import Run
from ui import messages, words
from ui.desk import Desk
from ui.models.planned import accuracy_text, planned_model
from ui.widgets import parts
from ui.widgets.choice_box import choices
from ui.widgets.gantt import Gantt, Span
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.table import RowsView
from ui.words import tr

_RUNS = 5000
_LISTED = 500
_AGAIN_MS = 10_000


class TimelinePage(QWidget):
    """Read again while it is seen; the drawing and the list say the same."""

    open_run = Signal(int)
    open_job = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._agent = ""
        self._names: dict[JobNumber, str] = {}
        self.span = choices(tr("Time shown"), _spans(), name="spanBox")
        self.gantt = Gantt(theme=desk.theme)
        self.model = planned_model(clock=desk.clock, names=lambda: self._names, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="plannedTable", title=tr("Runs to come"))
        self.accuracy, self._listed = parts.muted(), parts.heading(tr("Runs to come"))
        self.accuracy.setObjectName("accuracy")
        self._lay_out()
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        self._again.start()
        self.span.currentIndexChanged.connect(self.read)
        self.gantt.run_picked.connect(self.open_run)
        self.gantt.job_picked.connect(self.open_job)
        self.view.opened.connect(lambda one: self.open_job.emit(one.job))

    def show_agent(self, agent: AgentRow) -> None:
        """Show the runs of this agent."""
        self._agent = str(agent.name)

    def read(self) -> None:
        """Read the runs and make the forecast again."""
        if self._agent:
            self._desk.work.start(self._read(self._agent), owner=self)

    async def _read(self, agent: str) -> None:
        half: timedelta = self.span.currentData()
        now = self._desk.clock()
        span = Span(since=now - half, now=now, until=now + half)
        rows, runs, made = await self._desk.work.call(_found, self._desk, agent=agent, span=span)
        if agent == self._agent and half == self.span.currentData():
            self._show(span, rows=rows, runs=runs, made=made)

    def _show(self, span: Span, *, rows: Mapping[JobNumber, JobRow], runs: tuple[Run, ...], made: Forecast) -> None:
        self._names = {number: messages.named(row) for number, row in rows.items()}
        seen = [run for run in runs if (run.ended or span.now) >= span.since]
        self.gantt.show_time(span, jobs=self._names, runs=seen, planned=made.planned)
        self.model.replace(made.planned[:_LISTED])
        count = len(made.planned) + made.left_out
        past = words.counted(len(seen), one="run", many="runs")
        self.head.say(f"{past} · {words.counted(count, one='run is to come', many='runs are to come')}")
        shown = len(made.planned[:_LISTED])
        some = words.phrase("Runs to come: the next {shown} of {count}", shown=shown, count=words.number(count))
        self._listed.setText(some if shown < count else tr("Runs to come"))
        self.accuracy.setText(accuracy_text(made.accuracy))

    def _lay_out(self) -> None:
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(parts.row(self._listed, 8, self.accuracy, None))
        inside.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.gantt)
        split.addWidget(below)
        split.setSizes([500, 240])
        split.setChildrenCollapsible(False)
        self.head = ListHead(tr("Timeline"), self.span)
        list_page(self, self.head, split)

    def _on_again(self) -> None:
        if self.isVisible():
            self.read()


def _found(desk: Desk, *, agent: str, span: Span) -> tuple[dict[JobNumber, JobRow], tuple[Run, ...], Forecast]:
    rows = desk.console.jobs.rows(agent)
    wanted = RunFilter(since=span.since - (span.now - span.since))
    runs = desk.console.runs.page(agent=agent, limit=_RUNS, wanted=wanted)
    made = forecast(rows, runs=runs, now=span.now, until=span.until)
    return {row.number: row for row in rows}, runs, made


def _spans() -> dict[str, timedelta]:
    return {
        tr("1 hour back and ahead"): timedelta(hours=1),
        tr("15 minutes back and ahead"): timedelta(minutes=15),
        tr("6 hours back and ahead"): timedelta(hours=6),
        tr("24 hours back and ahead"): timedelta(hours=24),
        tr("7 days back and ahead"): timedelta(days=7),
    }
