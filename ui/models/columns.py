"""What a column of a table is: declared once, shown, sorted and copied from the declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar  # sort keys are whatever orders the column

from PySide6.QtCore import Qt

RowT = TypeVar("RowT")

ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # the row's own value
ICON_ROLE = Qt.ItemDataRole.UserRole + 2  # name of the icon before the text
TONE_ROLE = Qt.ItemDataRole.UserRole + 3  # token of the text's colour
NOTE_ROLE = Qt.ItemDataRole.UserRole + 4  # muted text after the text
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 5  # 0 to 1, or None
BUTTONS_ROLE = Qt.ItemDataRole.UserRole + 6  # tuple of CellButton
LEAD_ROLE = Qt.ItemDataRole.UserRole + 7  # muted text before the text, right-aligned
MONO_ROLE = Qt.ItemDataRole.UserRole + 8  # whether the text is code or log


@dataclass(frozen=True, kw_only=True)
class CellButton:
    """A small button painted in a cell."""

    name: str
    icon: str
    tip: str
    enabled: bool = True
    tint: str = "muted"


@dataclass(frozen=True, kw_only=True)
class Column(Generic[RowT]):
    """One column; `key` is the name under which its width and place are kept."""

    key: str
    title: str
    text: Callable[[RowT], str]
    sort: Callable[[RowT], Any] | None = None  # None: by the text
    width: int = 120
    stretch: bool = False
    extra: bool = False  # hidden until it is asked for
    right: bool = False
    mono: bool = False
    tip: Callable[[RowT], str] | None = None
    icon: Callable[[RowT], str] | str | None = None
    tone: Callable[[RowT], str] | str | None = None
    note: Callable[[RowT], str] | None = None
    lead: Callable[[RowT], str] | None = None
    progress: Callable[[RowT], float | None] | None = None
    buttons: Callable[[RowT], tuple[CellButton, ...]] | None = None
    spoken: Callable[[RowT], str] | None = None  # what a screen reader says after the title

    @property
    def order(self) -> Callable[[RowT], Any]:
        """What a row is sorted by in this column."""
        return self.sort or (lambda row: self.text(row).casefold())

    def value(self, row: RowT, *, role: int) -> Any:
        """What the view asks of a cell."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(row) if self.tip else None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.title}: {self.spoken(row) if self.spoken else self.text(row)}"
            case _:
                return self._dress(row, role=role)

    def _dress(self, row: RowT, *, role: int) -> Any:
        if role == ROW_ROLE:
            return row
        if role == MONO_ROLE:
            return self.mono
        part = {
            ICON_ROLE: self.icon,
            TONE_ROLE: self.tone,
            NOTE_ROLE: self.note,
            LEAD_ROLE: self.lead,
            PROGRESS_ROLE: self.progress,
            BUTTONS_ROLE: self.buttons,
        }.get(role)
        return part(row) if callable(part) else part


def blank(_row: object) -> str:
    """The text of a column that is all buttons."""
    return ""
