"""The agents: what each is doing, who paused it and why; opening one opens its jobs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.model.agent import AgentRow, AgentState
from ui import words
from ui.desk import Desk
from ui.models.agents import agents_model
from ui.pages.agent_deeds import AgentDeeds
from ui.panels.companies import CompaniesPanel
from ui.panels.processes import ProcessesPanel
from ui.widgets import parts
from ui.widgets.list_head import ListHead
from ui.widgets.table import RowsView
from ui.words import tr

_ACTIONS = (
    ("openJobs", "Open Jobs", "task_list_square_ltr", "Return"),
    ("startAgent", "Start", "play", ""),
    ("pauseAgent", "Pause…", "pause", "Ctrl+P"),
    ("resumeAgent", "Resume", "play", "Ctrl+Shift+P"),
    ("stopAgent", "End the Process…", "record_stop", ""),
    ("agentProperties", "Properties…", "options", "Alt+Return"),
)


class AgentsPage(QWidget):
    """The list, and below it the companies of the picked agent; an empty state at the first start."""

    opened = Signal(object)  # AgentRow
    changed = Signal()
    wizard_asked = Signal()
    sandbox_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.model = agents_model(clock=desk.clock, parent=self)
        self.view = RowsView(self.model, theme=desk.theme, name="agentsView", title=tr("Agents"))
        self.deeds = AgentDeeds(desk, window=self)
        self._companies, self._processes = CompaniesPanel(desk), ProcessesPanel(desk)
        self._menu = QMenu(self.view)
        self._menu.setObjectName("agentMenu")
        self._actions = {name: self._action(name, title=tr(t), icon=i, keys=k) for name, t, i, k in _ACTIONS}
        self._menu.addSeparator()
        self._menu.addMenu(self.view.copy_menu)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list())
        self._stack.addWidget(self._nothing())
        self._connect()
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self.model.tick)
        self._ticks.start()

    def show_agents(self, agents: Sequence[AgentRow]) -> None:
        """Show these agents; without any, what to do first."""
        known = {row.name: row for row in self.model.every()}
        self.model.replace([old if (old := known.get(row.name)) == row and old else row for row in agents])
        self.head.say(words.number(len(agents)))
        self._stack.setCurrentIndex(0 if agents else 1)
        if agents and self.view.current() is None:
            self.view.select(self.model.key_at(0))
        self.refresh()

    def refresh(self) -> None:
        """Let the actions say what can be done with the picked agent."""
        row: AgentRow | None = self.view.current()
        paused = row is not None and row.pause is not None
        self._actions["openJobs"].setEnabled(row is not None)
        self._actions["pauseAgent"].setVisible(not paused)
        self._actions["pauseAgent"].setEnabled(row is not None and not paused)
        self._actions["resumeAgent"].setVisible(paused)
        self._actions["resumeAgent"].setEnabled(paused)
        dead = row is not None and row.state is AgentState.UNREACHABLE
        self._actions["startAgent"].setVisible(dead)
        self._actions["startAgent"].setEnabled(dead)
        self._processes.show_agent(row)
        works = row is not None and bool(row.processes or row.state is AgentState.RUNNING)
        self._actions["stopAgent"].setVisible(works)
        self._actions["stopAgent"].setEnabled(works)
        self._actions["agentProperties"].setEnabled(row is not None)

    def act(self, name: str) -> None:
        """Do what the action `name` says to the picked agent."""
        row: AgentRow | None = self.view.current()
        if row is None:
            return
        match name:
            case "openJobs":
                self.opened.emit(row)
            case "startAgent":
                self._desk.work.start(self.deeds.start(row), owner=self)
            case "stopAgent":
                self._desk.work.start(self.deeds.stop(row), owner=self)
            case "pauseAgent":
                self._desk.work.start(self.deeds.pause(row), owner=self)
            case "resumeAgent":
                self._desk.work.start(self.deeds.resume(str(row.name)), owner=self)
            case _:
                self._desk.work.start(self.deeds.properties(row), owner=self)

    def _list(self) -> QWidget:
        page = QWidget()
        theme = self._desk.theme
        set_up = parts.button(
            tr("Set up a company…"), theme=theme, name="wizardButton", icon="wand", act=self.wizard_asked.emit
        )
        open_jobs = parts.button(
            tr("Open Jobs"), theme=theme, name="openJobsButton", kind="primary", act=lambda: self.act("openJobs")
        )
        inside = QVBoxLayout(page)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(12)
        self.head = ListHead(tr("Agents"), set_up, open_jobs)
        inside.addWidget(self.head)
        inside.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.setSpacing(24)
        below.addWidget(self._companies, 5)
        below.addWidget(self._processes, 3)
        inside.addLayout(below)
        return page

    def _nothing(self) -> QWidget:
        empty = parts.EmptyState(
            theme=self._desk.theme,
            icon="server",
            head=tr("No agent yet"),
            text=tr(
                "An agent brings the data of its companies into ARM. Make the sandbox company to look around "
                "without touching anything, or set up your own company step by step."
            ),
        )
        theme = self._desk.theme
        empty.offer(
            parts.button(
                tr("Make the sandbox company"),
                theme=theme,
                name="sandboxButton",
                kind="primary",
                act=self.sandbox_asked.emit,
            )
        )
        empty.offer(
            parts.button(tr("Set up a company…"), theme=theme, name="firstWizardButton", act=self.wizard_asked.emit)
        )
        return empty

    def _action(self, name: str, *, title: str, icon: str, keys: str) -> QAction:
        action = QAction(title, self._menu)
        action.setObjectName(name)
        if keys and keys != "Return":  # Enter on a row is the view's own
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.view.addAction(action)
        action.triggered.connect(lambda _checked=False: self.act(name))
        self._desk.theme.dress(action, icon)
        self._menu.addAction(action)
        return action

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.picked.connect(self._on_picked)
        self.view.menu_asked.connect(self._on_menu_asked)
        self.view.button_pressed.connect(self._on_button_pressed)
        self.deeds.done.connect(self.changed)

    def _on_picked(self, row: AgentRow | None) -> None:
        self.refresh()
        self._companies.show_agent(row)

    def _on_menu_asked(self, at: QPoint) -> None:
        self.refresh()
        self._menu.popup(at)

    def _on_button_pressed(self, row: AgentRow, _name: str) -> None:
        self.view.select(row.name)
        self.view.ask_menu()
