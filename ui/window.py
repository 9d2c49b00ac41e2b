"""The main window: navigation, environment band, notices, pages, status bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.dialogs.lookup import LookupDialog, picked_message
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.theme import icons
from ui.theme.theme import Theme
from ui.theme.tokens import Look
from ui.widgets.band import EnvironmentBand
from ui.widgets.navigation import Navigation, Place
from ui.widgets.notices import Notices
from ui.widgets.opening import OpeningPage
from ui.widgets.status_bar import StatusBar
from ui.words import tr

GEOMETRY, STATE, LOOK = "window/geometry", "window/state", "window/look"
_DIGITS = 9  # places that a key with a digit leads to
_FRAME = QSize(16, 56)  # what a desktop puts around a window, about
_LOOKS = (Look.SYSTEM, Look.LIGHT, Look.DARK, Look.CONTRAST)


def places() -> dict[str, tuple[Place, ...]]:
    """The groups of the navigation."""
    return {
        tr("Operate"): (
            Place(key="agents", title=tr("Agents"), icon="server"),
            Place(key="jobs", title=tr("Jobs"), icon="task_list_square_ltr"),
            Place(key="history", title=tr("History"), icon="history"),
            Place(key="timeline", title=tr("Timeline"), icon="gantt_chart"),
            Place(key="alerts", title=tr("Alerts"), icon="alert"),
        ),
        tr("Data"): (
            Place(key="failures", title=tr("Failed records"), icon="document_error"),
            Place(key="log", title=tr("Log"), icon="text_bullet_list_square"),
        ),
        tr("Accounting"): (Place(key="timberline", title=tr("Timberline"), icon="receipt"),),
        tr("System"): (
            Place(key="checks", title=tr("Checks"), icon="stethoscope"),
            Place(key="audit", title=tr("Audit"), icon="shield_checkmark"),
            Place(key="roles", title=tr("Roles"), icon="people"),
            Place(key="store", title=tr("Store"), icon="database"),
        ),
    }


class MainWindow(QMainWindow):
    """Frame and pages; `closing` asks whoever made it whether it may go."""

    closing = Signal()
    page_changed = Signal(str)
    trace_asked = Signal()
    refresh_asked = Signal(str)  # the page shown

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Tieline")
        self.setWindowIcon(icons.logo())
        self.setMinimumSize(QSize(1024, 640))
        self.theme = theme
        self.may_close = False
        self.band, self.notices = EnvironmentBand(), Notices(theme=theme)
        self.navigation = Navigation(places(), theme=theme)
        self.status = StatusBar(theme=theme)
        self.opening = OpeningPage(theme=theme)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.opening)
        self._lay_out()
        self.navigation.went.connect(self._on_went)
        self.navigation.look_asked.connect(self._on_look_asked)
        self._shortcut("Ctrl+Shift+L", act=self._on_look_asked)
        self._shortcut("Ctrl+Q", act=self.closing.emit)
        self._shortcut("F1", act=self._on_help_asked)
        self._shortcut("Ctrl+L", act=lambda: self.look_up(picked_message(QApplication.focusWidget())))
        self.navigation.lookup_asked.connect(lambda: self.look_up(""))
        self._shortcut("Ctrl+D", act=self.trace_asked.emit)
        self.navigation.trace_asked.connect(self.trace_asked)
        self._shortcut("F5", act=lambda: self.refresh_asked.emit(self.current()))
        self._restore()

    def add_page(self, key: str, page: QWidget) -> None:
        """Put a page behind its place in the navigation."""
        self._pages[key] = page
        self._stack.addWidget(page)

    def go(self, key: str) -> None:
        """Show a page."""
        self.navigation.go(key)

    def current(self) -> str:
        """The place of the page shown."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def page(self, key: str) -> QWidget | None:
        """The page behind a place, once it is made."""
        return self._pages.get(key)

    def come_forward(self) -> None:
        """Be seen: not minimised, in front of the others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def show_opening(self) -> None:
        """Show that the data folder is being opened."""
        self._stack.setCurrentWidget(self.opening)
        self.navigation.setEnabled(False)

    def show_pages(self, *, first: str) -> None:
        """The console is there: show the first page."""
        self.navigation.setEnabled(True)
        for place, key in enumerate(key for group in places().values() for key in (one.key for one in group)):
            if place < _DIGITS:
                self._shortcut(f"Ctrl+{place + 1}", act=lambda key=key: self.go(key))
        self.go(first)
        self._on_went(first)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        settings = QSettings()
        settings.setValue(GEOMETRY, self.saveGeometry())
        settings.setValue(STATE, self.saveState())
        if self.may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def _shortcut(self, keys: str, *, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices)
        right.addWidget(self._stack, 1)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addLayout(right, 1)
        middle = QWidget()
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(below, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _restore(self) -> None:
        settings = QSettings()
        geometry = settings.value(GEOMETRY)
        if geometry is None or not self.restoreGeometry(geometry):
            room, whole = self.screen().availableSize() - _FRAME, QSize(1440, 900)
            fits = room.width() >= self.minimumWidth() and room.height() >= self.minimumHeight()
            self.resize(whole.boundedTo(room) if fits else whole)
        kept = str(settings.value(LOOK, Look.SYSTEM.value))
        if kept in {look.value for look in Look} and kept != self.theme.look.value:
            self.theme.apply(Look(kept))

    def _on_went(self, key: str) -> None:
        page = self._pages.get(key)
        if page:
            self._stack.setCurrentWidget(page)
            self.page_changed.emit(key)

    def _on_help_asked(self) -> None:
        dialog = ShortcutsDialog(theme=self.theme, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_up(self, text: str) -> None:
        """Open the look-up of errors, with a message if there is one."""
        dialog = LookupDialog(text, theme=self.theme, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_look_asked(self) -> None:
        following = _LOOKS[(_LOOKS.index(self.theme.look) + 1) % len(_LOOKS)]
        self.theme.apply(following)
        QSettings().setValue(LOOK, following.value)
        names = {
            Look.SYSTEM: tr("as the desktop says"),
            Look.LIGHT: tr("light"),
            Look.DARK: tr("dark"),
            Look.CONTRAST: tr("high contrast"),
        }
        self.statusBar().showMessage(f"{tr('Appearance')}: {names[following]}", 3000)
