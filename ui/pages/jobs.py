"""The jobs of an agent: the live grid, its filters and actions, and below it what is known of the picked job."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.model.agent import AgentRow
from app.model.check import CheckState
from app.model.event import RunChanged
from app.model.job import JobNumber, JobRow
from ui import messages
from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.properties import PropertiesDialog
from ui.models.jobs import GridRow, grid_rows, jobs_model
from ui.pages.full_sync_deeds import FullSyncDeeds
from ui.pages.job_deeds import JobDeeds
from ui.pages.job_details import JobDetails
from ui.pages.job_menu import JobMenu
from ui.pages.job_saving import save_properties
from ui.pages.jobs_head import JobsHead
from ui.pages.version_deeds import show_versions
from ui.panels.subject import Subject
from ui.widgets.table import RowsView
from ui.wizards import probing
from ui.words import tr

_READ_AGAIN_MS = 250
_AT_LEAST_EVERY_MS = 2000
_TICK_MS = 1000


class JobsPage(QWidget):
    """Reads the grid when news arrive and every two seconds, changes rows in place, keeps selection and scroll."""

    resume_asked = Signal(str)
    agent_picked = Signal(str)
    open_log = Signal(int)
    open_failures = Signal()
    open_page = Signal(str)
    jobs_read = Signal(object)  # a dict of JobRow by number

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._agent: AgentRow | None = None
        self._news: dict[JobNumber, RunChanged] = {}
        self.model = jobs_model(clock=desk.clock, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="jobsTable", title=tr("Jobs"))
        self._deeds = JobDeeds(desk, window=self, agent=self.agent_name)
        self._syncs = FullSyncDeeds(desk, window=self, agent=self.agent_name)
        self.menu = JobMenu(self.view, theme=desk.theme, jobs=self.picked_jobs, act=self.act)
        self.menu.menu.addSeparator()
        self.menu.menu.addMenu(self.view.copy_menu)
        self.head = JobsHead(desk, model=self.model, view=self.view, run=self.menu.action("runNow"))
        self.details = JobDetails(desk)
        self._lay_out()
        self._connect()
        self._soon, self._often, self._ticks = QTimer(self), QTimer(self), QTimer(self)
        self._start_timers()

    def agent_name(self) -> str:
        """The agent whose jobs are shown."""
        return str(self._agent.name) if self._agent else ""

    def show_agent(self, agent: AgentRow) -> None:
        """Show the jobs of this agent, or the agent's new state."""
        other = self._agent is None or self._agent.name != agent.name
        self._agent = agent
        self.head.show_agent(agent)
        if other:
            self._news.clear()
            self.model.replace(())
            self.read()

    def pick(self, number: int) -> None:
        """Go to a job."""
        if not self.view.select(JobNumber(number)):
            self.head.show_everything()
            self.view.select(JobNumber(number))

    def picked_jobs(self) -> Sequence[JobRow]:
        """The selected jobs from top to bottom."""
        return [row.job for row in self.view.selected()]

    def read(self) -> None:
        """Read the grid again."""
        if self._agent:
            self._desk.work.start(self._read(self._agent.name), owner=self)

    def act(self, name: str) -> None:
        """Do what the action `name` says to the picked jobs."""
        jobs = self.picked_jobs()
        if not jobs:
            return
        match name:
            case "runNow":
                deed = self._deeds.run_now(jobs)
            case "requestFullSync":
                deed = self._syncs.request(jobs[0])
            case "cancelFullSync":
                deed = self._syncs.cancel(jobs[0])
            case "disableJob":
                deed = self._deeds.switch(jobs, on=not any(job.enabled for job in jobs))
            case "stopJob":
                deed = self._deeds.stop(jobs)
            case "retryFailed":
                deed = self._deeds.retry(jobs)
            case _:
                deed = self._properties(jobs[0])
        self._desk.work.start(deed, owner=self)

    async def _read(self, agent: str) -> None:
        known = {row.job.number: row for row in self.model.every()}
        news = dict(self._news)
        fresh = await self._desk.work.call(_fresh_rows, self._desk, agent=agent, news=news, known=known)
        if agent != self.agent_name():
            return
        self.model.replace(fresh)
        self.head.count(fresh)
        self.menu.refresh()
        self._show_subject()
        self.jobs_read.emit({row.job.number: row.job for row in fresh})

    async def _properties(self, job: JobRow) -> None:
        if self._agent is None:
            return
        agent = await self._desk.work.call(self._desk.console.agents.row, self._agent.name)
        fresh = await self._desk.work.call(self._desk.console.jobs.row, job.number, agent=agent.name)
        dialog = PropertiesDialog(
            fresh, agent=agent, theme=self._desk.theme, clock=self._desk.clock(), parent=self.window()
        )
        dialog.port_asked.connect(lambda: self._desk.work.start(self._test_port(dialog, agent=agent), owner=dialog))
        dialog.versions_asked.connect(lambda: self._desk.work.start(self._versions(fresh, over=dialog), owner=dialog))
        if await accepted(dialog, work=self._desk.work):
            await save_properties(fresh, wanted=dialog.values(), agent=agent.name, desk=self._desk, done=self.read)

    async def _versions(self, job: JobRow, *, over: PropertiesDialog) -> None:
        named, agent = messages.named(job), self.agent_name()
        if await show_versions(self._desk, agent=agent, job=job.number, named=named, parent=over, done=self.read):
            over.reject()  # what it shows is not so any more

    async def _test_port(self, dialog: PropertiesDialog, *, agent: AgentRow) -> None:
        """Whether the BIL answers at the port of the chosen instance."""
        number = dialog.port
        if number is None:
            return
        found = await self._desk.work.call(probing.port, agent.settings.bil_host, number=number)
        if number == dialog.port:
            dialog.tell_port(f"{found.name} {found.found} {found.remedy}".strip(), good=found.state is CheckState.OK)

    def _lay_out(self) -> None:
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(24, 16, 24, 0)
        above.setSpacing(12)
        above.addWidget(self.head)
        above.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setObjectName("jobsSplitter")
        split.addWidget(top)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([520, 300])
        split.setChildrenCollapsible(False)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(split)

    def _connect(self) -> None:
        self.view.button_pressed.connect(self._on_button_pressed)
        self.view.menu_asked.connect(self._on_menu_asked)
        self.view.opened.connect(lambda _row: self.act("properties"))
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._deeds.done.connect(self.read)
        self._syncs.done.connect(self.read)
        self.head.resume_asked.connect(self.resume_asked)
        self.head.filter.returnPressed.connect(self._on_found)
        self.head.agent_picked.connect(self.agent_picked)
        self.details.retry.connect(self._on_retry)
        self.details.job_picked.connect(self.pick)
        self.details.open_log.connect(self.open_log)
        self.details.open_failures.connect(self.open_failures)
        self.details.open_page.connect(self.open_page)
        self._desk.bridge.runs_changed.connect(self._on_runs_changed)

    def _start_timers(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READ_AGAIN_MS)
        self._soon.timeout.connect(self.read)
        self._often.setInterval(_AT_LEAST_EVERY_MS)
        self._often.timeout.connect(self.read)
        self._often.start()
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self.model.tick)
        self._ticks.start()

    def _show_subject(self) -> None:
        picked = self.picked_jobs()
        jobs = {row.job.number: row.job for row in self.model.every()}
        job = picked[0] if len(picked) == 1 else None
        self.details.show_subject(Subject(agent=self.agent_name(), job=job, jobs=jobs))

    def _on_found(self) -> None:
        """Enter in the filter box goes to the first job found."""
        if self.model.rowCount():
            self.view.select(self.model.key_at(0))
            self.view.setFocus()

    def _on_selection_changed(self) -> None:
        self.menu.refresh()
        self._show_subject()

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        mine = {one.run.job: one for one in news if one.run.agent == self.agent_name()}
        if not mine:
            return
        self._news |= mine
        rows = [row.job for row in self.model.every() if row.job.number in mine]
        self.model.change([GridRow(job=job, depends_on=self._names(job), news=self._live(job)) for job in rows])
        if not self._soon.isActive():
            self._soon.start()

    def _names(self, job: JobRow) -> tuple[str, ...]:
        place = self.model.place_of(job.number)
        return self.model.row_at(place).depends_on if place is not None else ()

    def _live(self, job: JobRow) -> RunChanged | None:
        news = self._news.get(job.number)
        return news if news and news.run.ended is None else None

    def _on_button_pressed(self, row: GridRow, name: str) -> None:
        self.view.select(row.job.number)
        if name == "menu":
            self.view.ask_menu()
        else:
            self.act(name)

    def _on_menu_asked(self, at: QPoint) -> None:
        self.menu.refresh()
        self.menu.menu.popup(at)

    def _on_retry(self, numbers: list[int]) -> None:
        jobs = [row.job for row in self.model.every() if row.job.number in numbers]
        self._desk.work.start(self._deeds.retry(jobs), owner=self)


def _fresh_rows(
    desk: Desk, *, agent: str, news: dict[JobNumber, RunChanged], known: dict[JobNumber, GridRow]
) -> list[GridRow]:
    """The grid as it is now; a row that is as before is the same object, so that the model sees no change."""
    fresh = grid_rows(desk.console.jobs.rows(agent), news=news)
    return [old if (old := known.get(row.job.number)) == row and old else row for row in fresh]
