"""Chips above a table: one a group, with its count; a pressed chip shows only that group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import words
from ui.theme.theme import Theme, set_kind
from ui.theme.tokens import ICON
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One group; an empty `key` is everything."""

    key: str
    title: str
    count: int
    icon: str = ""
    tone: str = "muted"
    note: str = ""  # such as a sum of money


class Chips(QWidget):
    """A row of chips of which one is pressed; those without rows hide unless pressed."""

    picked = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self._theme = theme
        self._buttons: dict[str, QPushButton] = {}
        self._current = ""
        self._row = FlowLayout(spacing=6)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """The key of the pressed chip."""
        return self._current

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these groups with their counts."""
        known = {chip.key for chip in chips}
        for key in [key for key in self._buttons if key not in known]:
            self._buttons.pop(key).deleteLater()
        for chip in chips:
            button = self._buttons.get(chip.key) or self._make(chip)
            text = f"{chip.title}  {words.number(chip.count)}" + (f"  ·  {chip.note}" if chip.note else "")
            if button.text() != text:
                button.setText(text)
                button.setAccessibleName(f"{chip.title}: {words.number(chip.count)} {chip.note}".strip())
            button.setVisible(chip.key == "" or chip.count > 0 or chip.key == self._current)

    def pick(self, key: str) -> None:
        """Press a chip; pressing the pressed one again shows everything."""
        self._current = "" if key == self._current and key else key
        for name, button in self._buttons.items():
            button.setChecked(name == self._current)
        self.picked.emit(self._current)

    def _make(self, chip: Chip) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"chip-{chip.key or 'all'}")
        set_kind(button, "kind", value="chip")
        button.setCheckable(True)
        button.setChecked(chip.key == self._current)
        button.setAutoDefault(False)
        if chip.icon:
            button.setIconSize(QSize(ICON + 4, ICON))
            self._theme.dress(button, chip.icon, tint=chip.tone)
        button.clicked.connect(partial(self._on_clicked, chip.key))
        self._buttons[chip.key] = button
        self._row.addWidget(button)
        return button

    def _on_clicked(self, key: str, *_checked: bool) -> None:
        self.pick(key)
