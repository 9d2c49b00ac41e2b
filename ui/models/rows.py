"""The model of every table: holds rows, sorts and filters them itself, and changes them without a reset."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic  # Qt's roles carry any value

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.models.columns import Column, RowT
from ui.models.spans import spans

Index = QModelIndex | QPersistentModelIndex
_MANY_SPANS = 60  # beyond, a reset is cheaper; the view puts the selection back


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
        self.columns = tuple(columns)
        self._key, self._tie, self._haystack = key, tie, haystack
        self._all: dict[Hashable, RowT] = {}
        self._texts: dict[Hashable, str] = {}
        self._shown: list[RowT] = []
        self._place: dict[Hashable, int] = {}
        self._sort_column, self._descending = -1, False
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[RowT], bool] | None = None

    def declare(self, columns: Sequence[Column[RowT]]) -> None:
        """Other columns for other rows; the rows go."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._all, self._texts, self._shown, self._place = {}, {}, [], {}
        self._sort_column, self._descending = -1, False
        self.endResetModel()

    def replace(self, rows: Iterable[RowT]) -> None:
        """Show these rows and no others; rows that stay keep their selection."""
        fresh = {self._key(row): row for row in rows}
        self._texts = {key: text for key, text in self._texts.items() if self._all.get(key) is fresh.get(key)}
        self._all = fresh
        self._show(self._arranged())

    def change(self, rows: Iterable[RowT]) -> None:
        """Put these rows in the place of those with the same key, or add them."""
        for row in rows:
            key = self._key(row)
            self._all[key] = row
            self._texts.pop(key, None)
        self._show(self._arranged())

    def search(self, text: str) -> None:
        """Show only rows that hold every word of `text`."""
        self._words = tuple(text.casefold().split())
        self._show(self._arranged())

    def accept(self, accepts: Callable[[RowT], bool] | None) -> None:
        """Show only rows for which `accepts` is true."""
        self._accepts = accepts
        self._show(self._arranged())

    def every(self) -> tuple[RowT, ...]:
        """All rows, shown or not, in no particular order."""
        return tuple(self._all.values())

    def row_at(self, row: int) -> RowT:
        """The row shown at this place."""
        return self._shown[row]

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with this key is shown, if it is."""
        return self._place.get(key)

    def key_at(self, row: int) -> Hashable:
        """The key of the row shown at this place."""
        return self._key(self._shown[row])

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
        return self.columns[index.column()].value(self._shown[index.row()], role=role)

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
        self._sort_column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        if self._shown:
            self._reorder(self._sorted(list(self._shown)))

    def _arranged(self) -> list[RowT]:
        if self._accepts or self._words:
            return self._sorted([row for key, row in self._all.items() if self._passes(key, row)])
        return self._sorted(list(self._all.values()))

    def _sorted(self, rows: list[RowT]) -> list[RowT]:
        rows.sort(key=self._tie)
        if 0 <= self._sort_column < len(self.columns):
            # Python's sort is stable in both directions, so ties keep the order of `tie`
            rows.sort(key=self.columns[self._sort_column].order, reverse=self._descending)
        return rows

    def _passes(self, key: Hashable, row: RowT) -> bool:
        if self._accepts and not self._accepts(row):
            return False
        if not self._words:
            return True
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = self._text_of(row).casefold()
        return all(word in text for word in self._words)

    def _text_of(self, row: RowT) -> str:
        return self._haystack(row) if self._haystack else " ".join(column.text(row) for column in self.columns)

    def _show(self, rows: list[RowT]) -> None:
        old_keys = [self._key(row) for row in self._shown]
        keys = [self._key(row) for row in rows]
        if old_keys != keys and not self._move(old_keys, keys, rows):
            return
        changed = [place for place, row in enumerate(rows) if row is not self._shown[place]]
        self._shown = rows
        for first, last in spans(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _move(self, old_keys: list[Hashable], keys: list[Hashable], rows: list[RowT]) -> bool:
        """Bring the shown keys into the new set and order; False if everything was reset instead."""
        wanted = set(keys)
        gone = list(spans([place for place, key in enumerate(old_keys) if key not in wanted]))
        added = [key for key in keys if key not in self._place]
        if len(gone) > _MANY_SPANS:
            self.beginResetModel()
            self._shown, self._place = rows, {key: place for place, key in enumerate(keys)}
            self.endResetModel()
            return False
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        if added:
            start = len(self._shown)
            self.beginInsertRows(QModelIndex(), start, start + len(added) - 1)
            self._shown = [*self._shown, *(self._all[key] for key in added)]
            self.endInsertRows()
        self._place = {key: place for place, key in enumerate(keys)}
        shown = {self._key(row): row for row in self._shown}
        if list(shown) != keys:
            # The old values in the new order: that they differ from the new ones is told afterwards.
            self._reorder([shown[key] for key in keys])
        return True

    def _reorder(self, rows: list[RowT]) -> None:
        """Show the same rows in another order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._key(self._shown[one.row()]) for one in before]
        self._shown = rows
        self._place = {self._key(row): place for place, row in enumerate(rows)}
        after = [self.index(self._place[key], one.column()) for key, one in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
