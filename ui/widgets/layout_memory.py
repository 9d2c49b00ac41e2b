"""Remembers a table's column widths, order, visibility and sort by column name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast  # kept values come back untyped

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.models.columns import Column

_TITLE_PAD = 22  # beside a title, with room for the sort arrow
_READABLE = 140  # pixels below which a long text says little


class LayoutMemory(QObject):
    """Keeps one table's layout in QSettings; names it does not know are kept and ignored."""

    def __init__(self, view: QTableView, *, columns: Sequence[Column[Any]], name: str) -> None:
        super().__init__(view)
        self._header: QHeaderView = view.horizontalHeader()
        self._columns, self._key = columns, f"tables/{name}"
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(400)
        self._later.timeout.connect(self._save)
        self.reset()
        self.apply(self._kept())
        for changed in (self._header.sectionResized, self._header.sectionMoved, self._header.sortIndicatorChanged):
            changed.connect(self._on_changed)

    def forget(self) -> None:
        """Keep nothing from now on: the table shows something else."""
        self._later.stop()
        for changed in (self._header.sectionResized, self._header.sectionMoved, self._header.sortIndicatorChanged):
            changed.disconnect(self._on_changed)
        self.deleteLater()

    def visible_columns(self) -> list[int]:
        """Logical columns in the order shown."""
        return [column for column in self._in_order() if not self._header.isSectionHidden(column)]

    def show_column(self, place: int, *, shown: bool) -> None:
        """Show or hide a column."""
        self._header.setSectionHidden(place, not shown)
        self._on_changed()

    def reset(self) -> None:
        """Back to the declared widths, order and columns."""
        for place, column in enumerate(self._columns):
            self._header.setSectionHidden(place, column.extra)
            self._header.moveSection(self._header.visualIndex(place), place)
            stretch = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            self._header.setSectionResizeMode(place, stretch)
            self._header.resizeSection(place, max(column.width, self._least(column)))

    def fit(self, room: int) -> None:
        """Let columns that take what is left keep a readable width where little is left; the table scrolls then."""
        shown = [
            (place, column) for place, column in enumerate(self._columns) if not self._header.isSectionHidden(place)
        ]
        fixed = sum(self._header.sectionSize(place) for place, column in shown if not column.stretch)
        elastic = [(place, column) for place, column in shown if column.stretch]
        wanted = sum(self._readable(column) for _, column in elastic)
        mode = QHeaderView.ResizeMode.Stretch if room - fixed >= wanted else QHeaderView.ResizeMode.Interactive
        for place, column in elastic:
            if self._header.sectionResizeMode(place) is mode:
                continue
            self._header.setSectionResizeMode(place, mode)
            if mode is QHeaderView.ResizeMode.Interactive:
                self._header.resizeSection(place, self._readable(column))

    def capture(self) -> dict[str, Any]:
        """The layout as it is now, by column names."""
        hidden = [column.key for place, column in enumerate(self._columns) if self._header.isSectionHidden(place)]
        return {
            "order": [self._columns[place].key for place in self._in_order()],
            "hidden": hidden,
            "widths": {
                column.key: self._header.sectionSize(place)
                for place, column in enumerate(self._columns)
                if column.key not in hidden
            },
            "sort": self._columns[self._header.sortIndicatorSection()].key if self._sorted() else None,
            "descending": self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
        }

    def apply(self, kept: dict[str, Any]) -> None:
        """Take a layout; what it does not name stays as declared."""
        places = {column.key: place for place, column in enumerate(self._columns)}
        for visual, key in enumerate(key for key in kept.get("order", []) if key in places):
            self._header.moveSection(self._header.visualIndex(places[key]), visual)
        extra = [column.key for column in self._columns if column.extra]
        hidden = {key for key in kept.get("hidden", extra) if key in places}
        for key, place in places.items():
            self._header.setSectionHidden(place, key in hidden and len(hidden) < len(places))
        for key, width in kept.get("widths", {}).items():
            if key in places and not self._columns[places[key]].stretch and key not in hidden:
                self._header.resizeSection(places[key], int(width))
        if kept.get("sort") in places:
            order = Qt.SortOrder.DescendingOrder if kept.get("descending") else Qt.SortOrder.AscendingOrder
            self._header.setSortIndicator(places[kept["sort"]], order)
        else:
            self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _least(self, column: Column[Any]) -> int:
        """What the title needs, in whatever language."""
        return self._header.fontMetrics().horizontalAdvance(column.title) + _TITLE_PAD if column.title else 0

    def _readable(self, column: Column[Any]) -> int:
        return max(min(column.width, _READABLE), self._least(column))

    def _in_order(self) -> list[int]:
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def _on_changed(self) -> None:
        self._later.start()

    def _save(self) -> None:
        kept = self._kept()
        fresh = self.capture()
        fresh["widths"] = {**kept.get("widths", {}), **fresh["widths"]}
        QSettings().setValue(self._key, json.dumps({**kept, **fresh}))

    def _sorted(self) -> bool:
        return 0 <= self._header.sortIndicatorSection() < len(self._columns)

    def _kept(self) -> dict[str, Any]:
        try:
            found: Any = json.loads(str(QSettings().value(self._key, "{}")))
        except ValueError:
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
