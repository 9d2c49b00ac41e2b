"""What stands in the window while the data folder is opened, and if it cannot be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.theme import icons
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.words import tr


class OpeningPage(QWidget):
    """Opening, or why not, with another try."""

    again = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        sign = QLabel()
        sign.setPixmap(icons.logo_picture(128))
        sign.setScaledContents(True)
        sign.setFixedSize(64, 64)
        self._head = parts.heading(tr("Opening Tieline"))
        self._text = parts.muted(wrap=True)
        self._text.setFixedWidth(520)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(200)
        self._bar.setAccessibleName(tr("Opening"))
        self._again = parts.button(
            tr("Try again"), theme=theme, name="againButton", kind="primary", act=self.again.emit
        )
        self._again.setVisible(False)
        inside = QVBoxLayout(self)
        inside.setSpacing(16)
        inside.addStretch(2)
        for widget in (sign, self._head, self._text, self._bar, self._again):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)

    def say(self, text: str, *, failed: bool) -> None:
        """Show how it goes."""
        self._head.setText(tr("Tieline could not open its data") if failed else tr("Opening Tieline"))
        self._text.setText(text)
        self._bar.setVisible(not failed)
        self._again.setVisible(failed)
