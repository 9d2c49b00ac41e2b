"""The status bar: agents, running jobs, failed records; always the whole truth in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QStatusBar

from app.model.agent import AgentRow, AgentState
from ui import words
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


class StatusBar(QStatusBar):
    """Plain labels, read from the same rows as the agents page."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizeGripEnabled(False)
        self.setFixedHeight(30)
        self._signs: list[tuple[QLabel, str, str]] = []
        self.agents, self.running, self.failing, self.records = (
            self._part("server", tint="muted"),
            self._part("play_circle", tint="running"),
            self._part("error_circle", tint="failed"),
            self._part("document_error", tint="warning"),
        )
        self.home = parts.muted(role="faint")
        self.show_failed_records(0)
        self.addPermanentWidget(self.home)
        edge = QLabel()
        edge.setFixedWidth(10)
        self.addPermanentWidget(edge)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_agents(self, agents: Sequence[AgentRow]) -> None:
        """Sum up the agents."""
        working = sum(row.state is AgentState.RUNNING for row in agents)
        running, failing = sum(row.running for row in agents), sum(row.failing for row in agents)
        if agents:
            self.agents.setText(
                f"{working} {tr('of')} {words.counted(len(agents), one='agent', many='agents')} {tr('working')}"
            )
        else:
            self.agents.setText(tr("no agents"))
        self.running.setText(f"{words.counted(running, one='job', many='jobs')} {tr('running')}")
        self.failing.setText(f"{words.counted(failing, one='job', many='jobs')} {tr('failing')}")

    def show_failed_records(self, count: int) -> None:
        """Tell how many records could not be brought over, in jobs that did not fail as a whole too."""
        self.records.setText(words.counted(count, one="failed record", many="failed records"))

    def show_home(self, home: str) -> None:
        """Tell the data folder by name, and by its whole path under the mouse."""
        self.home.setText(f"{tr('Data folder')}: {Path(home).name}")
        self.home.setToolTip(home)

    def _part(self, icon: str, *, tint: str) -> QLabel:
        sign, text = QLabel(), parts.muted()
        sign.setFixedSize(16, 16)
        self._signs.append((sign, icon, tint))
        sign.setContentsMargins(0, 0, 0, 0)
        text.setContentsMargins(0, 0, 20, 0)
        if len(self._signs) == 1:
            spacer = QLabel()
            spacer.setFixedWidth(8)
            self.addWidget(spacer)
        self.addWidget(sign)
        self.addWidget(text)
        return text

    def _on_look_changed(self) -> None:
        for sign, icon, tint in self._signs:
            sign.setPixmap(self._theme.icon(icon, tint=tint).pixmap(QSize(16, 16), self.devicePixelRatioF()))
