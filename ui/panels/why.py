"""Why the picked job does not run now, and what was decided at its past due times."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.model.decision import Decision
from app.model.errors import TielineError
from app.model.job import JobRow
from app.model.reason import Reason, ReasonCode
from ui import messages, words
from ui.desk import Desk
from ui.models.decisions import decisions_model
from ui.panels.subject import Subject
from ui.theme.tokens import ICON
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr

_AT_THE_AGENT = {
    ReasonCode.AGENT_DISABLED,
    ReasonCode.AGENT_PAUSED,
    ReasonCode.AGENT_DRAINING,
    ReasonCode.NO_COMPANY,
    ReasonCode.NO_PROCESS,
    ReasonCode.INSTANCE_NOT_RUNNING,
    ReasonCode.INTERCOMPANY_GL_ACTIVE,
    ReasonCode.INVOICED_RECEIPT_SYNC_OFF,
}


class WhyPanel(QWidget):
    """Left: every unmet condition now. Right: a record for each past due time."""

    picked = Signal(int)  # go to this job
    open_page = Signal(str)  # go to this place

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("why")
        self._desk = desk
        self._subject = Subject(agent="")
        self._filled: tuple[Reason, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 12, 0)
        self._cards.setSpacing(8)
        self._cards.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._cards)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleName(tr("Reasons why the job does not run now"))
        self.model = decisions_model(clock=desk.clock, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="decisionsTable", title=tr("Past due times"))
        left = QVBoxLayout()
        self._head = parts.heading("")
        self._head.setWordWrap(True)
        left.addWidget(self._head)
        left.addWidget(area, 1)
        right = QVBoxLayout()
        right.addWidget(parts.heading(tr("Why not then? Each due time and what was decided")))
        right.addWidget(self.view, 1)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(24, 12, 24, 8)
        inside.setSpacing(24)
        inside.addLayout(left, 1)
        inside.addLayout(right, 1)

    def show_subject(self, subject: Subject) -> None:
        """Explain another job; asked again at each refresh, since conditions change."""
        self._subject = subject
        if subject.job is None:
            self._head.setText(tr("Pick a job to see what holds it back."))
            self._fill(())
            self.model.replace(())
        elif self.isVisible():
            self._desk.work.start(self._load(subject), owner=self)

    async def _load(self, subject: Subject) -> None:
        if subject.number is None:
            return
        jobs, call = self._desk.console.jobs, self._desk.work.call
        try:
            reasons = await call(jobs.why, subject.number, agent=subject.agent)
            decisions = await call(jobs.decisions, subject.number, agent=subject.agent)
        except TielineError as error:
            self._head.setText(messages.refusal(error))
            return
        if subject.number == self._subject.number:
            self._say(reasons, decisions=decisions)

    def _say(self, reasons: Sequence[Reason], *, decisions: Sequence[Decision]) -> None:
        name = messages.named(self._subject.job) if self._subject.job else ""
        if reasons:
            count = words.counted(len(reasons), one="reason", many="reasons")
            self._head.setText(f"{name} {tr('does not run now')}: {count}")
        else:
            self._head.setText(f"{name} {tr('is running or about to run. Nothing holds it back.')}")
        self._fill(reasons)
        self.model.replace(decisions)

    def _fill(self, reasons: Sequence[Reason]) -> None:
        if tuple(reasons) == self._filled:
            return  # built anew they would lose the focus
        self._filled = tuple(reasons)
        while self._cards.count() > 1:
            item = self._cards.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.deleteLater()
        for place, reason in enumerate(reasons):
            self._cards.insertWidget(place, self._card(reason))

    def _card(self, reason: Reason) -> QFrame:
        frame, inside = parts.card(spacing=4)
        sign = QLabel()
        sign.setPixmap(self._desk.theme.icon("hourglass", tint="warning").pixmap(QSize(ICON, ICON)))
        text = QLabel(reason.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        top = parts.row(sign)
        top.addWidget(text, 1)
        go = self._way(reason)
        if go:
            top.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(top)
        inside.addWidget(parts.muted(reason.clears, wrap=True))
        facts = [reason.company or ""]
        if reason.since:
            facts.append(f"{tr('since')} {words.day_and_time(reason.since, now=self._desk.clock())}")
        told = " · ".join(fact for fact in facts if fact)
        if told:
            inside.addWidget(parts.muted(told, role="faint"))
        frame.setAccessibleName(f"{reason.text} {reason.clears}")
        return frame

    def _way(self, reason: Reason) -> QPushButton | None:
        """A button that leads to where the reason is cleared, if that is a place in this window."""
        theme = self._desk.theme
        if reason.code in _AT_THE_AGENT:
            return parts.button(
                tr("Go to the agent"),
                theme=theme,
                icon="server",
                kind="quiet",
                act=lambda: self.open_page.emit("agents"),
            )
        named = [job for job in self._subject.jobs.values() if messages.named(job) in reason.text]
        other = max((job for job in named if job.number != self._subject.number), key=_length, default=None)
        if other is None:
            return None
        number = other.number
        return parts.button(
            words.phrase("Go to {job}", job=messages.named(other)),
            theme=theme,
            icon="task_list_square_ltr",
            kind="quiet",
            act=lambda: self.picked.emit(number),
        )


def _length(job: JobRow) -> int:
    return len(messages.named(job))
