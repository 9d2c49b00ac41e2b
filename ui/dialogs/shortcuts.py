"""Every key of the window in one list (F1)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


def shortcuts() -> tuple[tuple[str, str], ...]:
    """Keys, and what they do."""
    return (
        ("Ctrl+1 … Ctrl+9", tr("Go to a page")),
        ("Ctrl+F", tr("Filter the list of the page; Esc empties it")),
        ("F5", tr("Read again")),
        ("Shift+F10", tr("Menu of the row")),
        ("Enter", tr("Open the row")),
        ("Ctrl+R", tr("Run the picked jobs now")),
        ("Ctrl+Shift+S", tr("Request a full data sync")),
        ("Ctrl+Shift+X", tr("Cancel a full data sync")),
        ("Ctrl+E", tr("Disable or enable the picked jobs")),
        ("Ctrl+.", tr("Stop the picked jobs")),
        ("Ctrl+T", tr("Retry the failed records of the picked jobs")),
        ("Alt+Enter", tr("Properties")),
        ("Ctrl+P", tr("Pause the picked agent")),
        ("Ctrl+C", tr("Copy the rows as text")),
        ("Ctrl+Shift+C", tr("Save the rows as CSV")),
        ("F8, Shift+F8", tr("Next and previous warning or error of the log")),
        ("Ctrl+L", tr("Look an error up")),
        ("Ctrl+D", tr("Trace a document")),
        ("Ctrl+Shift+L", tr("Light, dark, high contrast")),
        ("Ctrl+Q", tr("Close Tieline")),
    )


class ShortcutsDialog(QDialog):
    """Two columns: key and meaning."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        for place, (keys, meaning) in enumerate(shortcuts()):
            label = QLabel(keys)
            label.setFont(fonts.mono_font())
            grid.addWidget(label, place, 0)
            grid.addWidget(parts.muted(meaning), place, 1)
        box = QDialogButtonBox()
        close = parts.button(tr("Close"), theme=theme, name="closeButton", kind="primary", act=self.accept)
        close.setDefault(True)
        box.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(parts.heading(tr("Keys")))
        inside.addLayout(grid)
        inside.addWidget(box)
