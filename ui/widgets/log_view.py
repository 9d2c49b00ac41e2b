"""Shows a LogModel and follows its end until the reader scrolls up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.model.run import LogLine
from ui.models.log import LogModel
from ui.theme.theme import Theme
from ui.widgets.cells import CellDelegate
from ui.widgets.table import pick_row

LINE_HEIGHT = 24


class LogView(QTableView):
    """Fixed rows, no grid; follows the newest line while the scroll bar stands at its end."""

    picked = Signal()  # another selection of lines

    def __init__(self, model: LogModel, *, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._lines = model
        self._following = True
        self.setModel(model)
        self._cells = CellDelegate(theme)
        self.setItemDelegate(self._cells)
        self._set_up()
        model.rowsInserted.connect(self._on_grown)
        model.modelReset.connect(self._on_grown)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        self.selectionModel().selectionChanged.connect(self.picked)

    @property
    def following(self) -> bool:
        """Whether new lines stay in sight."""
        return self._following

    def follow(self, on: bool = True) -> None:  # noqa: FBT001, FBT002  a switch's slot
        """Follow the newest line, or stay where the reader is."""
        self._following = on
        if on:
            self.scrollToBottom()

    def selected(self) -> list[LogLine]:
        """The selected lines, oldest first."""
        return [self._lines.line_at(row) for row in sorted({i.row() for i in self.selectionModel().selectedRows()})]

    def go_to(self, row: int) -> None:
        """Put the keyboard on this line and show it."""
        self._following = False
        pick_row(self, row)
        self.scrollTo(self._lines.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = [f"{line.at.isoformat()}\t{line.level}\t{line.text}" for line in self.selected()]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
            self._following = False
        elif event.key() == Qt.Key.Key_End:
            self.follow()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(LINE_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(LINE_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(32)
        header.setStretchLastSection(True)
        header.resizeSection(0, 168)
        header.resizeSection(1, 260)

    def _on_grown(self) -> None:
        if self._following:
            self.scrollToBottom()

    def _on_scrolled(self) -> None:
        bar = self.verticalScrollBar()
        self._following = bar.sliderPosition() >= bar.maximum()
