"""SVG icons tinted at run time, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override


class _TintedEngine(QIconEngine):
    """Draws one SVG in one colour at whatever size is asked for."""

    def __init__(self, name: str, *, color: str, disabled: str) -> None:
        super().__init__()
        self._name, self._color, self._disabled = name, color, disabled

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        color = self._disabled if mode is QIcon.Mode.Disabled else self._color
        # A wider place than high leaves air between the icon and a button's text.
        side = min(rect.width(), rect.height())
        draw(painter, name=self._name, color=color, rect=QRectF(rect.left(), rect.top(), side, side))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, color=self._color, disabled=self._disabled)


def icon(name: str, *, color: str, disabled: str = "#9AA3AE") -> QIcon:
    """The icon `name` of resources/icons in this colour."""
    return QIcon(_TintedEngine(name, color=color, disabled=disabled))


def draw(painter: QPainter, *, name: str, color: str, rect: QRectF) -> None:
    """Paint the icon into `rect` of a widget or cell."""
    pixels = rect.size() * painter.device().devicePixelRatioF()
    pixmap = tinted(name, color, round(pixels.width()), round(pixels.height()))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))


@lru_cache(maxsize=1024)
def tinted(name: str, color: str, width: int, height: int) -> QPixmap:
    """The icon as a picture of exactly this many pixels."""
    pixmap = QPixmap(max(width, 1), max(height, 1))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name).render(painter, QRectF(pixmap.rect()))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(color))
    painter.end()
    return pixmap


def logo() -> QIcon:
    """Tieline's own sign, in its own colours."""
    found = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        found.addPixmap(logo_picture(size))
    return found


def logo_picture(size: int) -> QPixmap:
    """Tieline's own sign at this many pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer("tieline").render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _renderer(name: str) -> QSvgRenderer:
    data = files("resources").joinpath("icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(data))
