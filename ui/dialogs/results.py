"""What became of each of several things, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.words import tr


class ResultsDialog(QDialog):
    """A head and a list to read and copy."""

    def __init__(self, lines: Sequence[str], *, head: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsDialog")
        self.setWindowTitle(head)
        self.setMinimumSize(560, 320)
        shown = QPlainTextEdit("\n".join(lines))
        shown.setObjectName("resultsList")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(head)
        set_kind(shown, "kind", value="boxed")
        box = QDialogButtonBox()
        close = parts.button(tr("Close"), theme=theme, name="closeButton", kind="primary", act=self.accept)
        close.setDefault(True)
        box.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(head))
        inside.addWidget(shown, 1)
        inside.addWidget(box)
