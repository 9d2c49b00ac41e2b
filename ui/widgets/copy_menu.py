"""Copy as: the cell, the rows, CSV, Markdown, or text for a ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any  # a row is whatever the model holds

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from ui.models.rows import RowsModel
from ui.widgets import copying
from ui.words import tr


class CopyMenu(QMenu):
    """A menu of its own where a table has none, else a part of the table's menu."""

    def __init__(
        self, view: QTableView, *, model: RowsModel[Any], rows: Callable[[], list[Any]], order: Callable[[], list[int]]
    ) -> None:
        super().__init__(tr("Copy as"), view)
        self.setObjectName("copyMenu")
        self._view, self._model, self._rows, self._order = view, model, rows, order
        self.addAction(tr("Cell")).triggered.connect(self._on_cell)
        for title, write in (
            (tr("Rows for a spreadsheet"), copying.tabbed),
            (tr("CSV"), copying.comma_separated),
            (tr("Markdown"), copying.markdown),
            (tr("Text for a ticket"), copying.ticket),
        ):
            self.addAction(title).triggered.connect(lambda _checked=False, write=write: self._copy(write))

    def _on_cell(self) -> None:
        index = self._view.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(str(index.data() or ""))

    def _copy(self, write: Callable[[copying.Table], str]) -> None:
        copying.copy_rows(self._model, rows=self._rows(), order=self._order(), write=write)
