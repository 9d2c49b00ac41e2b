"""The model of every table: holds rows, sorts and filters them itself, and changes them without a reset."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from contextlib import suppress
from typing import Any, Generic  # Qt's roles carry any value

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from typing_extensions import override

from ui.models.columns import Column, RowT
from ui.models.shelf import Shelf
from ui.models.spans import spans

Index = QModelIndex | QPersistentModelIndex
_MANY_SPANS = 60  # beyond, a reset is cheaper; the view puts the selection back
_MANY_ROWS = 5_000  # that come or go at once: the same
_LONG = 2_000  # rows; from here on sort keys and texts are made ready before anybody asks
_WARM_S, _WARM_EVERY_MS = 0.004, 10
_FEW = 64  # places looked for one by one instead of by a table of all


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """Rows by key, shown in the order of one column with ties by `tie`, and only those that pass the filter."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], Hashable],
        tie: Callable[[RowT], Any],
        haystack: Callable[[RowT], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._tie, self._haystack = key, tie, haystack
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[RowT], bool] | None = None
        self._warming = QTimer(self)
        self._warming.setInterval(_WARM_EVERY_MS)
        self._warming.timeout.connect(self._on_warm)
        self._begin(columns)

    def declare(self, columns: Sequence[Column[RowT]]) -> None:
        """Other columns for other rows; the rows go."""
        self.beginResetModel()
        self._begin(columns)
        self.endResetModel()

    def replace(self, rows: Iterable[RowT]) -> None:
        """Show these rows and no others; rows that stay keep their selection."""
        fresh = list(rows)
        gone = self._shelf.others({self._key(row) for row in fresh})
        if gone:
            self._remove(gone)
        self._show(self._shelf.put(fresh))

    def change(self, rows: Iterable[RowT]) -> None:
        """Put these rows in the place of those with the same key, or add them."""
        self._show(self._shelf.put(rows))

    def search(self, text: str) -> None:
        """Show only rows that hold every word of `text`."""
        self._words = tuple(text.casefold().split())
        self._show()

    def accept(self, accepts: Callable[[RowT], bool] | None) -> None:
        """Show only rows for which `accepts` is true."""
        self._accepts = accepts
        self._show()

    def every(self) -> tuple[RowT, ...]:
        """All rows, shown or not, in no particular order."""
        return tuple(self._shelf.rows)

    def row_at(self, row: int) -> RowT:
        """The row shown at this place."""
        return self._shelf.rows[self._shown[row]]

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with this key is shown, if it is."""
        place = self._shelf.place_of(key)
        return None if place is None else self._where([place]).get(place)

    def key_at(self, row: int) -> Hashable:
        """The key of the row shown at this place."""
        return self._shelf.keys[self._shown[row]]

    def tick(self) -> None:
        """Time has passed: texts like `3 min ago` are asked for again."""
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, len(self.columns) - 1), [Qt.ItemDataRole.DisplayRole]
            )

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        return self.columns[index.column()].value(self._shelf.rows[self._shown[index.row()]], role=role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(right | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort_column = column if 0 <= column < len(self.columns) else -1
        self._descending = order is Qt.SortOrder.DescendingOrder
        places = self._arranged()
        if places != self._shown:
            self._reorder(places)

    def _begin(self, columns: Sequence[Column[RowT]]) -> None:
        self.columns = tuple(columns)
        self._sort_column, self._descending = -1, False
        orders = [column.order for column in self.columns]
        self._shelf = Shelf(key=self._key, tie=self._tie, orders=orders, text=self._text_of)
        self._take([])

    def _take(self, places: list[int]) -> None:
        self._shown = places  # places on the shelf, in the order shown
        self._table: dict[int, int] | None = None  # place on the shelf to row shown, made when somebody asks for much

    def _where(self, places: Collection[int]) -> dict[int, int]:
        """In which rows these places of the shelf are shown."""
        if self._table is None and len(places) > _FEW:
            self._table = dict(zip(self._shown, range(len(self._shown)), strict=True))
        if self._table is not None:
            table = self._table
            return {place: table[place] for place in places if place in table}
        found: dict[int, int] = {}
        for place in places:
            with suppress(ValueError):
                found[place] = self._shown.index(place)
        return found

    def _arranged(self) -> list[int]:
        """The places on the shelf of what is to be shown."""
        places = self._shelf.places(column=self._sort_column, descending=self._descending)
        if not self._accepts and not self._words:
            return places
        return self._shelf.passing(places, words=self._words, accepts=self._accepts)

    def _text_of(self, row: RowT) -> str:
        return self._haystack(row) if self._haystack else " ".join(column.text(row) for column in self.columns)

    def _show(self, changed: Collection[int] = ()) -> None:
        places = self._arranged()
        if places != self._shown:
            self._move(places)
        last_column = len(self.columns) - 1
        for first, last in spans(sorted(self._where(changed).values())):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))
        self._warm_up()

    def _move(self, places: list[int]) -> None:
        """Bring what is shown into the new set and order."""
        if abs(len(places) - len(self._shown)) > _MANY_ROWS:
            self._reset(places)
            return
        wanted, had = set(places), set(self._shown)
        gone = list(spans([row for row, place in enumerate(self._shown) if place not in wanted]))
        added = [place for place in places if place not in had]
        if len(gone) > _MANY_SPANS or len(added) > _MANY_ROWS:
            self._reset(places)
            return
        self._remove_rows(gone)
        if added:
            start = len(self._shown)
            self.beginInsertRows(QModelIndex(), start, start + len(added) - 1)
            self._take([*self._shown, *added])
            self.endInsertRows()
        if self._shown != places:
            self._reorder(places)

    def _reset(self, places: list[int]) -> None:
        self.beginResetModel()
        self._take(places)
        self.endResetModel()

    def _remove(self, gone: set[int]) -> None:
        """Take rows from the shelf and from sight."""
        self._remove_rows(list(spans([row for row, place in enumerate(self._shown) if place in gone])))
        moved = self._shelf.remove(gone)
        self._take([moved[place] for place in self._shown])

    def _remove_rows(self, gone: list[tuple[int, int]]) -> None:
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._take(self._shown[:first] + self._shown[last + 1 :])
            self.endRemoveRows()

    def _reorder(self, places: list[int]) -> None:
        """Show the same rows in another order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._shown[one.row()] for one in before]
        self._take(places)
        where = self._where(set(moved))
        after = [self.index(where[place], one.column()) for place, one in zip(moved, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _warm_up(self) -> None:
        if len(self._shelf.rows) >= _LONG and not self._warming.isActive():
            self._warming.start()

    def _on_warm(self) -> None:
        if not self._shelf.warm(_WARM_S):
            self._warming.stop()
