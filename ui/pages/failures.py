"""Failed records of an agent by cause: the causes above, the records of the picked one below, the row at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.model.agent import AgentRow
from app.model.event import RunChanged
from app.model.failure import FailedRecord, FailureId
from app.model.job import JobNumber, JobRow
from ui import words
from ui.desk import Desk
from ui.models.causes import Cause, causes, causes_model
from ui.models.failures import failures_model
from ui.models.trail import Stop, number_of
from ui.pages.job_deeds import JobDeeds
from ui.panels.failure_detail import FailureDetail
from ui.widgets import parts
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.search import search_box
from ui.widgets.table import RowsView
from ui.words import tr

_RECORD_SHOWN, _TRAIL_SHOWN = (780, 340), (460, 660)  # records, and the picked one


class FailuresPage(QWidget):
    """Retries the picked records, the picked cause or everything; goes to the run that saw a record first."""

    open_log = Signal(int)
    open_job = Signal(int)
    trace_asked = Signal(str)  # the number of a document, or nothing

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._agent = ""
        self._names: dict[JobNumber, str] = {}
        self._jobs: Mapping[JobNumber, JobRow] = {}
        self.causes = causes_model(clock=desk.clock, names=lambda: self._names, parent=self)
        self.records = failures_model(clock=desk.clock, parent=self)
        self.causes_view = RowsView(self.causes, theme=desk.theme, name="causesTable", title=tr("Causes"))
        self.records_view = RowsView(self.records, theme=desk.theme, name="causeRecords", title=tr("Records"))
        self._record = FailureDetail(desk)
        self._deeds = JobDeeds(desk, window=self, agent=lambda: self._agent)
        self._picked = parts.heading("")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._full())
        self._stack.addWidget(self._nothing())
        self._connect()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self.read)

    def show_agent(self, agent: AgentRow) -> None:
        """Show the failed records of this agent."""
        if str(agent.name) != self._agent:
            self._agent = str(agent.name)
            self.read()

    def show_jobs(self, jobs: Mapping[JobNumber, JobRow]) -> None:
        """Know the jobs by name; read again when their open failures changed."""
        before = sum(row.open_failures for row in self._jobs.values())
        self._jobs = jobs
        self._names = {number: row.name for number, row in jobs.items()}
        if before != sum(row.open_failures for row in jobs.values()):
            self.read()

    def read(self) -> None:
        """Read the failed records again."""
        if self._agent:
            self._desk.work.start(self._read(self._agent), owner=self)

    def pick(self, failure: FailureId) -> None:
        """Go to this record, if it still fails."""
        cause = next((one for one in self.causes.every() if any(each.id == failure for each in one.failures)), None)
        if cause:
            self.causes_view.select(cause.fingerprint)
            self.records_view.select(failure)

    async def _read(self, agent: str) -> None:
        found = await self._desk.work.call(self._desk.console.failures.page, agent=agent)
        groups = await self._desk.work.call(causes, found)
        if agent != self._agent:
            return
        self.causes.replace(groups)
        self._stack.setCurrentIndex(0 if groups else 1)
        told = words.counted(len(groups), one="cause", many="causes")
        self.head.say(f"{words.counted(len(found), one='record', many='records')}, {told}")
        if groups and self.causes_view.current() is None:
            self.causes_view.select(self.causes.key_at(0))
        self._on_cause(self.causes_view.current())

    def _full(self) -> QWidget:
        theme = self._desk.theme
        page = QWidget()
        search = search_box(page, theme=theme, name="failuresFilter", hint=tr("Filter by key, field, reason"))
        search.textChanged.connect(self.causes.search)
        everything = parts.button(
            tr("Retry all"), theme=theme, name="retryAllButton", icon="arrow_repeat_all", act=self._retry_all
        )
        group = parts.button(
            tr("Retry this cause"), theme=theme, name="retryCauseButton", kind="primary", act=self._retry_cause
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.causes_view)
        split.addWidget(self._below())
        split.setSizes([300, 420])
        split.setChildrenCollapsible(False)
        self.head = ListHead(tr("Failed records"), search, everything, group)
        list_page(page, self.head, split)
        return page

    def _below(self) -> QWidget:
        theme = self._desk.theme
        below = QWidget()
        one = parts.button(
            tr("Retry picked"),
            theme=theme,
            name="retryPickedButton",
            icon="arrow_repeat_all",
            kind="quiet",
            act=self._retry_picked,
        )
        log = parts.button(
            tr("Log of the run"), theme=theme, icon="text_bullet_list_square", kind="quiet", act=self._open_log
        )
        job = parts.button(
            tr("Go to the job"), theme=theme, icon="task_list_square_ltr", kind="quiet", act=self._open_job
        )
        trace = parts.button(
            tr("Trace document…"),
            theme=theme,
            name="traceButton",
            icon="document_search",
            kind="quiet",
            tip=tr("From ARM through its transactions to Kinetic, and back (Ctrl+D)"),
            act=self._ask_to_trace,
        )
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.setSpacing(8)
        self._picked.setWordWrap(True)  # reasons are sentences
        head = parts.row(self._picked, one, trace, log, job)
        head.setStretch(0, 1)
        inside.addLayout(head)
        inside.addWidget(self._beside(), 1)
        return below

    def _beside(self) -> QWidget:
        """The records, and the picked one at their right."""
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.records_view)
        split.addWidget(self._record)
        split.setSizes(_RECORD_SHOWN)
        split.setChildrenCollapsible(False)
        self._record.trail_shown.connect(lambda yes: split.setSizes(_TRAIL_SHOWN if yes else _RECORD_SHOWN))
        return split

    def _nothing(self) -> QWidget:
        return parts.EmptyState(
            theme=self._desk.theme,
            icon="checkmark_circle",
            head=tr("No failed records"),
            text=tr(
                "Every record that was read is in ARM. A record that cannot be brought over appears here with its "
                "reason, and goes by itself when a later run succeeds."
            ),
        )

    def _connect(self) -> None:
        self.causes_view.picked.connect(self._on_cause)
        self.records_view.picked.connect(self._record.show_failure)
        self.records_view.opened.connect(lambda _row: self._open_log())
        self._record.followed.connect(self._on_followed)
        self._deeds.done.connect(self.read)
        self._desk.bridge.runs_changed.connect(self._on_runs_changed)

    def _on_cause(self, cause: Cause | None) -> None:
        self.records.replace(cause.failures if cause else ())
        self._picked.setText(cause.reason if cause else "")
        if cause and self.records_view.current() is None:
            self.records_view.select(self.records.key_at(0))
        if not cause:
            self._record.show_failure(None)

    def _retry_all(self) -> None:
        numbers = {failure.job for cause in self.causes.every() for failure in cause.failures}
        self._desk.work.start(self._deeds.retry(self._rows(numbers)), owner=self)

    def _retry_cause(self) -> None:
        cause: Cause | None = self.causes_view.current()
        self._retry(cause.failures if cause else ())

    def _retry_picked(self) -> None:
        self._retry(self.records_view.selected())

    def _retry(self, failures: Sequence[FailedRecord]) -> None:
        """Try these and no others; they are of one cause, and so of one job."""
        records = [failure.id for failure in failures]
        jobs = self._rows({failure.job for failure in failures})
        self._desk.work.start(self._deeds.retry(jobs, records=records), owner=self)

    def _rows(self, numbers: Iterable[JobNumber]) -> list[JobRow]:
        return [self._jobs[number] for number in sorted(numbers) if number in self._jobs]

    def _open_log(self) -> None:
        failure: FailedRecord | None = self.records_view.current()
        if failure:
            self.open_log.emit(failure.run)

    def _open_job(self) -> None:
        failure: FailedRecord | None = self.records_view.current()
        if failure:
            self.open_job.emit(failure.job)

    def _ask_to_trace(self) -> None:
        failure: FailedRecord | None = self.records_view.current()
        self.trace_asked.emit(number_of(failure) if failure else "")

    def _on_followed(self, stop: Stop) -> None:
        """A transaction leads to the log of its run, a number to every document that it may mean."""
        if stop.run:
            self.open_log.emit(stop.run)
        elif stop.word:
            self.trace_asked.emit(stop.word)

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        if any(one.run.ended for one in news) and not self._soon.isActive():
            self._soon.start()
