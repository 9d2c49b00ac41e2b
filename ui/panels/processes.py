"""The processes that work for an agent, on whatever machine, and the instances nobody works for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.model.agent import AgentProcess, AgentRow
from ui import words
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr

Clock = Callable[[], datetime]


class ProcessesPanel(QWidget):
    """A small table beside the companies."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.model = _model(desk.clock, self)
        self.view = RowsView(self.model, theme=desk.theme, name="processesTable", title=tr("Processes"))
        self._missing = parts.muted(role="warning")
        self._nothing = parts.muted(wrap=True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        empty = QWidget()
        around = QVBoxLayout(empty)
        around.setContentsMargins(0, 8, 0, 0)
        around.addWidget(self._nothing)
        around.addStretch(1)
        self._stack.addWidget(empty)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(parts.row(parts.heading(tr("Processes")), 8, self._missing, None))
        inside.addLayout(self._stack, 1)

    def show_agent(self, agent: AgentRow | None) -> None:
        """Show who works for this agent."""
        self.model.replace(agent.processes if agent else ())
        self._stack.setCurrentIndex(0 if agent and agent.processes else 1)
        self._nothing.setText(tr("No process works for it now.") if agent else "")
        missing = ", ".join(map(str, agent.missing)) if agent else ""
        self._missing.setText(words.phrase("nobody works for instance {numbers}", numbers=missing) if missing else "")


def _model(clock: Clock, parent: QObject) -> RowsModel[AgentProcess]:
    return RowsModel(
        (
            Column(key="host", title=tr("Machine"), text=lambda one: one.host, width=110, stretch=True, icon="server"),
            Column(
                key="pid", title=tr("Process"), text=lambda one: str(one.pid), sort=lambda one: one.pid, width=80,
                right=True, tone="muted",
            ),
            Column(
                key="instances", title=tr("Instances"), width=90,
                text=lambda one: ", ".join(map(str, one.instances)) if one.instances else tr("all"),
            ),
            Column(
                key="seen", title=tr("Seen"), text=lambda one: words.ago(one.seen, now=clock()),
                sort=lambda one: one.seen, width=130, tone="muted",
                tip=lambda one: words.phrase("Works since {when}", when=words.exactly(one.started)),
            ),
        ),
        key=lambda one: (one.host, one.pid),
        tie=lambda one: (one.host, one.pid),
        parent=parent,
    )  # fmt: skip
