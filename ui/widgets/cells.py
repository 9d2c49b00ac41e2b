"""Paints table cells: row background, icon, text, note, progress and small buttons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.models.columns import (
    BUTTONS_ROLE,
    ICON_ROLE,
    LEAD_ROLE,
    MONO_ROLE,
    NOTE_ROLE,
    PROGRESS_ROLE,
    TONE_ROLE,
    CellButton,
)
from ui.theme import fonts, icons
from ui.theme.theme import Theme
from ui.theme.tokens import ICON, RADIUS, ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_BUTTON = 26
_LEAD = 24


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of our tables from the model's roles."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hovered_row = -1
        self.hovered_at = QPoint(-1, -1)  # in the viewport, for the buttons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * _PAD, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        self._background(painter, rect=rect, state=state, row=index.row())
        buttons: tuple[CellButton, ...] | None = index.data(BUTTONS_ROLE)
        if buttons is not None:
            for place, button in zip(button_places(rect, len(buttons)), buttons, strict=True):
                self._button(painter, place=place, button=button)
        else:
            self._content(painter, rect=rect.adjusted(_PAD, 0, -_PAD, 0), index=index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.tokens.focus), 1.4))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 2.5, -1.5, -3.5), RADIUS, RADIUS)
        painter.restore()

    def _background(self, painter: QPainter, *, rect: QRect, state: QStyle.StateFlag, row: int) -> None:
        tokens = self._theme.tokens
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif row == self.hovered_row:
            painter.fillRect(rect, QColor(tokens.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))

    def _content(self, painter: QPainter, *, rect: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        tone = index.data(TONE_ROLE) or "text"
        lead, icon, note = index.data(LEAD_ROLE), index.data(ICON_ROLE), index.data(NOTE_ROLE)
        painter.setFont(fonts.mono_font() if index.data(MONO_ROLE) else fonts.text_font())
        metrics = QFontMetrics(painter.font())
        if lead:
            painter.setPen(QColor(tokens.faint))
            painter.drawText(QRect(rect.left(), rect.top(), _LEAD, rect.height()), _RIGHT, lead)
            rect = rect.adjusted(_LEAD + _PAD, 0, 0, 0)
        if icon:
            top = rect.top() + (rect.height() - ICON) / 2
            area = QRectF(rect.left(), top, ICON, ICON)
            icons.draw(painter, name=icon, color=self._theme.color(tone), rect=area)
            rect = rect.adjusted(ICON + 6, 0, 0, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "").partition("\n")[0]
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or int(_LEFT))
        painter.setPen(QColor(self._theme.color(tone)))
        painter.drawText(rect, alignment, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))
        if note:
            self._note(painter, rect=rect.adjusted(metrics.horizontalAdvance(text) + 6, 0, 0, 0), note=note)
        self._progress(painter, rect=rect, fraction=index.data(PROGRESS_ROLE))

    def _note(self, painter: QPainter, *, rect: QRect, note: str) -> None:
        if rect.width() < 12:
            return
        painter.setPen(QColor(self._theme.tokens.faint))
        elided = QFontMetrics(painter.font()).elidedText(note, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, elided)

    def _progress(self, painter: QPainter, *, rect: QRect, fraction: float | None) -> None:
        if fraction is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(rect.left(), rect.bottom() - 5, rect.width(), 3)
        painter.setBrush(QColor(self._theme.tokens.pressed))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        bar.setWidth(max(3.0, bar.width() * min(max(fraction, 0.0), 1.0)))
        painter.setBrush(QColor(self._theme.tokens.running))
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _button(self, painter: QPainter, *, place: QRect, button: CellButton) -> None:
        tokens = self._theme.tokens
        if button.enabled and place.contains(self.hovered_at):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.pressed))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        color = self._theme.color(button.tint) if button.enabled else tokens.border
        side = (place.width() - ICON) / 2
        icons.draw(painter, name=button.icon, color=color, rect=QRectF(place).adjusted(side, side, -side, -side))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def button_places(rect: QRect, count: int) -> list[QRect]:
    """Where the buttons of a cell lie."""
    left = rect.left() + (_PAD if count > 1 else max((rect.width() - _BUTTON) // 2, 0))
    top = rect.top() + (rect.height() - _BUTTON) // 2
    return [QRect(left + place * (_BUTTON + 2), top, _BUTTON, _BUTTON) for place in range(count)]
