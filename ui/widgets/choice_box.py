"""A box to choose from, whose list a screen reader can name too."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class ChoiceBox(QComboBox):
    """Its list takes the focus while it is open, and so bears the same name."""

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.view().setAccessibleName(name)


def choices(title: str, options: Mapping[str, object], *, name: str = "") -> ChoiceBox:
    """A box of these texts and what each stands for; `title` is what a screen reader calls it."""
    box = ChoiceBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    for text, value in options.items():
        box.addItem(text, value)
    return box
