"""The question before a step with consequences: Yes and No, and No unless Yes is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.theme.theme import Theme, set_kind
from ui.widgets import parts
from ui.words import tr

ARMED_AFTER_MS = 500


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: the object by name, the consequences as counted facts, and the list it is about."""

    title: str
    text: str
    facts: Sequence[tuple[str, str]] = field(default=())  # what, how much
    items: Sequence[str] = field(default=())
    where: str = ""  # the environment, named where it is production

    def spoken(self) -> str:
        """The whole consequence in one breath, for a screen reader."""
        return ". ".join([self.text, *(f"{name}: {value}" for name, value in self.facts), *self.items])


class ConfirmDialog(QDialog):
    """Yes is reachable by mouse and Alt+Y only, not by Enter held down, not by a double click."""

    def __init__(self, question: Question, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confirmDialog")
        self.setWindowTitle(question.title)
        self.setAccessibleDescription(question.spoken())
        self.setMinimumWidth(480)
        self._box = QDialogButtonBox(QDialogButtonBox.StandardButton.Yes | QDialogButtonBox.StandardButton.No)
        self.yes = self._button(QDialogButtonBox.StandardButton.Yes, text=tr("&Yes"), name="yesButton")
        self.no = self._button(QDialogButtonBox.StandardButton.No, text=tr("&No"), name="noButton")
        self.yes.setAccessibleDescription(question.spoken())
        self.yes.setEnabled(False)
        self.yes.installEventFilter(self)
        self.no.setDefault(True)
        self._lay_out(question, theme=theme)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        self.no.setFocus()

    @override
    def showEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        QTimer.singleShot(ARMED_AFTER_MS, self, lambda: self.yes.setEnabled(True))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A key held down repeats; only a fresh press counts as a decision.
        return isinstance(event, QKeyEvent) and event.isAutoRepeat()

    def _button(self, which: QDialogButtonBox.StandardButton, *, text: str, name: str) -> QPushButton:
        found = self._box.button(which)
        found.setText(text)
        found.setObjectName(name)
        found.setAccessibleName(text.replace("&", ""))
        found.setAutoDefault(False)
        found.setMinimumWidth(88)
        return found

    def _lay_out(self, question: Question, *, theme: Theme) -> None:
        sign = QLabel()
        sign.setPixmap(theme.icon("warning", tint="warning").pixmap(QSize(24, 24)))
        words = QVBoxLayout()
        words.setSpacing(8)
        head = parts.heading(question.title)
        head.setWordWrap(True)
        words.addWidget(head)
        words.addWidget(parts.muted(question.text, wrap=True))
        if question.facts:
            words.addSpacing(4)
            words.addLayout(_facts(question.facts))
        if question.items:
            words.addWidget(_items(question.items))
        if question.where:
            words.addWidget(parts.muted(question.where, wrap=True, role="failed"))
        words.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 20)
        whole.setSpacing(20)
        whole.addLayout(body)
        whole.addWidget(self._box)


def _facts(facts: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for place, (name, value) in enumerate(facts):
        what = QLabel(value)
        what.setWordWrap("\n" not in value)  # lines broken by hand are short
        what.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(parts.muted(name), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, place, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _items(items: Sequence[str]) -> QPlainTextEdit:
    shown = QPlainTextEdit("\n".join(items))
    set_kind(shown, "kind", value="boxed")
    shown.setObjectName("confirmItems")
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(tr("What this is about"))
    shown.setFixedHeight(min(len(items), 8) * 20 + 20)
    return shown
