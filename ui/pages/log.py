"""The log of all jobs merged by time: filters, next and previous trouble, time between two lines, live with pause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.model.agent import AgentRow
from app.model.event import RunChanged
from app.model.job import JobNumber, JobRow
from app.model.run import LogLine, Run, RunId
from ui import words
from ui.desk import Desk
from ui.models.log import LogFilter, LogModel
from ui.pages.log_reading import Numbered, newest
from ui.widgets import parts
from ui.widgets.choice_box import choices
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.log_view import LogView
from ui.widgets.search import search_box
from ui.words import tr

_LINES = 10_000
_TYPING_MS = 150


class LogPage(QWidget):
    """While paused, new lines are kept aside and come when the reader goes on: none is lost."""

    open_run = Signal(int)
    open_job = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._agent = ""
        self._names: dict[JobNumber, str] = {}
        self._runs: dict[RunId, Run] = {}
        self._aside: list[LogLine] = []
        self.model = LogModel(parent=self)
        self.view = LogView(self.model, theme=desk.theme, name="logView", title=tr("Log of all jobs"))
        self._foot = parts.muted()
        self.level = choices(tr("Least level"), _levels(), name="levelBox")
        self.pause = parts.button(tr("Pause"), theme=desk.theme, name="pauseLogButton", icon="pause", act=self._toggle)
        self._search = search_box(self, theme=desk.theme, name="logFilter", hint=tr("Filter lines"), width=260)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._older = parts.button(
            tr("Load older lines"), theme=desk.theme, name="olderLinesButton", kind="quiet", act=self._on_older
        )
        self._older.setVisible(False)
        self._oldest: int | None = None  # number of the oldest line loaded, if there may be older ones
        self._whole = False  # whether every line there is has been loaded
        self._lay_out()
        self._connect()

    def show_agent(self, agent: AgentRow) -> None:
        """Show the log of this agent."""
        if str(agent.name) != self._agent:
            self._agent = str(agent.name)
            self.show_run(None)

    def show_jobs(self, jobs: Mapping[JobNumber, JobRow]) -> None:
        """Know the jobs by name."""
        self._names = {number: row.name for number, row in jobs.items()}

    def show_run(self, run: int | None) -> None:
        """Load the newest lines of every run, and go to the first line of `run` if one is named."""
        self._desk.work.start(self._load(self._agent, run=run), owner=self)

    @property
    def paused(self) -> bool:
        """Whether new lines wait aside."""
        return self.pause.text() != tr("Pause")

    async def _load(self, agent: str, *, run: int | None) -> None:
        wanted, shown = self._filter(), False
        async for found, done in newest(self._desk, agent=agent, wanted=wanted, most=_LINES):
            if agent != self._agent or wanted != self._filter():
                return
            if done or (found and not shown):
                shown = True
                await self._show_found(found, agent=agent, wanted=wanted, run=run if done else None)
                self._whole = done and wanted.everything and len(found) < _LINES
                self._oldest = found[0][0] if len(found) >= _LINES else None
                self._older.setVisible(self._oldest is not None)

    async def _show_found(self, found: Sequence[Numbered], *, agent: str, wanted: LogFilter, run: int | None) -> None:
        runs, call = self._desk.console.runs, self._desk.work.call
        lines = [line for _, line in found]
        if run is not None and run not in {line.run for line in lines}:
            lines += await call(runs.log, run)
        known = await call(runs.some, sorted({line.run for line in lines}))
        if agent != self._agent or wanted != self._filter():
            return
        self.model.clear()
        self._know(list(known))
        self._show(lines)
        if run is not None:
            self._go_to_run(run)

    async def _load_older(self, agent: str, *, before: int) -> None:
        runs, call = self._desk.console.runs, self._desk.work.call
        wanted = self._filter()
        found = await call(runs.lines, agent=agent, level=wanted.level, text=wanted.text, limit=_LINES, before=before)
        known = await call(runs.some, sorted({line.run for _, line in found}))
        if agent == self._agent and before == self._oldest and wanted == self._filter():
            self._oldest = found[0][0] if len(found) == _LINES else None
            self._know(list(known))
            kept = self.model.every()
            self.model.clear()
            self._show([*(line for _, line in found), *kept])
            self._older.setVisible(self._oldest is not None)

    def _show(self, lines: list[LogLine]) -> None:
        self.model.append(sorted(lines, key=lambda line: line.at))
        self._say()

    def _filter(self) -> LogFilter:
        return LogFilter(level=self.level.currentData(), text=self._search.text())

    def _go_to_run(self, run: int) -> None:
        place = next((row for row in range(self.model.rowCount()) if self.model.line_at(row).run == run), None)
        if place is None:
            self._desk.notices.tell(f"{tr('Run')} {run} {tr('has logged no line that is shown.')}", brief=True)
        else:
            self.view.go_to(place)
            self.view.setFocus()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        back = parts.icon_button(
            tr("Previous warning or error (Shift+F8)"),
            theme=theme,
            icon="chevron_up",
            name="previousTrouble",
            act=lambda: self.go_to_trouble(-1),
        )
        on = parts.icon_button(
            tr("Next warning or error (F8)"),
            theme=theme,
            icon="chevron_down",
            name="nextTrouble",
            act=lambda: self.go_to_trouble(1),
        )
        self.head = ListHead(tr("Log"), self.level, back, on, self._search, self.pause)
        run = parts.button(tr("Go to the run"), theme=theme, icon="history", kind="quiet", act=self._open_run)
        job = parts.button(
            tr("Go to the job"), theme=theme, icon="task_list_square_ltr", kind="quiet", act=self._open_job
        )
        list_page(self, self.head, self.view, parts.row(self._foot, None, self._older, run, job))

    def _connect(self) -> None:
        self._search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_filter)
        self.level.currentIndexChanged.connect(self._on_filter)
        self.model.filtered.connect(self._say)
        self.view.picked.connect(self._on_picked)
        self._desk.bridge.lines_logged.connect(self._on_lines)
        self._desk.bridge.runs_changed.connect(self._on_runs_changed)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.go_to_trouble(step))

    def go_to_trouble(self, step: int) -> None:
        """Go to the next (1) or previous (-1) warning or error."""
        index = self.view.currentIndex()
        start = index.row() if index.isValid() else (-1 if step > 0 else self.model.rowCount())
        place = self.model.next_trouble(start, step=step)
        if place is None:
            self._foot.setText(tr("No further warning or error in this direction."))
        else:
            self.view.go_to(place)

    def _toggle(self) -> None:
        parts.rename(self.pause, tr("Pause") if self.paused else tr("Go on"))
        self._desk.theme.dress(self.pause, "play" if self.paused else "pause")
        if not self.paused:
            self.model.append(self._aside)
            self._aside = []
        self._say()

    def _say(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        some = f"{words.number(shown)} {tr('of')} " if shown < total else ""
        aside = f", {words.number(len(self._aside))} {tr('waiting')}" if self._aside else ""
        self.head.say(f"{some}{words.counted(total, one='line', many='lines')}{aside}")

    def _know(self, runs: list[Run]) -> None:
        self._runs |= {run.id: run for run in runs}
        self.model.name_runs({run.id: f"{run.id} · {run.job} {self._names.get(run.job, '')}".strip() for run in runs})

    def _on_filter(self) -> None:
        self.model.filter_by(self._filter())
        if not self._whole:  # what is not loaded may pass too
            self._desk.work.start(self._load(self._agent, run=None), owner=self)

    def _on_older(self) -> None:
        if self._oldest is not None:
            self._desk.work.start(self._load_older(self._agent, before=self._oldest), owner=self)

    def _on_picked(self) -> None:
        rows = self.view.selectionModel().selectedRows()
        if len(rows) < 2:
            self._foot.setText("")
            return
        lines = [self.model.line_at(row.row()) for row in rows]
        span = max(line.at for line in lines) - min(line.at for line in lines)
        between = f"{span.total_seconds():,.3f} {tr('s between the first and the last')}"
        self._foot.setText(f"{words.counted(len(rows), one='line', many='lines')} {tr('picked')}: {between}")

    def _on_lines(self, lines: list[LogLine]) -> None:
        if self.paused:
            self._aside += lines
        else:
            self.model.append(lines)
        self._say()

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        self._know([one.run for one in news])

    def _picked_run(self) -> Run | None:
        lines = self.view.selected()
        return self._runs.get(lines[-1].run) if lines else None

    def _open_run(self) -> None:
        run = self._picked_run()
        if run:
            self.open_run.emit(run.id)

    def _open_job(self) -> None:
        run = self._picked_run()
        if run:
            self.open_job.emit(run.job)


def _levels() -> dict[str, str]:
    return {tr("All levels"): "info", tr("Warnings and errors"): "warning", tr("Errors only"): "error"}
