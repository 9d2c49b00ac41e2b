"""The menu on a table's header: which columns are shown, and back to the layout it came with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from ui.models.columns import Column
from ui.widgets.layout_memory import LayoutMemory
from ui.words import tr


class HeaderMenu(QObject):
    """Made anew each time it is asked for, since a table may show other columns."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        self._memory: LayoutMemory | None = None
        self._columns: tuple[Column[object], ...] = ()
        self.menu = QMenu(header)
        self.menu.setObjectName("headerMenu")
        self.menu.setAccessibleName(tr("Columns"))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_asked)

    def serve(self, memory: LayoutMemory, *, columns: tuple[Column[object], ...]) -> None:
        """Offer these columns from now on."""
        self._memory, self._columns = memory, columns

    def fill(self) -> None:
        """Make the menu for what is shown now."""
        self.menu.clear()
        shown = [place for place in range(len(self._columns)) if not self._header.isSectionHidden(place)]
        for place, column in enumerate(self._columns):
            if not column.title:
                continue
            action = self.menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(place in shown)
            action.setEnabled(place not in shown or len(shown) > 1)
            action.toggled.connect(partial(self._on_toggled, place))
        self.menu.addSeparator()
        reset = self.menu.addAction(tr("Reset the layout"))
        reset.setObjectName("resetLayout")
        reset.triggered.connect(self._on_reset)

    def _on_asked(self, at: QPoint) -> None:
        self.fill()
        self.menu.popup(self._header.mapToGlobal(at))

    def _on_toggled(self, place: int, on: bool) -> None:  # noqa: FBT001  Qt's signal
        if self._memory:
            self._memory.show_column(place, shown=on)

    def _on_reset(self) -> None:
        if self._memory:
            self._memory.reset()
