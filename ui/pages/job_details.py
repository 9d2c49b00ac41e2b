"""Below the grid: run log, history, why, dependencies and failed records of the picked job."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui import words
from ui.desk import Desk
from ui.panels.dependencies import DependenciesPanel
from ui.panels.failures import FailuresPanel
from ui.panels.history import HistoryPanel
from ui.panels.run_log import RunLogPanel
from ui.panels.subject import Subject
from ui.panels.why import WhyPanel
from ui.words import tr


class JobDetails(QWidget):
    """Five tabs about one subject."""

    retry = Signal(list)
    job_picked = Signal(int)
    open_log = Signal(int)
    open_failures = Signal()
    open_page = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._subject = Subject(agent="")
        self.log, self.history = RunLogPanel(desk), HistoryPanel(desk)
        self.why, self.dependencies, self.failures = WhyPanel(desk), DependenciesPanel(desk), FailuresPanel(desk)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("detailTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("About the picked job"))
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("About the picked job"))
        for panel, title in (
            (self.log, tr("Run log")),
            (self.history, tr("History")),
            (self.why, tr("Why?")),
            (self.dependencies, tr("Dependencies")),
            (self.failures, tr("Failed records")),
        ):
            self.tabs.addTab(panel, title)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.failures.retry.connect(self.retry)
        self.failures.open_page.connect(self.open_failures)
        self.dependencies.picked.connect(self.job_picked)
        self.why.picked.connect(self.job_picked)
        self.why.open_page.connect(self.open_page)
        self.log.open_log.connect(self.open_log)
        self.history.open_log.connect(self.open_log)

    def show_subject(self, subject: Subject) -> None:
        """Let every panel speak of this job."""
        self._subject = subject
        count = subject.job.open_failures if subject.job else sum(j.open_failures for j in subject.jobs.values())
        title = f"{tr('Failed records')} ({words.number(count)})" if count else tr("Failed records")
        self.tabs.setTabText(self.tabs.indexOf(self.failures), title)
        for panel in (self.log, self.history, self.why, self.dependencies, self.failures):
            panel.show_subject(subject)

    def show_why(self) -> None:
        """Bring the reasons to the front."""
        self.tabs.setCurrentWidget(self.why)

    def _on_tab_changed(self) -> None:
        self.why.show_subject(self._subject)
