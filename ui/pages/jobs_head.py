"""Above the grid: the agent, the filter box, the status chips, and the banner while the agent is paused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.model.agent import AgentRow
from app.model.job import JobStatus
from ui.desk import Desk
from ui.models.agents import explained
from ui.models.jobs import GridRow, JobsModel
from ui.theme.statuses import sign_of
from ui.theme.theme import set_kind
from ui.widgets import parts
from ui.widgets.chips import Chip, Chips
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.saved_views import ChipFilter, SavedViews, TextFilter
from ui.widgets.table import RowsView
from ui.words import tr

_ORDER = (
    JobStatus.FAILED,
    JobStatus.WARNING,
    JobStatus.STOPPED,
    JobStatus.RUNNING,
    JobStatus.STOPPING,
    JobStatus.QUEUED,
    JobStatus.WAITING,
    JobStatus.SCHEDULED,
    JobStatus.SUCCEEDED,
    JobStatus.DISABLED,
)


class JobsHead(QWidget):
    """Filters the model it was given; says who paused the agent and offers to resume."""

    resume_asked = Signal(str)
    agent_picked = Signal(str)

    def __init__(self, desk: Desk, *, model: JobsModel, view: RowsView, run: QAction) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self._agent: AgentRow | None = None
        self._count = parts.muted()
        self.agents = _agent_box()
        self.agents.activated.connect(lambda _place: self.agent_picked.emit(self.agents.currentText()))
        self.filter = _filter_box(self, desk=desk)
        self.filter.textChanged.connect(self._on_text)
        self.chips = Chips(theme=desk.theme)
        self.chips.picked.connect(self._on_chip)
        self._pause = _Banner(desk)
        self._pause.resume.connect(lambda: self.resume_asked.emit(str(self._agent.name) if self._agent else ""))
        filters = {"text": TextFilter(box=self.filter), "status": ChipFilter(chips=self.chips)}
        first = {needs_first(): {"table": {"sort": "status"}}}
        self.views = SavedViews(view, filters=filters, theme=desk.theme, ready_made=first)
        self._lay_out(run)

    def _lay_out(self, run: QAction) -> None:
        run_button = parts.button(
            tr("Run Now"), theme=self._desk.theme, name="runNowButton", icon="play", kind="primary", act=run.trigger
        )
        run.changed.connect(lambda: run_button.setEnabled(run.isEnabled()))
        run_button.setEnabled(run.isEnabled())
        run_button.setToolTip(f"{tr('Run the picked jobs now')} ({run.shortcut().toString()})")
        tools = (self.views, self.filter, run_button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(parts.row(parts.title(tr("Jobs")), 4, self.agents, 4, self._count, None, *tools))
        inside.addWidget(self._pause)
        inside.addWidget(self.chips)

    def show_agents(self, names: Sequence[str]) -> None:
        """Offer these agents."""
        if [self.agents.itemText(place) for place in range(self.agents.count())] != list(names):
            self.agents.clear()
            self.agents.addItems(list(names))
        self.agents.setVisible(len(names) > 1)
        self._select_agent()

    def show_agent(self, agent: AgentRow) -> None:
        """Show the agent's name and, while it does not work, why."""
        self._agent = agent
        self._select_agent()
        self._pause.show_agent(agent)

    def show_everything(self) -> None:
        """Take all filters away."""
        self.filter.clear()
        if self.chips.current:
            self.chips.pick("")

    def count(self, rows: Sequence[GridRow]) -> None:
        """Show how many jobs are in each status."""
        found = Counter(row.job.status for row in rows)
        chips = [Chip(key="", title=tr("All"), count=len(rows))]
        for status in _ORDER:
            sign = sign_of(status)
            chips.append(Chip(key=status.value, title=sign.word, count=found[status], icon=sign.icon, tone=sign.tone))
        self.chips.show_chips(chips)
        self._say()

    def _select_agent(self) -> None:
        if self._agent:
            self.agents.setCurrentText(str(self._agent.name))

    def _say(self) -> None:
        shown, every = self._model.rowCount(), len(self._model.every())
        who = str(self._agent.name) if self._agent and not self.agents.isVisible() else ""
        many = f"{shown} {tr('of')} {every}" if shown < every else f"{every}"
        self._count.setText(f"{who}  ·  {many}" if who else many)

    def _on_text(self, text: str) -> None:
        self._model.search(text)
        self._say()

    def _on_chip(self, key: str) -> None:
        self._model.accept((lambda row: row.job.status.value == key) if key else None)
        self._say()


def needs_first() -> str:
    """The name of the ready-made view that puts failed jobs on top; operators begin with it."""
    return tr("What needs a look first")


class _Banner(QFrame):
    """Stands above the grid while the agent is paused, drains or has no process."""

    resume = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("agentBanner")
        self._desk = desk
        set_kind(self, "kind", value="notice")
        set_kind(self, "tone", value="warning")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._act = parts.button(tr("Resume"), theme=desk.theme, name="resumeButton", icon="play", act=self.resume.emit)
        inside = parts.row(spacing=12)
        inside.setContentsMargins(12, 8, 8, 8)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._act)
        self.setLayout(inside)
        self.setVisible(False)

    def show_agent(self, agent: AgentRow) -> None:
        """Say who paused it, when and why."""
        self.setVisible(agent.pause is not None)
        self._text.setText(explained(agent, now=self._desk.clock()))


def _agent_box() -> QComboBox:
    box = ChoiceBox()
    box.setObjectName("agentBox")
    box.setAccessibleName(tr("Agent"))
    box.setMinimumWidth(140)
    box.setVisible(False)
    return box


def _filter_box(host: QWidget, *, desk: Desk) -> QLineEdit:
    box = QLineEdit()
    box.setObjectName("jobsFilter")
    box.setAccessibleName(tr("Filter jobs"))
    box.setPlaceholderText(tr("Filter by number, name, status, dependency"))
    box.setToolTip(tr("Filter (Ctrl+F)"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(340)
    box.addAction(desk.theme.icon("search", tint="faint"), QLineEdit.ActionPosition.LeadingPosition)
    find = QShortcut(QKeySequence.StandardKey.Find, host)
    find.activated.connect(lambda: QTimer.singleShot(0, box, box.setFocus))
    find.activated.connect(box.selectAll)
    return box
