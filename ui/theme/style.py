"""Fusion with our sizes and our inputs: what style sheets cannot say without breaking them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionSpinBox,
    QTabBar,
    QWidget,
)
from typing_extensions import override

from ui.theme import inputs
from ui.theme.tokens import ICON, INPUT_HEIGHT, RADIUS, Tokens

_INPUTS = (
    QStyle.ContentsType.CT_LineEdit,
    QStyle.ContentsType.CT_ComboBox,
    QStyle.ContentsType.CT_SpinBox,
)
_HINTS = {
    QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    QStyle.StyleHint.SH_EtchDisabledText: 0,
    QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick: 0,
    QStyle.StyleHint.SH_ComboBox_Popup: 0,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 500,
}
_TEXTS = (  # numbers of parts mean something else in another control
    (QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField),
    (QStyle.ComplexControl.CC_SpinBox, QStyle.SubControl.SC_SpinBoxEditField),
)
_METRICS = {
    QStyle.PixelMetric.PM_SmallIconSize: ICON,
    QStyle.PixelMetric.PM_ButtonIconSize: ICON,
    QStyle.PixelMetric.PM_IndicatorWidth: 17,
    QStyle.PixelMetric.PM_IndicatorHeight: 17,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: 17,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: 17,
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: 8,
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: 8,
}


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
        if type in _INPUTS[1:]:
            found.setWidth(found.width() + 4)  # the text begins as far in as that of a line edit
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
        known = _HINTS.get(hint)
        return super().styleHint(hint, option, widget, returnData) if known is None else known

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        known = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if known is None else known

    @override
    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        found = super().subElementRect(element, option, widget)  # pyright: ignore[reportArgumentType]  None is fine
        framed = isinstance(option, QStyleOptionFrame) and option.lineWidth > 0  # pyright: ignore[reportAttributeAccessIssue]
        edit = element is QStyle.SubElement.SE_LineEditContents
        return found.adjusted(4, 0, -4, 0) if framed and edit else found

    @override
    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        subControl: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        found = super().subControlRect(control, option, subControl, widget)  # pyright: ignore[reportArgumentType]
        return found.adjusted(4, 0, 0, 0) if (control, subControl) in _TEXTS else found

    @override
    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        rect, state = _of(option)
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        on = bool(state & QStyle.StateFlag.State_On)
        match element:
            case QStyle.PrimitiveElement.PE_FrameFocusRect:
                self._focus(painter, rect=rect, widget=widget)
            case QStyle.PrimitiveElement.PE_IndicatorCheckBox:
                half = bool(state & QStyle.StateFlag.State_NoChange)
                inputs.box(painter, rect=rect, tokens=self.tokens, on=on, half=half, enabled=enabled)
            case QStyle.PrimitiveElement.PE_IndicatorRadioButton:
                inputs.dot(painter, rect=rect, tokens=self.tokens, on=on, enabled=enabled)
            case QStyle.PrimitiveElement.PE_PanelLineEdit if isinstance(option, QStyleOptionFrame):
                if option.lineWidth > 0:  # pyright: ignore[reportAttributeAccessIssue]
                    self._field(painter, rect=rect, state=state)
            case _:
                super().drawPrimitive(element, option, painter, widget)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        rect, state = _of(option)
        part = QStyle.SubControl
        if widget is None:
            super().drawComplexControl(control, option, painter, widget)
        elif control is QStyle.ComplexControl.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            self._field(painter, rect=rect, state=state)
            for which, up in ((part.SC_SpinBoxUp, True), (part.SC_SpinBoxDown, False)):
                self._chevron(painter, rect=self.subControlRect(control, option, which, widget), state=state, up=up)
        elif control is QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            self._field(painter, rect=rect, state=state)
            arrow = self.subControlRect(control, option, part.SC_ComboBoxArrow, widget)
            self._chevron(painter, rect=arrow, state=state, up=False)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _field(self, painter: QPainter, *, rect: QRect, state: QStyle.StateFlag) -> None:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        inputs.field(painter, rect=rect, tokens=self.tokens, focused=focused, enabled=enabled)

    def _chevron(self, painter: QPainter, *, rect: QRect, state: QStyle.StateFlag, up: bool) -> None:
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        inputs.chevron(painter, rect=rect, tokens=self.tokens, up=up, enabled=enabled)

    def _focus(self, painter: QPainter, *, rect: QRect, widget: QWidget | None) -> None:
        marked = isinstance(widget, QCheckBox | QRadioButton)
        if isinstance(widget, QTabBar | QAbstractButton) and not marked:
            return  # the style sheet draws its border
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.focus), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(-1.2, 0.8, 1.2, -0.8), RADIUS, RADIUS)
        painter.restore()


def _of(option: QStyleOption) -> tuple[QRect, QStyle.StateFlag]:
    """Rectangle and state, which the type stubs do not know."""
    return option.rect, option.state  # pyright: ignore[reportAttributeAccessIssue]
