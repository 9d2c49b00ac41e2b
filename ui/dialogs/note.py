"""Asks for a note that is required, such as why an agent is paused."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.words import tr


class NoteDialog(QDialog):
    """A head, what will happen, and a note without which the step cannot be taken."""

    def __init__(self, *, head: str, text: str, step: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteDialog")
        self.setWindowTitle(head)
        self.setMinimumWidth(460)
        self._note = QPlainTextEdit()
        self._note.setObjectName("noteEdit")
        self._note.setAccessibleName(tr("Note"))
        self._note.setPlaceholderText(tr("Why? Others will read this."))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(88)
        set_kind(self._note, "kind", value="boxed")
        self._step = parts.button(step, theme=theme, name="stepButton", kind="primary", act=self.accept)
        self._step.setDefault(True)
        self._step.setEnabled(False)
        box = QDialogButtonBox()
        box.addButton(self._step, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(head))
        inside.addWidget(parts.muted(text, wrap=True))
        inside.addWidget(self._note)
        inside.addWidget(box)
        self._note.textChanged.connect(lambda: self._step.setEnabled(bool(self.note())))
        self._note.setFocus()

    def note(self) -> str:
        """The note without blanks around it."""
        return self._note.toPlainText().strip()
