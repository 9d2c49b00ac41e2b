"""Notices above the page: what happened, with an action such as Undo; one a cause."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme, set_kind
from ui.theme.tokens import ICON
from ui.words import tr

_ICONS = {
    "failed": "error_circle",
    "warning": "warning",
    "running": "info",
    "succeeded": "checkmark_circle",
}
_SHOWN = 3
_BRIEF_MS = 8000


class Notice(QFrame):
    """One notice; it goes when closed, acted upon, or by itself if it is brief."""

    def __init__(self, text: str, *, tone: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.text = text
        set_kind(self, "kind", value="notice")
        set_kind(self, "tone", value=tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(theme.icon(_ICONS[tone], tint=tone).pixmap(QSize(ICON, ICON)))
        sign.setFixedWidth(ICON)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        set_kind(close, "kind", value="quiet")
        theme.dress(close, "dismiss")
        close.setAccessibleName(tr("Close this notice"))
        close.setToolTip(tr("Close"))
        close.clicked.connect(self.deleteLater)
        self._row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(label, 1)
        self._row.addWidget(close)
        self.setAccessibleName(text)

    def offer(self, title: str, *, act: Callable[[], None]) -> None:
        """Add a button; the notice goes when it is pressed."""
        button = QPushButton(title)
        button.setObjectName("noticeAction")
        button.clicked.connect(act)
        button.clicked.connect(self.deleteLater)
        self._row.insertWidget(2, button)


class Notices(QWidget):
    """The place above the pages where notices stand, newest first."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._theme = theme
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(24, 12, 24, 0)
        self._stack.setSpacing(8)
        self.setVisible(False)

    def tell(
        self,
        text: str,
        *,
        tone: str = "running",
        action: str = "",
        act: Callable[[], None] | None = None,
        brief: bool = False,
    ) -> None:
        """Show a notice; the same text twice is one notice."""
        for known in self.notices():
            if known.text == text:
                self._remove(known)
        notice = Notice(text, tone=tone, theme=self._theme)
        if act:
            notice.offer(action, act=act)
        notice.destroyed.connect(self._on_gone)
        self._stack.insertWidget(0, notice)
        for old in self.notices()[_SHOWN:]:
            self._remove(old)
        self.setVisible(True)
        if brief:
            QTimer.singleShot(_BRIEF_MS, notice, notice.deleteLater)

    def notices(self) -> list[Notice]:
        """The notices shown, newest first."""
        items = [self._stack.itemAt(place) for place in range(self._stack.count())]
        return [found for item in items if item and isinstance(found := item.widget(), Notice)]

    def clear(self) -> None:
        """Take every notice away."""
        for notice in self.notices():
            self._remove(notice)

    def _remove(self, notice: Notice) -> None:
        self._stack.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(bool(self.notices()))

    def _on_gone(self) -> None:
        self.setVisible(bool(self.notices()))
