"""Follows a document from ARM through its transactions to its number in Kinetic, or back from any of these numbers."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.models.trail import Stop
from ui.panels.trail import TrailPanel
from ui.widgets import parts
from ui.words import tr

_TYPED_MS = 300  # after the last key


class TraceDialog(QDialog):
    """A number above, the ways of the documents it may mean below; a step leads on."""

    open_log = Signal(int)  # of a run
    open_failure = Signal(object)  # its id

    def __init__(self, word: str = "", *, agent: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("traceDialog")
        self.setWindowTitle(tr("Trace a document"))
        self.resize(900, 540)
        self._agent = agent
        self.edit = QLineEdit(word)
        self.edit.setObjectName("traceEdit")
        self.edit.setAccessibleName(tr("Number of the document"))
        self.edit.setPlaceholderText(tr("Number in ARM or in Kinetic, a pack slip, an invoice, or #12"))
        self.edit.setClearButtonEnabled(True)
        self.trail = TrailPanel(desk, name="trailTable")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPED_MS)
        self._lay_out(desk)
        self._soon.timeout.connect(self.trace)
        self.edit.textEdited.connect(lambda _text: self._soon.start())
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self.trace)
        self.trail.followed.connect(self.follow)
        self.trace()
        self.edit.setFocus()

    def trace(self) -> None:
        """Look for the number that stands above."""
        self._soon.stop()
        word = self.edit.text().strip()
        if word:
            self.trail.trace(word, agent=self._agent)
        else:
            self.trail.forget()

    def follow(self, stop: Stop) -> None:
        """Go on from a step: to the failed record, the log of the run, or the documents of its number."""
        if stop.failure:
            self.open_failure.emit(stop.failure)
            self.accept()
        elif stop.run:
            self.open_log.emit(stop.run)
            self.accept()
        elif stop.word:
            self.edit.setText(stop.word)
            self.trace()

    def _lay_out(self, desk: Desk) -> None:
        box = QDialogButtonBox()
        close = parts.button(tr("Close"), theme=desk.theme, name="closeButton", act=self.reject)
        follow = parts.button(
            tr("Follow the step"), theme=desk.theme, name="followButton", kind="primary",
            tip=tr("A transaction leads to the log of its run, a number to its documents (Enter)"), act=self._on_follow,
        )  # fmt: skip
        follow.setEnabled(False)
        self.trail.view.picked.connect(lambda stop: follow.setEnabled(stop is not None))
        box.addButton(follow, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        of = parts.muted(f"{tr('Companies of the agent')} {self._agent}")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addLayout(parts.row(parts.heading(tr("Trace a document")), 8, of, None))
        inside.addWidget(self.edit)
        inside.addWidget(self.trail, 1)
        inside.addWidget(box)

    def _on_follow(self) -> None:
        stop = self.trail.current()
        if stop:
            self.follow(stop)

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self.trace()
