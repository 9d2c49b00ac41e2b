"""Asks for a name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


class NameDialog(QDialog):
    """One line that must not be empty."""

    def __init__(self, *, head: str, label: str, step: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameDialog")
        self.setWindowTitle(head)
        self.setMinimumWidth(400)
        self._edit = QLineEdit()
        self._edit.setObjectName("nameEdit")
        self._edit.setAccessibleName(label)
        self._edit.setMaxLength(60)
        go_on = parts.button(step, theme=theme, name="stepButton", kind="primary", act=self.accept)
        go_on.setDefault(True)
        go_on.setEnabled(False)
        cancel = parts.button(tr("Cancel"), theme=theme, name="cancelButton", act=self.reject)
        box = QDialogButtonBox()
        box.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(parts.heading(head))
        inside.addWidget(parts.muted(label))
        inside.addWidget(self._edit)
        inside.addWidget(box)
        self._edit.textChanged.connect(lambda _text: go_on.setEnabled(bool(self.name())))
        self._edit.setFocus()

    def name(self) -> str:
        """The name without blanks around it."""
        return self._edit.text().strip()
