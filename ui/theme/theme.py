"""The look in use: puts tokens on the application and tells widgets when it changes."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.theme import fonts, icons
from ui.theme.palette import palette_of
from ui.theme.sheet import sheet_of
from ui.theme.style import TielineStyle
from ui.theme.tokens import CONTRAST, DARK, LIGHT, Look, Tokens


class Dressed(Protocol):
    """What can carry an icon: a button, an action, a list item."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802  Qt's name
        """Show the icon."""
        ...


class Theme(QObject):
    """The one look of the application; made once in ui.main and passed on."""

    changed = Signal()

    def __init__(self, application: QApplication, *, look: Look = Look.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._look = look
        self._dressed: WeakKeyDictionary[Dressed, tuple[str, str]] = WeakKeyDictionary()
        self.tokens = LIGHT
        fonts.load_bundled()
        application.setFont(fonts.text_font())
        self._style = TielineStyle(self.tokens)
        application.setStyle(self._style)
        self.apply(look)
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def look(self) -> Look:
        """What the user chose; `tokens` is what that means on this desktop."""
        return self._look

    def apply(self, look: Look) -> None:
        """Put a look on every window, now."""
        self._look = look
        self.tokens = self._style.tokens = _resolve(look, self._application)
        icons.tinted.cache_clear()
        self._application.setPalette(palette_of(self.tokens))
        self._application.setStyleSheet(sheet_of(self.tokens))
        for target, (name, tint) in list(self._dressed.items()):
            if isValid(target):
                target.setIcon(self.icon(name, tint=tint))
            else:
                del self._dressed[target]
        self.changed.emit()

    def icon(self, name: str, *, tint: str = "muted") -> QIcon:
        """The icon in the colour of the token `tint`."""
        return icons.icon(name, color=self.color(tint), disabled=self.tokens.disabled)

    def color(self, token: str) -> str:
        """The colour behind a token's name."""
        return str(getattr(self.tokens, token))

    def dress(self, target: Dressed, name: str, *, tint: str = "muted") -> None:
        """Give a button or an action its icon and keep it right when the look changes."""
        self._dressed[target] = (name, tint)
        target.setIcon(self.icon(name, tint=tint))

    def _on_system_changed(self) -> None:
        if self._look is Look.SYSTEM:
            self.apply(Look.SYSTEM)


def set_kind(widget: QWidget, kind: str, *, value: str) -> None:
    """Set a property the style sheet looks at, also on a widget that is already shown."""
    if widget.property(kind) == value:
        return
    widget.setProperty(kind, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # polished anyway when first shown; doing it twice loses the widget's own font
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _resolve(look: Look, application: QApplication) -> Tokens:
    if look is Look.SYSTEM:
        hints = application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}[look]
