"""The model of a log: a ring of lines that grows by whole batches and is filtered in slices."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime
from typing import Any  # Qt's roles carry any value

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from app.model.run import LogLine
from ui.models.columns import ICON_ROLE, MONO_ROLE, ROW_ROLE, TONE_ROLE
from ui.models.ring import Entry, LogFilter, Ring
from ui.words import tr

__all__ = ["CAPACITY", "LogFilter", "LogModel"]
Index = QModelIndex | QPersistentModelIndex
CAPACITY = 1_000_000
_SLICE = 20_000  # lines looked through between two looks at the clock
_SCREEN = 100  # lines
_TURN_S = 0.02  # of looking through lines between two turns of the event loop
_READY, _READY_EVERY_MS = 20_000, 20  # lines made ready for a search at a time
_ICONS = {"warning": "warning_filled", "error": "dismiss_circle_filled"}
_TONES = {"warning": "warning", "error": "failed"}


class LogModel(QAbstractTableModel):
    """Time, level, run and text of each line; `titles` says where a run belongs."""

    filtered = Signal()  # a new filter has been carried through

    def __init__(self, *, capacity: int = CAPACITY, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._ring = Ring()
        self._picked: list[int] | None = None  # numbers of the lines that pass; None: every line does
        self._found: list[int] = []  # passes too, but the view has not been told yet
        self._seen = 0  # number of the first line that nobody has looked at yet
        self._filter = LogFilter()
        self._titles: dict[int, str] = {}
        self._slices, self._readying = QTimer(self), QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slice)
        self._readying.setInterval(_READY_EVERY_MS)
        self._readying.timeout.connect(self._on_ready)

    def clear(self) -> None:
        """Forget every line."""
        self._slices.stop()
        self.beginResetModel()
        self._ring = Ring()
        self._picked, self._found, self._seen = None if self._filter.everything else [], [], 0
        self.endResetModel()

    def name_runs(self, titles: dict[int, str]) -> None:
        """Tell where runs belong: run id to the name of its job."""
        self._titles.update(titles)

    def append(self, lines: Iterable[LogLine]) -> None:
        """Add lines at the end; the oldest fall out beyond the capacity."""
        self._ring.append(lines)
        if not self._slices.isActive():  # a running filter comes to them by itself
            self._look(self._ring.end)
            self._tell()
        if len(self._ring.lines) > self._capacity * 1.05:
            self._trim(len(self._ring.lines) - self._capacity)
        if not self._readying.isActive():
            self._readying.start()

    def filter_by(self, wanted: LogFilter) -> None:
        """Show only the lines that pass; long logs are looked through in slices."""
        self._filter = wanted
        self.beginResetModel()
        self._picked, self._found = None if wanted.everything else [], []
        self._seen = self._ring.end if wanted.everything else self._ring.start
        self.endResetModel()
        self._on_slice()

    def line_at(self, row: int) -> LogLine:
        """The line shown at this place."""
        run, at, level, text = self._entry(row)
        return LogLine(run=run, at=at, level=level, text=text)

    def next_trouble(self, start: int, *, step: int) -> int | None:
        """The place of the next warning or error after `start`, forwards or backwards."""
        if self._picked is None:
            first = self._ring.start
            found = self._ring.trouble(first + start, step=step)
            return None if found is None or found >= self._seen else found - first
        places = range(start + step, len(self._picked) if step > 0 else -1, step)
        return next((place for place in places if self._ring.is_trouble(self._picked[place])), None)

    def every(self) -> list[LogLine]:
        """All lines, shown or not."""
        return [LogLine(run=run, at=at, level=level, text=text) for run, at, level, text in self._ring.lines]

    @property
    def filtering(self) -> bool:
        """Whether a filter is still on its way through the lines."""
        return self._slices.isActive()

    @property
    def total(self) -> int:
        """How many lines there are, shown or not."""
        return len(self._ring.lines)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        if parent.isValid():
            return 0
        return self._seen - self._ring.start if self._picked is None else len(self._picked)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else 3

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < 3:
            return (tr("Time"), tr("Run"), tr("Text"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        column, entry = index.column(), self._entry(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column=column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry[2]}: {self._text(entry, column=column)}"
        if role == TONE_ROLE:
            return _TONES.get(entry[2], "text") if column == 2 else "faint"
        if role == MONO_ROLE:
            return True
        if role == ROW_ROLE:
            return self.line_at(index.row())
        if column == 2 and role == ICON_ROLE:
            return _ICONS.get(entry[2])
        return entry[3] if column == 2 and role == Qt.ItemDataRole.ToolTipRole else None

    def _entry(self, row: int) -> Entry:
        return self._ring.lines[row if self._picked is None else self._picked[row] - self._ring.start]

    def _text(self, entry: Entry, *, column: int) -> str:
        if column == 0:
            return _clock(entry[1])
        return self._titles.get(entry[0], str(entry[0])) if column == 1 else entry[3]

    def _look(self, end: int) -> None:
        """Look at the lines up to this number."""
        if self._picked is not None:
            self._found += self._ring.numbers(self._filter, first=self._seen, last=end)
            self._seen = end

    def _tell(self) -> None:
        """Let the view know of what is to be shown besides."""
        start, end = self.rowCount(), self._ring.end
        count = end - self._seen if self._picked is None else len(self._found)
        if not count:
            return
        self.beginInsertRows(QModelIndex(), start, start + count - 1)
        if self._picked is None:
            self._seen = end
        else:
            self._picked += self._found
            self._found = []
        self.endInsertRows()

    def _on_slice(self) -> None:
        """Look at some lines; what is found is shown as soon as it fills a screen, and once more at the end."""
        until = time.perf_counter() + _TURN_S
        while self._seen < self._ring.end:
            self._look(min(self._seen + _SLICE, self._ring.end))
            if time.perf_counter() > until:
                break
        done = self._seen >= self._ring.end
        if done or (len(self._found) >= _SCREEN and not self._picked):
            self._tell()
        if done:
            self._slices.stop()
            self.filtered.emit()
        elif not self._slices.isActive():
            self._slices.start()

    def _on_ready(self) -> None:
        if not self._ring.ready(most=_READY):
            self._readying.stop()

    def _trim(self, extra: int) -> None:
        first = self._ring.start + extra
        del self._found[: bisect_left(self._found, first)]
        gone = extra if self._picked is None else bisect_left(self._picked, first)
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
        if self._picked is not None:
            del self._picked[:gone]
        self._ring.drop(extra)
        self._seen = max(self._seen, first)
        if gone:
            self.endRemoveRows()


def _clock(at: datetime) -> str:
    return at.astimezone().strftime("%m-%d %H:%M:%S.%f")[:-3]
