"""Asks for one of several, such as the company of a full data sync."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


class ChoiceDialog(QDialog):
    """A short list; the first is picked already."""

    def __init__(
        self, options: Sequence[str], *, head: str, text: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("choiceDialog")
        self.setWindowTitle(head)
        self.setMinimumWidth(380)
        self._list = QListWidget()
        self._list.setObjectName("choiceList")
        self._list.setAccessibleName(head)
        self._list.addItems(list(options))
        self._list.setCurrentRow(0)
        self._list.itemDoubleClicked.connect(self.accept)
        box = QDialogButtonBox()
        go_on = parts.button(tr("Continue"), theme=theme, name="continueButton", kind="primary", act=self.accept)
        go_on.setDefault(True)
        box.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(head))
        inside.addWidget(parts.muted(text, wrap=True))
        inside.addWidget(self._list, 1)
        inside.addWidget(box)

    def chosen(self) -> str:
        """The picked option."""
        item = self._list.currentItem()
        return item.text() if item else ""
