"""The pages beside the daily work: timeline, alerts, audit, roles, store; made, joined and read when they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from app.model.agent import AgentRow
from app.model.alert import Alert, AlertKind
from app.model.job import JobNumber, JobRow
from ui import words
from ui.desk import Desk
from ui.models.alerts import AlertLine
from ui.pages.alerts import AlertsPage
from ui.pages.audit import AuditPage
from ui.pages.roles import RolesPage
from ui.pages.store import StorePage
from ui.pages.timeline import TimelinePage
from ui.window import MainWindow

_ALERTS_EVERY_MS = 15_000


class SystemPages(QObject):
    """Says where a person wants to go; the front takes them there."""

    open_run = Signal(int)
    open_job = Signal(int)
    open_page = Signal(str)
    alerts_told = Signal(object)  # the alerts that are not quiet
    left = Signal()  # the store has gone elsewhere: the window must close

    def __init__(self, desk: Desk, *, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._pages: dict[str, TimelinePage | AlertsPage | AuditPage | RolesPage | StorePage] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_ALERTS_EVERY_MS)

    def make(self) -> Iterator[None]:
        """The pages, one a step."""
        self.timeline = TimelinePage(self._desk)
        yield self._add("timeline", self.timeline)
        self.alerts = AlertsPage(self._desk)
        yield self._add("alerts", self.alerts)
        self.audit = AuditPage(self._desk)
        yield self._add("audit", self.audit)
        self.roles = RolesPage(self._desk)
        yield self._add("roles", self.roles)
        self.store = StorePage(self._desk)
        yield self._add("store", self.store)
        self.timeline.open_run.connect(self.open_run)
        self.timeline.open_job.connect(self.open_job)
        self.alerts.open_alert.connect(self._on_alert)
        self.alerts.loud_changed.connect(self._on_loud)
        self.store.left.connect(self.left)
        self._timer.timeout.connect(self.alerts.read)
        self._timer.start()

    def _add(self, key: str, page: TimelinePage | AlertsPage | AuditPage | RolesPage | StorePage) -> None:
        self._pages[key] = page
        self._window.add_page(key, page)

    def read(self, key: str) -> None:
        """Read the page behind this place, if it is one of these."""
        page = self._pages.get(key)
        if page:
            page.read()

    def show_agent(self, agent: AgentRow) -> None:
        """Show what belongs to this agent."""
        self.timeline.show_agent(agent)

    def show_jobs(self, jobs: Mapping[JobNumber, JobRow]) -> None:
        """Know the jobs by name."""
        self.alerts.show_jobs(jobs)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_loud(self, loud: list[AlertLine]) -> None:
        self._window.navigation.count("alerts", number=words.number(len(loud)) if loud else "")
        self.alerts_told.emit(loud)

    def _on_alert(self, alert: Alert) -> None:
        match alert.kind:
            case AlertKind.NO_PROCESS | AlertKind.PAUSED | AlertKind.GO_LIVE:
                self.open_page.emit("agents")
            case AlertKind.NO_ANSWER:
                self.open_page.emit("checks")
            case AlertKind.RECORDS:
                self.open_page.emit("failures")
            case _:
                self.open_job.emit(alert.jobs[0])
