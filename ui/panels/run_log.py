"""The live log of the picked job's newest run, or of every run of the agent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.model.event import RunChanged
from app.model.run import LogLine, Run, RunId, RunStatus
from ui import messages
from ui.desk import Desk
from ui.models.log import LogModel
from ui.panels.subject import Subject
from ui.theme.statuses import sign_of
from ui.widgets import parts
from ui.widgets.log_view import LogView
from ui.words import tr

_RUNS = 8  # newest runs whose logs are shown together
_KEPT = 100_000


class RunLogPanel(QWidget):
    """Loads the newest runs' logs once and then lives from the feed."""

    open_log = Signal(int)  # show this run in the log viewer

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._subject = Subject(agent="")
        self._runs: set[RunId] = set()
        self.model = LogModel(capacity=_KEPT, parent=self)
        self.view = LogView(self.model, theme=desk.theme, name="runLog", title=tr("Run log"))
        self._head = parts.muted()
        self._follow = QCheckBox(tr("Follow"))
        self._follow.setAccessibleName(tr("Follow the newest line"))
        self._follow.setChecked(True)
        self._follow.toggled.connect(self.view.follow)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 8, 24, 8)
        inside.setSpacing(4)
        inside.addLayout(parts.row(self._head, None, self._follow))
        inside.addWidget(self.view, 1)
        desk.bridge.runs_changed.connect(self._on_runs_changed)
        desk.bridge.lines_logged.connect(self._on_lines_logged)

    def show_subject(self, subject: Subject) -> None:
        """Show another job's log."""
        same = subject.agent == self._subject.agent and subject.number == self._subject.number
        self._subject = subject
        if not same:
            self._desk.work.start(self._load(subject), owner=self)

    async def _load(self, subject: Subject) -> None:
        self._runs = set()
        self.model.clear()
        runs = await self._desk.work.call(
            self._desk.console.runs.page, agent=subject.agent, job=subject.number, limit=_RUNS
        )
        lines: list[LogLine] = []
        for run in runs:
            lines += await self._desk.work.call(self._desk.console.runs.log, run.id)
        if subject is self._subject or subject.number == self._subject.number:
            self._runs = {run.id for run in runs}
            self._name(runs)
            self.model.append(sorted(lines, key=lambda line: line.at))
            self._say(runs)

    def _say(self, runs: tuple[Run, ...]) -> None:
        if not runs:
            self._head.setText(tr("Not run yet. The log appears here while the job runs."))
            return
        newest = runs[0]
        head = f"{tr('Run')} {newest.id} · {sign_of(newest.status).word}"
        self._head.setText(f"{head} · {newest.message}" if newest.message else head)

    def _name(self, runs: tuple[Run, ...]) -> None:
        self.model.name_runs({run.id: f"{run.id} · {self._subject.name_of(run.job)}" for run in runs})

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        mine = tuple(one.run for one in news if self._is_mine(one.run))
        if mine:
            self._runs |= {run.id for run in mine}
            self._name(mine)
            newest = max((one for one in news if self._is_mine(one.run)), key=lambda one: one.run.id)
            if newest.run.status is RunStatus.RUNNING:
                self._head.setText(messages.progress(newest, now=self._desk.clock()))
                self._head.setToolTip(tr("The engine works in its own process: it is safe to close the window."))
            else:
                self._say((newest.run,))

    def _is_mine(self, run: Run) -> bool:
        return run.agent == self._subject.agent and self._subject.number in (None, run.job)

    def _on_lines_logged(self, lines: list[LogLine]) -> None:
        self.model.append([line for line in lines if line.run in self._runs])
