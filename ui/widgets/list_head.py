"""The head of a page with a list: its title, how much it shows, and what can be done at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.widgets import parts


class ListHead(QWidget):
    """Every list page begins with one, so that titles and buttons stand at the same places."""

    def __init__(self, title: str, *tools: QWidget | QLayout | int | None, below: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("listHead")
        self._count = parts.muted()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(parts.row(parts.title(title), 4, self._count, None, *tools))
        if below:
            inside.addWidget(below)

    def say(self, text: str) -> None:
        """Tell how much is shown."""
        self._count.setText(text)

    def said(self) -> str:
        """What is told beside the title."""
        return self._count.text()


def list_page(page: QWidget, *parts_of: QWidget | QLayout, stretch: int = 1) -> QVBoxLayout:
    """Lay a page out: the head, the list that takes the room (`stretch` is its place), and what follows."""
    inside = QVBoxLayout(page)
    inside.setContentsMargins(24, 16, 24, 16)
    inside.setSpacing(12)
    for place, part in enumerate(parts_of):
        if isinstance(part, QLayout):
            inside.addLayout(part)
        else:
            inside.addWidget(part, 1 if place == stretch else 0)
    return inside
