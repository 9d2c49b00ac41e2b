"""The actions on picked jobs: one set for the menu, the buttons in the rows and the shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.model.job import JobRow, JobStatus
from ui.theme.theme import Theme
from ui.words import tr

_LIVE = (JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.STOPPING)
_ACTIONS = (
    ("runNow", "Run Now", "play", "Ctrl+R"),
    ("requestFullSync", "Request Full Data Sync in Company…", "arrow_sync", "Ctrl+Shift+S"),
    ("cancelFullSync", "Cancel Full Data Sync…", "arrow_sync_off", "Ctrl+Shift+X"),
    ("", "", "", ""),
    ("disableJob", "Disable Job", "subtract_circle", "Ctrl+E"),
    ("stopJob", "Stop", "stop", "Ctrl+."),
    ("retryFailed", "Retry Failed Records", "arrow_repeat_all", "Ctrl+T"),
    ("", "", "", ""),
    ("properties", "Properties…", "options", "Alt+Return"),
)


class JobMenu(QObject):
    """The menu `jobMenu` and its actions; `jobs` says which are picked when an action is triggered."""

    def __init__(
        self, host: QWidget, *, theme: Theme, jobs: Callable[[], Sequence[JobRow]], act: Callable[[str], None]
    ) -> None:
        super().__init__(host)
        self._jobs, self._act = jobs, act
        self.menu = QMenu(host)
        self.menu.setObjectName("jobMenu")
        self.menu.setAccessibleName(tr("Actions of the picked jobs"))
        self.menu.setToolTipsVisible(True)
        self._actions: dict[str, QAction] = {}
        for name, title, icon, keys in _ACTIONS:
            if name:
                self._actions[name] = self._make(name, title=tr(title), icon=icon, keys=keys, host=host, theme=theme)
            else:
                self.menu.addSeparator()
        self.menu.aboutToShow.connect(self.refresh)

    def action(self, name: str) -> QAction:
        """One of the actions by its object name."""
        return self._actions[name]

    def refresh(self) -> None:
        """Let the actions say what they would do to the picked jobs."""
        jobs = self._jobs()
        one = len(jobs) == 1
        enabled = [job for job in jobs if job.enabled]
        self._actions["disableJob"].setText(tr("Disable Job") if enabled or not jobs else tr("Enable Job"))
        self._set("runNow", on=bool(jobs), why=tr("Pick a job first"))
        self._set("disableJob", on=bool(jobs), why=tr("Pick a job first"))
        self._set("requestFullSync", on=one, why=tr("Pick one job: a full data sync belongs to a job and a company"))
        synced = one and bool(jobs[0].full_sync)
        self._set("cancelFullSync", on=synced, why=tr("No full data sync of this job is requested or running"))
        self._set("stopJob", on=any(job.status in _LIVE for job in jobs), why=tr("Nothing is running"))
        self._set("retryFailed", on=any(job.open_failures for job in jobs), why=tr("No failed records are open"))
        self._set("properties", on=one, why=tr("Pick one job"))

    def _make(self, name: str, *, title: str, icon: str, keys: str, host: QWidget, theme: Theme) -> QAction:
        action = QAction(title, self.menu)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: self._act(name))
        theme.dress(action, icon)
        self.menu.addAction(action)
        host.addAction(action)
        return action

    def _set(self, name: str, *, on: bool, why: str) -> None:
        action = self._actions[name]
        action.setEnabled(on)
        action.setToolTip("" if on else why)
