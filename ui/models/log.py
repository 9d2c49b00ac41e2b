"""The model of a log: a ring of lines that grows by whole batches and is filtered in slices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any  # Qt's roles carry any value

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from app.model.run import LogLine, RunId
from ui.models.columns import ICON_ROLE, MONO_ROLE, ROW_ROLE, TONE_ROLE
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
CAPACITY = 1_000_000
# As plain tuples of plain values: the garbage collector does not walk through a million of them again and again.
Entry = tuple[RunId, datetime, str, str]
_SLICE = 60_000  # lines looked through between two turns of the event loop
LEVELS = ("info", "warning", "error")
_ICONS = {"warning": "warning_filled", "error": "dismiss_circle_filled"}
_TONES = {"warning": "warning", "error": "failed"}


@dataclass(frozen=True, kw_only=True)
class LogFilter:
    """Which lines are shown: from a level upwards, and holding a text."""

    level: str = "info"
    text: str = ""

    @property
    def everything(self) -> bool:
        """Whether no line is left out."""
        return self.level == "info" and not self.text

    def pick(self, lines: Sequence[Entry]) -> list[Entry]:
        """The lines that pass."""
        if self.level != "info":
            wanted = LEVELS[LEVELS.index(self.level) :]
            lines = [line for line in lines if line[2] in wanted]
        text = self.text.casefold()
        return [line for line in lines if text in line[3].casefold()] if text else list(lines)


class LogModel(QAbstractTableModel):
    """Time, level, run and text of each line; `titles` says where a run belongs."""

    filtered = Signal()  # a new filter has been carried through

    def __init__(self, *, capacity: int = CAPACITY, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._lines: list[Entry] = []
        self._shown: list[Entry] = []
        self._filter = LogFilter()
        self._cursor = 0  # how far a running filter has looked
        self._titles: dict[int, str] = {}
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slice)

    def clear(self) -> None:
        """Forget every line."""
        self._slices.stop()
        self.beginResetModel()
        self._lines, self._shown = [], []
        self.endResetModel()

    def name_runs(self, titles: dict[int, str]) -> None:
        """Tell where runs belong: run id to the name of its job."""
        self._titles.update(titles)

    def append(self, lines: Iterable[LogLine]) -> None:
        """Add lines at the end; the oldest fall out beyond the capacity."""
        fresh = [(line.run, line.at, line.level, line.text) for line in lines]
        self._lines.extend(fresh)
        if not self._slices.isActive():  # a running filter comes to them by itself
            self._add_shown(fresh if self._filter.everything else self._filter.pick(fresh))
        if len(self._lines) > self._capacity * 1.05:
            self._trim()

    def filter_by(self, wanted: LogFilter) -> None:
        """Show only the lines that pass; long logs are looked through in slices."""
        self._filter = wanted
        self.beginResetModel()
        self._shown, self._cursor = [], 0
        if wanted.everything:
            self._shown = list(self._lines)
            self._cursor = len(self._lines)
        self.endResetModel()
        self._on_slice()
        if self._cursor < len(self._lines):
            self._slices.start()

    def line_at(self, row: int) -> LogLine:
        """The line shown at this place."""
        run, at, level, text = self._shown[row]
        return LogLine(run=run, at=at, level=level, text=text)

    def next_trouble(self, start: int, *, step: int) -> int | None:
        """The place of the next warning or error after `start`, forwards or backwards."""
        places = range(start + step, len(self._shown) if step > 0 else -1, step)
        return next((place for place in places if self._shown[place][2] != "info"), None)

    def every(self) -> list[LogLine]:
        """All lines, shown or not."""
        return [LogLine(run=run, at=at, level=level, text=text) for run, at, level, text in self._lines]

    @property
    def total(self) -> int:
        """How many lines there are, shown or not."""
        return len(self._lines)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._shown)

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
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line = self.line_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column=index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.level}: {self._text(line, column=index.column())}"
        if role == TONE_ROLE:
            return _TONES.get(line.level, "text") if index.column() == 2 else "faint"
        same = {ROW_ROLE: line, MONO_ROLE: True}
        last = {ICON_ROLE: _ICONS.get(line.level), Qt.ItemDataRole.ToolTipRole: line.text}
        return same.get(role, last.get(role) if index.column() == 2 else None)

    def _text(self, line: LogLine, *, column: int) -> str:
        if column == 0:
            return line.at.astimezone().strftime("%m-%d %H:%M:%S.%f")[:-3]
        return self._titles.get(line.run, str(line.run)) if column == 1 else line.text

    def _add_shown(self, fresh: list[Entry]) -> None:
        if fresh:
            start = len(self._shown)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._shown.extend(fresh)
            self.endInsertRows()

    def _on_slice(self) -> None:
        part = self._lines[self._cursor : self._cursor + _SLICE]
        self._cursor += len(part)
        self._add_shown(self._filter.pick(part))
        if self._cursor >= len(self._lines):
            self._slices.stop()
            self.filtered.emit()

    def _trim(self) -> None:
        extra = len(self._lines) - self._capacity
        oldest = set(map(id, self._lines[:extra]))
        gone = 0
        while gone < len(self._shown) and id(self._shown[gone]) in oldest:
            gone += 1
        del self._lines[:extra]
        self._cursor = max(self._cursor - extra, 0)
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            del self._shown[:gone]
            self.endRemoveRows()
