"""Every run of an agent: filtered by time, status, trigger and words; paged from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.model.agent import AgentRow
from app.model.event import RunChanged
from app.model.history import RunFilter
from app.model.job import JobNumber, JobRow
from app.model.run import Run, RunStatus, Trigger
from ui import words
from ui.desk import Desk
from ui.models.runs import runs_model
from ui.theme.statuses import sign_of
from ui.widgets import parts
from ui.widgets.chips import Chip, Chips
from ui.widgets.choice_box import choices
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.saved_views import ChipFilter, ChoiceFilter, SavedViews, TextFilter
from ui.widgets.search import search_box
from ui.widgets.table import RowsView
from ui.words import tr

_PAGE = 500


class HistoryPage(QWidget):
    """The list says how much of the whole it shows; older runs are loaded on request."""

    open_log = Signal(int)
    open_job = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._agent = ""
        self._names: dict[JobNumber, str] = {}
        self._found: Mapping[RunStatus, int] = {}  # what passes in the whole history, by status
        self.model = runs_model(clock=desk.clock, names=lambda: self._names, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="allRunsTable", title=tr("Runs of all jobs"))
        self.chips = Chips(theme=desk.theme)
        self.period = choices(tr("Time"), periods(), name="periodBox")
        self.trigger = choices(tr("Started by"), triggers(), name="triggerBox")
        self._search = search_box(
            self, theme=desk.theme, name="historyFilter", hint=tr("Filter by job, company, message")
        )
        self._foot = parts.muted()
        self._more = parts.button(tr("Load older runs"), theme=desk.theme, kind="quiet", act=self._load_more)
        self._lay_out()
        self._connect()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(500)
        self._soon.timeout.connect(self.read)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(250)
        self._typing.timeout.connect(self.read)

    def show_agent(self, agent: AgentRow) -> None:
        """Show the runs of this agent."""
        if str(agent.name) != self._agent:
            self._agent = str(agent.name)
            self.model.replace(())
            self.read()

    def show_jobs(self, jobs: Mapping[JobNumber, JobRow]) -> None:
        """Know the jobs by name."""
        names = {number: row.name for number, row in jobs.items()}
        if names != self._names:
            self._names = names
            self.model.tick()

    def pick(self, run: int) -> None:
        """Go to a run."""
        self.view.select(run)

    def read(self) -> None:
        """Read the newest page again."""
        if self._agent:
            self._desk.work.start(self._read(self._agent, before=None), owner=self)

    def _load_more(self) -> None:
        shown = [self.model.row_at(place).id for place in range(self.model.rowCount())]
        oldest = min(shown, default=None)
        self._desk.work.start(self._read(self._agent, before=oldest), owner=self)

    async def _read(self, agent: str, *, before: int | None) -> None:
        runs, call = self._desk.console.runs, self._desk.work.call
        wanted = self._wanted()
        page = await call(runs.page, agent=agent, limit=_PAGE, before=before, wanted=wanted)
        found = await call(runs.counts, agent=agent, wanted=replace(wanted, statuses=()))
        # A minute may have passed meanwhile, which moves `since`; that is no other question.
        if agent == self._agent and replace(wanted, since=None) == replace(self._wanted(), since=None):
            self._found = found
            self.model.change(page)
            self._say()

    def _wanted(self) -> RunFilter:
        status, span = self.chips.current, self.period.currentData()
        since = self._desk.clock().replace(second=0, microsecond=0) - span if span else None
        return RunFilter(
            statuses=(RunStatus(status),) if status else (),
            trigger=self.trigger.currentData(),
            since=since,
            text=self._search.text(),
        )

    def _lay_out(self) -> None:
        log = parts.button(
            tr("Open log"), theme=self._desk.theme, name="openLogButton", kind="primary", act=self._open_log
        )
        filters = {
            "text": TextFilter(box=self._search),
            "status": ChipFilter(chips=self.chips),
            "time": ChoiceFilter(box=self.period),
            "trigger": ChoiceFilter(box=self.trigger),
        }
        self.views = SavedViews(self.view, filters=filters, theme=self._desk.theme)
        tools = (self.views, self.period, self.trigger, self._search, log)
        self.head = ListHead(tr("History"), *tools, below=self.chips)
        list_page(self, self.head, self.view, parts.row(self._foot, None, self._more))

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_text)
        self.view.opened.connect(lambda run: self.open_log.emit(run.id))
        self.chips.picked.connect(self._on_filter)
        self.period.currentIndexChanged.connect(self._on_filter)
        self.trigger.currentIndexChanged.connect(self._on_filter)
        self._desk.bridge.runs_changed.connect(self._on_runs_changed)

    def _say(self) -> None:
        found, every = self._found, sum(self._found.values())
        chips = [Chip(key="", title=tr("All"), count=every)]
        for status in RunStatus:
            sign = sign_of(status)
            chips.append(
                Chip(key=status.value, title=sign.word, count=found.get(status, 0), icon=sign.icon, tone=sign.tone)
            )
        self.chips.show_chips(chips)
        self.head.say(words.counted(every, one="run", many="runs"))
        status = self.chips.current
        total = found.get(RunStatus(status), 0) if status else every
        shown = f"{tr('Showing the newest')} {words.number(self.model.rowCount())} {tr('of')} {words.number(total)}"
        self._foot.setText(shown if self.model.every() else tr("No job has run yet."))
        self._more.setVisible(self.model.rowCount() < total)

    def _on_text(self, text: str) -> None:
        self.model.search(text)
        self._say()
        self._typing.start()

    def _on_filter(self, *_args: object) -> None:
        span: timedelta | None = self.period.currentData()
        since = self._desk.clock() - span if span else None
        trigger: Trigger | None = self.trigger.currentData()
        self.model.accept(lambda run: _fits(run, status=self.chips.current, since=since, trigger=trigger))
        self._say()
        self.read()

    def _open_log(self) -> None:
        run: Run | None = self.view.current()
        if run:
            self.open_log.emit(run.id)

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        if any(one.run.agent == self._agent for one in news) and not self._soon.isActive():
            self._soon.start()


def _fits(run: Run, *, status: str, since: datetime | None, trigger: Trigger | None) -> bool:
    return (
        (not status or run.status.value == status)
        and (trigger is None or run.trigger is trigger)
        and (since is None or (run.started or run.queued) >= since)
    )


def periods() -> dict[str, timedelta | None]:
    """Spans of time to choose from."""
    return {
        tr("Any time"): None,
        tr("Last hour"): timedelta(hours=1),
        tr("Last 24 hours"): timedelta(hours=24),
        tr("Last 7 days"): timedelta(days=7),
        tr("Last 30 days"): timedelta(days=30),
    }


def triggers() -> dict[str, Trigger | None]:
    """What starts runs, to choose from."""
    return {
        tr("Any start"): None,
        tr("By schedule"): Trigger.SCHEDULE,
        tr("By a user"): Trigger.USER,
        tr("By another job"): Trigger.DEPENDENCY,
        tr("By recovery"): Trigger.RECOVERY,
        tr("By retry"): Trigger.RETRY,
        tr("By fetch"): Trigger.FETCH,
    }
