"""The one table view: whole rows, our delegate, columns kept by name, selection kept over resets."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any  # a row is whatever the model holds

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QKeyCombination,
    QMetaMethod,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget
from typing_extensions import override

from ui.models.columns import BUTTONS_ROLE, ROW_ROLE, CellButton, Column
from ui.models.rows import RowsModel
from ui.theme.theme import Theme
from ui.theme.tokens import ROW_HEIGHT
from ui.widgets.cells import CellDelegate, button_places
from ui.widgets.copy_menu import CopyMenu
from ui.widgets.copying import copy_rows, save_rows
from ui.widgets.header_menu import HeaderMenu
from ui.widgets.layout_memory import LayoutMemory

_CSV = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C)


class RowsView(QTableView):
    """Shows a RowsModel; `name` is its object name and the key under which its layout is kept."""

    picked = Signal(object)  # the current row changed; None if there is none
    opened = Signal(object)  # Enter or double click on a row
    button_pressed = Signal(object, str)  # row, name of the cell button
    menu_asked = Signal(QPoint)  # global position

    def __init__(
        self, model: RowsModel[Any], *, theme: Theme, name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._rows = model
        self._cells = CellDelegate(theme)
        self._kept: tuple[list[Hashable], Hashable | None] = ([], None)
        self._set_up()
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.memory = LayoutMemory(self, columns=model.columns, name=name)
        self._header_menu = HeaderMenu(self.horizontalHeader())
        self._header_menu.serve(self.memory, columns=model.columns)
        self.copy_menu = CopyMenu(self, model=model, rows=self.selected, order=self._order_shown)
        self._buttons_column = next((i for i, column in enumerate(model.columns) if column.buttons), -1)

    def show_columns(self, columns: Sequence[Column[Any]], *, name: str) -> None:
        """Show other columns, whose layout is kept under `name`."""
        self.memory.forget()
        self._rows.declare(columns)
        self.memory = LayoutMemory(self, columns=columns, name=name)
        self._header_menu.serve(self.memory, columns=tuple(columns))

    def show_or_hide(self, key: str, *, shown: bool) -> None:
        """Show a column only where its rows differ in it."""
        place = next(place for place, column in enumerate(self._rows.columns) if column.key == key)
        if self.isColumnHidden(place) is shown:
            self.setColumnHidden(place, not shown)
            self.memory.fit(self.viewport().width())

    def selected(self) -> list[Any]:
        """The selected rows from top to bottom."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._rows.row_at(place) for place in places]

    def current(self) -> Any | None:
        """The row the keyboard is on."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() and index.row() < self._rows.rowCount() else None

    def select(self, key: Hashable) -> bool:
        """Go to the row with this key; False if it is not shown."""
        place = self._rows.place_of(key)
        if place is None:
            return False
        pick_row(self, place)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self._rows, rows=self.selected(), order=self.memory.visible_columns())
        elif event.keyCombination() == _CSV:
            save_rows(self._rows, order=self.memory.visible_columns(), parent=self.window(), name=self.objectName())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None and not event.isAutoRepeat():
            if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.opened.emit(row)
            else:
                super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self.ask_menu()
        else:
            super().keyPressEvent(event)

    def ask_menu(self) -> None:
        """Ask for the row's menu below the current cell."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            corner = self.visualRect(index).bottomLeft() + QPoint(8, 0)
            self._open_menu(self.viewport().mapToGlobal(corner))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.memory.fit(self.viewport().width())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            found = self._button_at(event.position().toPoint())
            if found and found[1].enabled:
                self.button_pressed.emit(found[0], found[1].name)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._button_at(event.pos())
            if found:
                QToolTip.showText(event.globalPos(), found[1].tip, self.viewport())
                return True
        return super().viewportEvent(event)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(True)
        vertical = self.verticalHeader()
        vertical.setVisible(False)
        vertical.setMinimumSectionSize(ROW_HEIGHT)
        vertical.setDefaultSectionSize(ROW_HEIGHT)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setFixedHeight(36)

    def _hover(self, at: QPoint) -> None:
        row = self.rowAt(at.y()) if self.viewport().rect().contains(at) else -1
        if row == self._cells.hovered_row and self._buttons_column < 0:
            return
        self._cells.hovered_row, self._cells.hovered_at = row, at
        self.viewport().update()

    def _button_at(self, at: QPoint) -> tuple[Any, CellButton] | None:
        index = self.indexAt(at)
        buttons: tuple[CellButton, ...] = index.data(BUTTONS_ROLE) or ()
        for place, button in zip(button_places(self.visualRect(index), len(buttons)), buttons, strict=True):
            if place.contains(at):
                return index.data(ROW_ROLE), button
        return None

    def _on_current_changed(self, current: QModelIndex | QPersistentModelIndex) -> None:
        self.picked.emit(current.data(ROW_ROLE) if current.isValid() else None)

    def _on_double_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if not index.data(BUTTONS_ROLE):
            self.opened.emit(index.data(ROW_ROLE))

    def _on_menu_asked(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            pick_row(self, index.row())
        if index.isValid():
            self._open_menu(self.viewport().mapToGlobal(at))

    def _order_shown(self) -> list[int]:
        return self.memory.visible_columns()  # of the memory there is then: it changes with the columns

    def _open_menu(self, at: QPoint) -> None:
        """The page's own menu, or where it has none the one to copy with."""
        if self.isSignalConnected(QMetaMethod.fromSignal(self.menu_asked)):
            self.menu_asked.emit(at)
        else:
            self.copy_menu.popup(at)

    def _keep(self) -> None:
        current = self.currentIndex()
        rows = self.selectionModel().selectedRows()
        keys = [self._rows.key_at(index.row()) for index in rows]
        self._kept = (keys, self._rows.key_at(current.row()) if current.isValid() else None)

    def _restore(self) -> None:
        keys, current = self._kept
        selection = self.selectionModel()
        for key in keys:
            place = self._rows.place_of(key)
            if place is not None:
                index = self._rows.index(place, 0)
                selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        place = self._rows.place_of(current)
        if place is not None:
            selection.setCurrentIndex(self._rows.index(place, 1), selection.SelectionFlag.NoUpdate)
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))


def pick_row(view: QTableView, row: int) -> None:
    """Select this row alone and put the keyboard on it, whatever keys are held down meanwhile."""
    index = view.model().index(row, max(view.currentIndex().column(), 0))
    selection = view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    view.scrollTo(index)
