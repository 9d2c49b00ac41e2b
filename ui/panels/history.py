"""The runs of the picked job with a chart of how long they took, paged from the store."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.event import RunChanged
from app.model.run import Run
from ui import words
from ui.desk import Desk
from ui.models.runs import runs_model
from ui.panels.subject import Subject
from ui.widgets import parts
from ui.widgets.durations import DurationBars
from ui.widgets.table import RowsView
from ui.words import tr

_PAGE = 200


class HistoryPanel(QWidget):
    """Newest runs first; says how many there are and loads more on request."""

    open_log = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._subject = Subject(agent="")
        self._names = {}
        self.model = runs_model(clock=desk.clock, names=lambda: self._names, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="historyTable", title=tr("History of runs"))
        self.view.opened.connect(lambda run: self.open_log.emit(run.id))
        self._bars = DurationBars(theme=desk.theme)
        self._bars.picked.connect(self.view.select)
        self._head = parts.muted()
        self._more = parts.button(tr("Load more"), theme=desk.theme, kind="quiet", act=self._load_more)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 8, 24, 8)
        inside.setSpacing(4)
        inside.addWidget(self._bars)
        inside.addWidget(self.view, 1)
        inside.addLayout(parts.row(self._head, None, self._more))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(500)
        self._soon.timeout.connect(self._reload)
        desk.bridge.runs_changed.connect(self._on_runs_changed)

    def show_subject(self, subject: Subject) -> None:
        """Show another job's history."""
        same = subject.agent == self._subject.agent and subject.number == self._subject.number
        self._subject = subject
        self._names = {number: row.name for number, row in subject.jobs.items()}
        self.view.show_or_hide("job", shown=subject.job is None)
        if not same:
            self.model.replace(())
            self._reload()

    def _reload(self) -> None:
        if self._subject.agent:
            self._desk.work.start(self._load(self._subject, before=None), owner=self)

    def _load_more(self) -> None:
        oldest = min((run.id for run in self.model.every()), default=None)
        self._desk.work.start(self._load(self._subject, before=oldest), owner=self)

    async def _load(self, subject: Subject, *, before: int | None) -> None:
        runs, call = self._desk.console.runs, self._desk.work.call
        page = await call(runs.page, agent=subject.agent, job=subject.number, limit=_PAGE, before=before)
        total = await call(runs.count, agent=subject.agent, job=subject.number)
        if subject.number == self._subject.number and subject.agent == self._subject.agent:
            self.model.change(page)
            self._say(total)

    def _say(self, total: int) -> None:
        shown = self.model.rowCount()
        self._bars.show_runs(sorted(self.model.every(), key=lambda run: -run.id))
        self._more.setVisible(shown < total)
        if not total:
            self._head.setText(tr("No runs yet."))
        elif shown < total:
            self._head.setText(f"{tr('Showing the newest')} {words.number(shown)} {tr('of')} {words.number(total)}")
        else:
            self._head.setText(words.counted(total, one="run", many="runs"))

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        mine = [one.run for one in news if self._is_mine(one.run)]
        if mine and not self._soon.isActive():
            self._soon.start()

    def _is_mine(self, run: Run) -> bool:
        return run.agent == self._subject.agent and self._subject.number in (None, run.job)
