"""Failed records of the picked job, with the row as read and the field at fault marked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.model.event import RunChanged
from app.model.failure import FailedRecord
from app.model.job import JobNumber
from app.model.run import RunStatus
from ui import words
from ui.desk import Desk
from ui.models.failures import failures_model
from ui.panels.subject import Subject
from ui.widgets import parts
from ui.widgets.record import RecordView
from ui.widgets.table import RowsView
from ui.words import tr

_ENDED = (RunStatus.SUCCEEDED, RunStatus.WARNING, RunStatus.FAILED, RunStatus.STOPPED)


class FailuresPanel(QWidget):
    """The records on the left, the picked one as read on the right."""

    retry = Signal(list)  # job numbers
    open_page = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._subject = Subject(agent="")
        self._names: Mapping[JobNumber, str] = {}
        self.model = failures_model(clock=desk.clock, names=lambda: self._names, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="failuresTable", title=tr("Failed records"))
        self._record = RecordView(theme=desk.theme)
        self.view.picked.connect(self._record.show_failure)
        self._head = parts.muted()
        self._retry = parts.button(
            tr("Retry failed records"), theme=desk.theme, icon="arrow_repeat_all", kind="quiet", act=self._on_retry
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self._record)
        split.setSizes([800, 340])
        split.setChildrenCollapsible(False)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 8, 24, 8)
        inside.setSpacing(4)
        every = parts.button(
            tr("All failed records"), theme=desk.theme, icon="document_error", kind="quiet", act=self.open_page.emit
        )
        inside.addLayout(parts.row(self._head, None, every, self._retry))
        inside.addWidget(split, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self._reload)
        desk.bridge.runs_changed.connect(self._on_runs_changed)

    def show_subject(self, subject: Subject) -> None:
        """Show another job's failed records."""
        same = subject.agent == self._subject.agent and subject.number == self._subject.number
        counts = _open(subject) != _open(self._subject)
        self._subject = subject
        self._names = {number: row.name for number, row in subject.jobs.items()}
        self.view.show_or_hide("job", shown=subject.job is None)
        if not same or counts:
            self._reload()

    def _reload(self) -> None:
        if self._subject.agent:
            self._desk.work.start(self._load(self._subject), owner=self)

    async def _load(self, subject: Subject) -> None:
        found = await self._desk.work.call(self._desk.console.failures.page, agent=subject.agent, job=subject.number)
        if subject.number == self._subject.number and subject.agent == self._subject.agent:
            self._say(found)

    def _say(self, found: tuple[FailedRecord, ...]) -> None:
        self.model.replace(found)
        self._retry.setVisible(bool(found))
        if found:
            self._head.setText(
                words.counted(len(found), one="record could not", many="records could not")
                + f" {tr('be brought over and are kept here until they can.')}"
            )
        else:
            self._head.setText(tr("No failed records. Every record read is in ARM."))
        if self.view.current() is None:
            self._record.show_failure(None)

    def _on_retry(self) -> None:
        self.retry.emit(sorted({failure.job for failure in self.model.every()}))

    def _on_runs_changed(self, news: list[RunChanged]) -> None:
        ended = any(one.run.status in _ENDED and one.run.agent == self._subject.agent for one in news)
        if ended and not self._soon.isActive():
            self._soon.start()


def _open(subject: Subject) -> int:
    return subject.job.open_failures if subject.job else sum(row.open_failures for row in subject.jobs.values())
