"""Paints check boxes, radio buttons, spin boxes and combo boxes flat and rounded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme.tokens import RADIUS, Tokens


def box(painter: QPainter, *, rect: QRect, tokens: Tokens, on: bool, half: bool, enabled: bool) -> None:
    """A check box: an empty frame, or filled with a tick or a dash."""
    area = _square(rect)
    _frame(painter, tokens=tokens, on=on or half, enabled=enabled)
    painter.drawRoundedRect(area, 3.5, 3.5)
    if on or half:
        side, left, top = area.width(), area.left(), area.top()
        tick = ((0.24, 0.52), (0.43, 0.70), (0.77, 0.32)) if on else ((0.26, 0.5), (0.74, 0.5))
        painter.setPen(QPen(QColor(tokens.on_accent), 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(left + x * side, top + y * side) for x, y in tick]))
    painter.restore()


def dot(painter: QPainter, *, rect: QRect, tokens: Tokens, on: bool, enabled: bool) -> None:
    """A radio button: an empty ring, or filled with a dot."""
    area = _square(rect)
    _frame(painter, tokens=tokens, on=on, enabled=enabled)
    painter.drawEllipse(area)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_accent))
        inset = area.width() * 0.31
        painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def field(painter: QPainter, *, rect: QRect, tokens: Tokens, focused: bool, enabled: bool) -> None:
    """The frame of an input: one hairline, the accent while it has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.focus if focused else tokens.border), 1.6 if focused else 1.0))
    painter.setBrush(QColor(tokens.field if enabled else tokens.window))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.8, 0.8, -0.8, -0.8), RADIUS, RADIUS)
    painter.restore()


def chevron(painter: QPainter, *, rect: QRect, tokens: Tokens, up: bool, enabled: bool) -> None:
    """The small arrow of spin and combo boxes."""
    middle = QRectF(rect).center()
    way = -1.0 if up else 1.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(QColor(tokens.muted if enabled else tokens.border), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    points = [middle + QPointF(x, way * y) for x, y in ((-3.5, -1.6), (0.0, 1.8), (3.5, -1.6))]
    painter.drawPolyline(QPolygonF(points))
    painter.restore()


def _square(rect: QRect) -> QRectF:
    side = min(rect.width(), rect.height()) - 1
    middle = QRectF(rect).center()
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)


def _frame(painter: QPainter, *, tokens: Tokens, on: bool, enabled: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = (tokens.accent if on else tokens.faint) if enabled else tokens.border
    painter.setPen(QPen(QColor(edge), 1.2))
    fill = (tokens.accent if enabled else tokens.border) if on else tokens.field
    painter.setBrush(QColor(fill))
