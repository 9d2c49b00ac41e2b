"""The navigation at the left: pages in groups, with counts of what needs a look."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.theme import fonts, icons
from ui.theme.theme import Theme
from ui.theme.tokens import NAVIGATION_WIDTH
from ui.widgets import parts
from ui.words import tr

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, kw_only=True)
class Place:
    """One page in the navigation."""

    key: str
    title: str
    icon: str


class Navigation(QWidget):
    """Groups of places; the current one is the page shown."""

    went = Signal(str)
    look_asked = Signal()
    lookup_asked = Signal()
    trace_asked = Signal()

    def __init__(self, groups: dict[str, tuple[Place, ...]], *, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(NAVIGATION_WIDTH)
        self._theme = theme
        self._items: dict[str, QListWidgetItem] = {}
        self._places = {place.key: place for places in groups.values() for place in places}
        self.list = QListWidget()
        self.list.setObjectName("navigation")
        self.list.setAccessibleName(tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(18, 18))
        self.list.setSpacing(1)
        for title, places in groups.items():
            self._add_group(title)
            for place in places:
                self._add_place(place)
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def go(self, key: str) -> None:
        """Show this place."""
        self.list.setCurrentItem(self._items[key])

    def count(self, key: str, *, number: str) -> None:
        """Put a number behind a place's title; empty takes it away."""
        title = self._places[key].title
        self._items[key].setText(f"{title}  {number}" if number else title)
        self._items[key].setData(Qt.ItemDataRole.AccessibleTextRole, f"{title} {number}".strip())

    def _lay_out(self) -> None:
        sign = QLabel()
        sign.setPixmap(icons.logo_picture(56))
        sign.setScaledContents(True)
        sign.setFixedSize(26, 26)
        word = QLabel("Tieline")
        word.setFont(fonts.text_font(points=13, weight=QFont.Weight.DemiBold))
        head = parts.row(sign, word, None, spacing=10)
        head.setContentsMargins(18, 18, 16, 10)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.list, 1)
        inside.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        look = parts.button(
            tr("Appearance"),
            theme=self._theme,
            name="lookButton",
            icon="dark_theme",
            kind="quiet",
            tip=tr("Light, dark or high contrast (Ctrl+Shift+L)"),
            act=self.look_asked.emit,
        )
        lookup = parts.button(
            tr("Look an error up"),
            theme=self._theme,
            name="lookupButton",
            icon="book_question_mark",
            kind="quiet",
            tip=tr("What an error code means, and what to do (Ctrl+L)"),
            act=self.lookup_asked.emit,
        )
        trace = parts.button(
            tr("Trace a document"),
            theme=self._theme,
            name="traceDocumentButton",
            icon="document_search",
            kind="quiet",
            tip=tr("From ARM through its transactions to Kinetic, and back (Ctrl+D)"),
            act=self.trace_asked.emit,
        )
        foot = QVBoxLayout()
        foot.setSpacing(0)
        foot.addLayout(parts.row(trace, None))
        foot.addLayout(parts.row(lookup, None))
        foot.addLayout(parts.row(look, None))
        foot.setContentsMargins(12, 4, 12, 10)
        return foot

    def _add_group(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.text_font(points=8, weight=QFont.Weight.DemiBold))
        item.setSizeHint(QSize(0, 34))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.list.addItem(item)

    def _add_place(self, place: Place) -> None:
        item = QListWidgetItem(place.title)
        item.setData(_KEY, place.key)
        item.setSizeHint(QSize(0, 34))
        self._items[place.key] = item
        self.list.addItem(item)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item:
            self.went.emit(item.data(_KEY))

    def _on_look_changed(self) -> None:
        for key, item in self._items.items():
            item.setIcon(self._theme.icon(self._places[key].icon, tint="muted"))
