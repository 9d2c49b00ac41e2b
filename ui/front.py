"""Joins the window to a console: makes the pages, reads the agents, starts their processes, asks at the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.console import Console
from app.model.agent import AgentRow, AgentState, Company
from app.model.errors import TielineError
from app.model.failure import FailureId
from app.model.job import JobNumber, JobRow
from app.model.role import Role
from ui import desk as desks
from ui import messages, words
from ui.bridge import Bridge
from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.leaving import LeavingDialog
from ui.environment import environment_of
from ui.pages.agents import AgentsPage
from ui.pages.checks import ChecksPage
from ui.pages.failures import FailuresPage
from ui.pages.history import HistoryPage
from ui.pages.jobs import JobsPage
from ui.pages.jobs_head import needs_first
from ui.pages.log import LogPage
from ui.resuming import Resuming
from ui.system import SystemPages
from ui.timberline.page import TimberlinePage
from ui.tracing import Tracing
from ui.widgets.notices import Notices
from ui.widgets.tray import Tray
from ui.window import MainWindow
from ui.wizards.bil import BilWizard
from ui.words import tr
from ui.work import Work

_log = logging.getLogger(__name__)
_AGENTS_EVERY_MS = 1000


class Front(QObject):
    """The window at work."""

    left = Signal()  # the user has decided how to leave

    def __init__(
        self,
        window: MainWindow,
        *,
        console: Console,
        work: Work,
        starts_engines: bool = True,
        at_once: bool = True,
    ) -> None:
        super().__init__(window)
        self._window, self._console = window, console
        bridge = Bridge(console=console, work=work, parent=self)
        self.desk = Desk(
            console=console, bridge=bridge, work=work, theme=window.theme, notices=window.notices, user=desks.user()
        )
        self._agents: tuple[AgentRow, ...] = ()
        self._picked = ""
        self._leaving = False
        self._starts_engines = starts_engines
        self._steps = self._make()
        for _ in self._steps if at_once else ():
            pass

    @classmethod
    async def made(cls, window: MainWindow, *, console: Console, work: Work) -> Front:
        """Made page by page, so that the window that is already shown answers in between."""
        front = cls(window, console=console, work=work, at_once=False)
        for _ in front._steps:
            await asyncio.sleep(0)
        return front

    def _make(self) -> Iterator[None]:
        """The pages, one a step, and what joins them."""
        window, desk = self._window, self.desk
        self.agents_page = AgentsPage(desk)
        yield window.add_page("agents", self.agents_page)
        self.jobs_page = JobsPage(desk)
        yield window.add_page("jobs", self.jobs_page)
        self.history_page = HistoryPage(desk)
        yield window.add_page("history", self.history_page)
        self.failures_page = FailuresPage(desk)
        yield window.add_page("failures", self.failures_page)
        self.log_page = LogPage(desk)
        yield window.add_page("log", self.log_page)
        self.checks_page = ChecksPage(desk)
        yield window.add_page("checks", self.checks_page)
        self.timberline_page = TimberlinePage(desk)
        yield window.add_page("timberline", self.timberline_page)
        self.system = SystemPages(desk, window=window)
        yield from self.system.make()
        self._resuming = Resuming(desk, window=window)
        self.tracing = Tracing(desk, window=window, agent=lambda: self._picked)
        window.status.show_home(self._console.home)
        desk.work.refused.connect(self._on_refused)
        self._tray = Tray(theme=window.theme, parent=self)
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_AGENTS_EVERY_MS)
        self._timer.timeout.connect(self.read)
        self._timer.start()

    async def begin(self) -> None:
        """Read the agents, start the processes of those that work, show the first page."""
        await self._read()
        self._window.show_pages(first="agents")
        self.system.alerts.read()
        self.desk.work.start(self._begin_by_role(), owner=self)
        self.desk.work.start(self._resuming.begin(), owner=self)
        for agent in self._agents if self._starts_engines else ():
            if agent.enabled and agent.pause is None and agent.state is AgentState.UNREACHABLE and agent.companies:
                self.desk.work.start(self.agents_page.deeds.launch(str(agent.name)), owner=self)

    async def _begin_by_role(self) -> None:
        """Operators look after jobs: for them those that fail stand on top, until they choose another view."""
        roles = self._console.roles
        grants = await self.desk.work.call(roles.rows)
        mine = {grant.role for grant in grants if grant.user == roles.actor.user}
        if Role.OPERATOR in mine and not mine & {Role.IMPLEMENTER, Role.ADMIN}:
            self.jobs_page.head.views.propose(needs_first())

    def read(self) -> None:
        """Read the agents again."""
        self.desk.work.start(self._read(), owner=self)

    def ask_to_leave(self) -> None:
        """Ask whether the engine goes on, then leave."""
        if not self._leaving:
            self.desk.work.start(self._leave(), owner=self)

    def open_jobs(self, agent: AgentRow) -> None:
        """Show the jobs of this agent."""
        self._picked = str(agent.name)
        self.jobs_page.show_agent(agent)
        self._window.go("jobs")

    def stop(self) -> None:
        """Read no more."""
        self._timer.stop()
        self.system.stop()
        self._resuming.end()
        self._tray.hide()
        self.desk.bridge.stop()

    async def _read(self) -> None:
        agents = await self.desk.work.call(self._console.agents.rows)
        companies: list[Company] = []
        for agent in agents:
            companies += await self.desk.work.call(self._console.companies.of, agent.name)
        self._agents = agents
        self._spread(agents)
        environment = environment_of(companies, agents=agents, home=self._console.home)
        self.desk.surroundings.band = environment
        self._window.band.show_environment(environment, where=", ".join(sorted({one.code for one in companies})))

    def _spread(self, agents: tuple[AgentRow, ...]) -> None:
        self.agents_page.show_agents(agents)
        self._window.status.show_agents(agents)
        self._tray.show_agents(agents)
        self.jobs_page.head.show_agents([str(agent.name) for agent in agents])
        picked = next((agent for agent in agents if agent.name == self._picked), None)
        picked = picked or (agents[0] if agents else None)
        if picked:
            self._picked = str(picked.name)
            for page in (self.jobs_page, self.history_page, self.failures_page, self.log_page):
                page.show_agent(picked)
            self.system.show_agent(picked)

    def _connect(self) -> None:
        self.agents_page.opened.connect(self.open_jobs)
        self.agents_page.changed.connect(self.read)
        self.agents_page.sandbox_asked.connect(self._on_sandbox_asked)
        self.agents_page.wizard_asked.connect(self._on_wizard_asked)
        self.jobs_page.resume_asked.connect(self._on_resume_asked)
        self.jobs_page.agent_picked.connect(self._on_agent_picked)
        for page in (self.history_page, self.failures_page, self.log_page):
            self.jobs_page.jobs_read.connect(page.show_jobs)
            page.open_job.connect(self._on_open_job)
        for page in (self.jobs_page, self.history_page, self.failures_page):
            page.open_log.connect(self._on_open_log)
        self.jobs_page.open_failures.connect(lambda: self._window.go("failures"))
        self.jobs_page.open_page.connect(self._window.go)
        self.log_page.open_run.connect(self._on_open_run)
        self.tracing.open_log.connect(self._on_open_log)
        self.tracing.open_failure.connect(self._on_open_failure)
        self.failures_page.trace_asked.connect(self.tracing.trace)
        self._window.page_changed.connect(self._on_page_changed)
        self._window.refresh_asked.connect(self._on_refresh_asked)
        self._window.closing.connect(self.ask_to_leave)
        self._tray.open_asked.connect(self._window.come_forward)
        self._tray.leave_asked.connect(self.ask_to_leave)
        self.jobs_page.jobs_read.connect(self._on_jobs_read)
        self.jobs_page.jobs_read.connect(self.system.show_jobs)
        self.system.open_job.connect(self._on_open_job)
        self.system.open_run.connect(self._on_open_run)
        self.system.open_page.connect(self._window.go)
        self.system.alerts_told.connect(self._tray.tell_alerts)
        self.system.left.connect(self.left)

    async def _make_sandbox(self) -> None:
        notices: Notices = self.desk.notices
        notices.tell(tr("Making the sandbox company. This takes a few seconds."))
        company = await self.desk.work.call(self._console.sandbox.create)
        notices.clear()
        notices.tell(f"{tr('The sandbox company')} {company.code} {tr('is ready.')}", tone="succeeded", brief=True)
        await self.agents_page.deeds.launch(str(company.agent))
        await self._read()

    async def _leave(self) -> None:
        self._leaving = True
        try:
            working = [agent for agent in self._agents if agent.state is not AgentState.UNREACHABLE]
            if working:
                dialog = LeavingDialog(working, theme=self.desk.theme, parent=self._window)
                if not await accepted(dialog, work=self.desk.work):
                    return
                if dialog.drains:
                    await self.agents_page.deeds.end([str(agent.name) for agent in working])
            self.left.emit()
        finally:
            self._leaving = False

    def _on_sandbox_asked(self) -> None:
        self.desk.work.start(self._make_sandbox(), owner=self)

    def _on_wizard_asked(self) -> None:
        wizard = BilWizard([str(agent.name) for agent in self._agents], desk=self.desk, parent=self._window)
        wizard.finished_with.connect(self._on_set_up)
        wizard.finished.connect(wizard.deleteLater)
        wizard.open()

    def _on_set_up(self, name: str) -> None:
        self.desk.notices.tell(f"{tr('The agent')} {name} {tr('is set up.')}", tone="succeeded", brief=True)
        if name not in {str(agent.name) for agent in self._agents}:
            self.desk.work.start(self.agents_page.deeds.launch(name), owner=self)
        self.read()

    def _on_resume_asked(self, name: str) -> None:
        self.desk.work.start(self.agents_page.deeds.resume(name), owner=self)

    def _on_agent_picked(self, name: str) -> None:
        agent = next((one for one in self._agents if one.name == name), None)
        if agent:
            self.open_jobs(agent)

    def _on_open_job(self, number: int) -> None:
        self._window.go("jobs")
        self.jobs_page.pick(number)

    def _on_open_log(self, run: int) -> None:
        self._window.go("log")
        self.log_page.show_run(run)

    def _on_open_run(self, run: int) -> None:
        self._window.go("history")
        self.history_page.pick(run)

    def _on_open_failure(self, failure: FailureId) -> None:
        self._window.go("failures")
        self.failures_page.pick(failure)

    def _on_jobs_read(self, jobs: dict[JobNumber, JobRow]) -> None:
        failed = sum(row.open_failures for row in jobs.values())
        self._window.navigation.count("failures", number=words.number(failed) if failed else "")
        self._window.status.show_failed_records(failed)

    def _on_refresh_asked(self, key: str) -> None:
        self.read()
        pages = (self.jobs_page, self.history_page, self.failures_page, self.checks_page, self.timberline_page)
        for page in pages:
            if page is self._window.page(key):
                page.read()
        self.system.read(key)

    def _on_page_changed(self, key: str) -> None:
        if key == "checks":
            self.checks_page.read()
        elif key == "timberline":
            self.timberline_page.read()
        else:
            self.system.read(key)

    def _on_refused(self, error: TielineError) -> None:
        self.desk.notices.tell(messages.refusal(error), tone="failed")
