"""The search box of a page: Ctrl+F goes to it, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.theme.theme import Theme
from ui.words import tr

_NARROW = 160


class SearchBox(QLineEdit):
    """As wide as it was asked to be, and narrower where the window is small."""

    def __init__(self, *, width: int) -> None:
        super().__init__()
        self._width = width
        self.setMinimumWidth(min(width, _NARROW))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())


def search_box(page: QWidget, *, theme: Theme, name: str, hint: str, width: int = 300) -> QLineEdit:
    """A line edit with a magnifying glass; its shortcuts work on its page only."""
    box = SearchBox(width=width)
    box.setObjectName(name)
    box.setAccessibleName(hint)
    box.setPlaceholderText(hint)
    box.setToolTip(f"{hint} ({tr('Ctrl+F')})")
    box.setClearButtonEnabled(True)
    glass = box.addAction(theme.icon("search", tint="faint"), QLineEdit.ActionPosition.LeadingPosition)
    theme.dress(glass, "search", tint="faint")
    find = QShortcut(QKeySequence.StandardKey.Find, page)
    find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    find.activated.connect(box.setFocus)
    find.activated.connect(box.selectAll)
    empty = QShortcut(QKeySequence(Qt.Key.Key_Escape), box)
    empty.setContext(Qt.ShortcutContext.WidgetShortcut)
    empty.activated.connect(box.clear)
    return box
