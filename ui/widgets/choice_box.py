"""A box to choose from, whose list a screen reader can name too."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class ChoiceBox(QComboBox):
    """Its list takes the focus while it is open, and so bears the same name."""

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.view().setAccessibleName(name)
