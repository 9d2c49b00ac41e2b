"""Small parts that every page is built from: titles, buttons, cards, empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.theme import fonts
from ui.theme.theme import Theme, set_kind
from ui.theme.tokens import ICON

_TEXT_WIDTH = 440  # of an empty state


def title(text: str) -> QLabel:
    """The title of a page."""
    label = QLabel(text)
    set_kind(label, "role", value="title")
    label.setFont(fonts.text_font(points=fonts.TITLE_POINTS, weight=QFont.Weight.DemiBold))
    return label


def heading(text: str) -> QLabel:
    """The title of a card or a part of a form."""
    label = QLabel(text)
    label.setFont(fonts.text_font(points=10.5, weight=QFont.Weight.DemiBold))
    return label


def muted(text: str = "", *, wrap: bool = False, role: str = "muted") -> QLabel:
    """Text that explains and does not shout."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    set_kind(label, "role", value=role)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def form(host: QWidget | None = None, *, across: int = 24, down: int = 12) -> QFormLayout:
    """Rows of a label and a field, the labels at the left edge; the spaces between them in pixels."""
    made = QFormLayout(host)
    made.setHorizontalSpacing(across)
    made.setVerticalSpacing(down)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def button(
    text: str, *, theme: Theme, name: str = "", icon: str = "", kind: str = "", tip: str = "", act: Callable[[], object]
) -> QPushButton:
    """A push button; `kind` is primary, quiet or empty."""
    found = QPushButton(text)
    found.setObjectName(name)
    found.setAccessibleName(text)
    found.setToolTip(tip)
    found.setAutoDefault(False)
    if kind:
        set_kind(found, "kind", value=kind)
    if icon:
        found.setIconSize(QSize(ICON + 4, ICON))
        theme.dress(found, icon, tint="on_accent" if kind == "primary" else "muted")
    found.clicked.connect(lambda _checked=False: act())
    return found


def value(spoken: str, *, name: str = "") -> QLabel:
    """A text that can be copied, such as an address; `spoken` says what it is."""
    label = QLabel("–")
    label.setObjectName(name)
    label.setAccessibleName(spoken)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def say(label: QLabel, text: str, *, role: str) -> None:
    """Another text in another role, such as how a test came out."""
    set_kind(label, "role", value=role)
    label.setText(text)


def rename(target: QPushButton, text: str) -> None:
    """Give a button another text, for the eye and for screen readers."""
    target.setText(text)
    target.setAccessibleName(text.replace("&", ""))


def icon_button(text: str, *, theme: Theme, icon: str, name: str = "", act: Callable[[], object]) -> QToolButton:
    """A button with an icon only; the text is its tooltip and its accessible name."""
    found = QToolButton()
    found.setObjectName(name)
    found.setAccessibleName(text)
    found.setToolTip(text)
    found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    found.setIconSize(QSize(16, 16))
    set_kind(found, "kind", value="quiet")
    theme.dress(found, icon)
    found.clicked.connect(lambda _checked=False: act())
    return found


def line() -> QFrame:
    """A hairline."""
    found = QFrame()
    set_kind(found, "kind", value="line")
    found.setFixedHeight(1)
    return found


def card(*, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A raised card and the layout inside it."""
    found = QFrame()
    set_kind(found, "kind", value="card")
    inside = QVBoxLayout(found)
    inside.setContentsMargins(16, 14, 16, 14)
    inside.setSpacing(spacing)
    return found, inside


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets beside each other; an int is a gap, None takes what is left."""
    found = QHBoxLayout()
    found.setSpacing(spacing)
    for part in parts:
        if part is None:
            found.addStretch(1)
        elif isinstance(part, int):
            found.addSpacing(part)
        elif isinstance(part, QLayout):
            found.addLayout(part)
        else:
            found.addWidget(part)
    return found


class EmptyState(QWidget):
    """What stands where nothing is: an icon, what is missing, and what to do next."""

    def __init__(self, *, theme: Theme, icon: str, head: str, text: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.head, self.text = heading(head), muted(text, wrap=True)
        self.head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setFixedWidth(_TEXT_WIDTH)
        self.text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        inside.addStretch(2)
        inside.addWidget(self._picture)
        inside.addWidget(self.head)
        inside.addWidget(self.text, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(8)
        inside.addLayout(self._buttons)
        inside.addStretch(3)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        theme.changed.connect(self._on_changed)
        self._on_changed()

    def say(self, *, head: str, text: str) -> None:
        """Other words for another emptiness."""
        self.head.setText(head)
        self.text.setText(text)
        self._hold()

    def offer(self, found: QPushButton) -> None:
        """Add a button for what to do next."""
        self._buttons.insertWidget(self._buttons.count() - 1, found)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hold()

    def _hold(self) -> None:
        """Keep room for every line of the text, however low the place is."""
        self.text.setMinimumHeight(self.text.heightForWidth(_TEXT_WIDTH))

    def _on_changed(self) -> None:
        self._picture.setPixmap(self._theme.icon(self._icon, tint="faint").pixmap(QSize(40, 40)))
