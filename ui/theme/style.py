"""Fusion with our sizes: what style sheets cannot say without breaking the inputs."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QStyleOptionFrame, QWidget
from typing_extensions import override

from ui.theme.tokens import ICON, INPUT_HEIGHT, RADIUS, Tokens

_INPUTS = (
    QStyle.ContentsType.CT_LineEdit,
    QStyle.ContentsType.CT_ComboBox,
    QStyle.ContentsType.CT_SpinBox,
)


class TielineStyle(QProxyStyle):
    """One proxy over Fusion for all looks; `tokens` is exchanged when the look changes."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__("Fusion")
        self.tokens = tokens

    @override
    def sizeFromContents(
        self,
        type: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget,
    ) -> QSize:
        found = super().sizeFromContents(type, option, size, widget)
        if type in _INPUTS:
            found.setHeight(max(found.height(), INPUT_HEIGHT))
        return found

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        match hint:
            case QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons | QStyle.StyleHint.SH_EtchDisabledText:
                return 0
            case QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
                return 0
            case QStyle.StyleHint.SH_ComboBox_Popup:
                return 0
            case QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
                return 500
            case _:
                return super().styleHint(hint, option, widget, returnData)

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_SmallIconSize, QStyle.PixelMetric.PM_ButtonIconSize):
            return ICON
        return super().pixelMetric(metric, option, widget)

    @override
    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            _focus(painter, rect=option.rect, color=self.tokens.focus)  # pyright: ignore[reportAttributeAccessIssue]
            return
        if element is QStyle.PrimitiveElement.PE_PanelLineEdit and isinstance(option, QStyleOptionFrame):
            self._line_edit(option, painter)
            return
        super().drawPrimitive(element, option, painter, widget)

    def _line_edit(self, option: QStyleOptionFrame, painter: QPainter) -> None:
        """A flat field: rounded, one hairline, the accent around it while it has the focus."""
        if option.lineWidth <= 0:  # pyright: ignore[reportAttributeAccessIssue]
            return
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.focus if focused else self.tokens.border), 1.6 if focused else 1.0))
        painter.setBrush(QColor(self.tokens.field if enabled else self.tokens.window))
        area = QRectF(option.rect).adjusted(0.8, 0.8, -0.8, -0.8)  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        painter.restore()


def _focus(painter: QPainter, *, rect: QRect, color: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.8, 0.8, -0.8, -0.8), RADIUS, RADIUS)
    painter.restore()
