"""The tray icon: state of the engine at a glance, and one notice a cause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.model.agent import AgentRow, AgentState
from app.model.alert import AlertKind
from ui import words
from ui.models.alerts import AlertLine
from ui.theme import icons
from ui.theme.theme import Theme
from ui.words import tr

_ONE_BY_ONE = 3  # beyond, one notice sums them up


class Tray(QObject):
    """Idle, running, paused or needs you; where the desktop has no tray it does nothing."""

    open_asked = Signal()
    leave_asked = Signal()

    def __init__(self, *, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: set[str] = set()  # causes that were told and are still there
        self._icon = QSystemTrayIcon(icons.logo(), self)
        self._menu = QMenu()
        self._menu.addAction(tr("Open Tieline")).triggered.connect(self.open_asked)
        self._menu.addSeparator()
        self._menu.addAction(tr("Close Tieline…")).triggered.connect(self.leave_asked)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def show_agents(self, agents: Sequence[AgentRow]) -> None:
        """Show what the agents are doing."""
        self._icon.setToolTip(summary(agents))
        self._icon.setIcon(self._sign(state_of(agents)))

    def tell_alerts(self, alerts: Sequence[AlertLine]) -> list[str]:
        """Tell each cause once, when it comes up; one that went and comes back is told again. What is told."""
        fresh = [line for line in alerts if line.alert.key not in self._told]
        self._told = {line.alert.key for line in alerts}
        told = [line.what for line in fresh if line.alert.kind is not AlertKind.RECORDS]
        if len(told) > _ONE_BY_ONE:
            told = [f"{words.counted(len(told), one='alert', many='alerts')}: {told[0]} …"]
        for text in told:
            self._notice(text)
        return told

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def _notice(self, text: str) -> None:
        if self._icon.isVisible():
            self._icon.showMessage("Tieline", text, QSystemTrayIcon.MessageIcon.Warning, 8000)

    def _sign(self, state: str) -> QIcon:
        picture = QPixmap(icons.logo_picture(64))
        tone = {"needs-you": "failed", "paused": "warning", "running": "succeeded"}.get(state)
        if tone:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor("#FFFFFF"))
            painter.setBrush(QColor(self._theme.color(tone)))
            painter.drawEllipse(QRectF(38, 38, 24, 24))
            painter.end()
        return QIcon(picture)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_asked.emit()


def state_of(agents: Sequence[AgentRow]) -> str:
    """The gravest state: needs-you, paused, running or idle."""
    if any(agent.failing for agent in agents):
        return "needs-you"
    if any(agent.pause for agent in agents):
        return "paused"
    return "running" if any(agent.running for agent in agents) else "idle"


def summary(agents: Sequence[AgentRow]) -> str:
    """The state in a line a agent."""
    lines = ["Tieline"]
    for agent in agents:
        state = tr("paused") if agent.pause else tr("not running")
        if agent.state is AgentState.RUNNING:
            state = words.counted(agent.running, one="job running", many="jobs running")
        failing = f", {words.counted(agent.failing, one='job failing', many='jobs failing')}" if agent.failing else ""
        lines.append(f"{agent.name}: {state}{failing}")
    return "\n".join(lines)
