"""Closing the window: does the engine go on in the background, or end its work first?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from app.model.agent import AgentRow
from ui import words
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


class LeavingDialog(QDialog):
    """Going on is the default: integrations do not stop because a window closes."""

    def __init__(self, agents: Sequence[AgentRow], *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leavingDialog")
        self.setWindowTitle(tr("Close Tieline"))
        self.setMinimumWidth(460)
        self._go_on = QRadioButton(tr("Go on in the background"))
        self._drain = QRadioButton(tr("End the work"))
        for radio, name in ((self._go_on, "goOnRadio"), (self._drain, "drainRadio")):
            radio.setObjectName(name)
            radio.setAccessibleName(radio.text())
        told_of = {
            self._go_on: tr("Jobs run at their times without the window."),
            self._drain: tr("Running jobs finish their batch; nothing new starts until Tieline is opened again."),
        }
        self._go_on.setChecked(True)
        self._go_on.setFocus()
        self._lay_out(agents, told_of=told_of, theme=theme)

    def _lay_out(self, agents: Sequence[AgentRow], *, told_of: Mapping[QRadioButton, str], theme: Theme) -> None:
        running = sum(agent.running for agent in agents)
        names = ", ".join(str(agent.name) for agent in agents)
        close = parts.button(tr("Close the window"), theme=theme, name="leaveButton", kind="primary", act=self.accept)
        stay = parts.button(tr("Stay"), theme=theme, name="stayButton", act=self.reject)
        close.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(stay, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(tr("Does the engine go on?")))
        told = words.counted(running, one="job is running", many="jobs are running")
        told = told if running else tr("no job is running")
        inside.addWidget(parts.muted(f"{tr('Agent')} {names}: {told}.", wrap=True))
        for radio, text in told_of.items():
            radio.setAccessibleDescription(text)
            about = parts.muted(text, wrap=True)
            about.setContentsMargins(25, 0, 0, 4)
            inside.addWidget(radio)
            inside.addWidget(about)
        inside.addSpacing(8)
        inside.addWidget(box)

    @property
    def drains(self) -> bool:
        """Whether the engine ends too."""
        return self._drain.isChecked()
