"""Looks an error up: a code, a whole message or some words, without a network."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.console import codes
from app.model.code import Code
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr

_TELLING = ("logView", "runLog", "allRunsTable", "historyTable", "failuresTable", "causeRecords", "checksTable",
            "alertsTable")  # fmt: skip


class LookupDialog(QDialog):
    """Finds while one types; what stands in the text as a code comes first."""

    def __init__(self, text: str = "", *, theme: Theme, language: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookupDialog")
        self.setWindowTitle(tr("Look an error up"))
        self.resize(820, 520)
        self._language = language or QLocale().name().partition("_")[0]
        self.edit = QLineEdit(text)
        self.edit.setObjectName("lookupEdit")
        self.edit.setAccessibleName(tr("Code, message or words"))
        self.edit.setPlaceholderText(tr("Code, message or words, such as 08001 or WinError 32"))
        self.edit.setClearButtonEnabled(True)
        self.model = _model(self)
        self.view = RowsView(self.model, theme=theme, name="codesTable", title=tr("Codes"))
        self._count = parts.muted()
        self._stack = QStackedWidget()
        self._lay_out(theme)
        self.edit.textChanged.connect(self._find)
        self._find(text)
        self.edit.setFocus()

    def _lay_out(self, theme: Theme) -> None:
        nothing = parts.EmptyState(
            theme=theme, icon="book_question_mark", head=tr("No known code in it"),
            text=tr("Copy the message as text for a ticket from the log, and send it to your support."),
        )  # fmt: skip
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        close = parts.button(tr("Close"), theme=theme, name="closeButton", act=self.reject)
        box = QDialogButtonBox()
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 20)
        inside.setSpacing(12)
        inside.addLayout(parts.row(parts.heading(tr("Look an error up")), 8, self._count, None))
        inside.addWidget(self.edit)
        inside.addWidget(self._stack, 1)
        inside.addWidget(box)

    def _find(self, text: str) -> None:
        found = codes.find(text, language=self._language, limit=200)
        self.model.replace(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._count.setText(words.counted(len(found), one="code", many="codes"))


def picked_message(focused: QWidget | None) -> str:
    """The texts of the row on which the keyboard is, where rows tell of errors; else nothing."""
    if not isinstance(focused, QAbstractItemView) or focused.objectName() not in _TELLING:
        return ""
    index, model = focused.currentIndex(), focused.model()
    if not index.isValid():
        return ""
    cells = [model.index(index.row(), place).data() for place in range(model.columnCount())]
    return max((str(cell) for cell in cells if cell), key=len, default="")


def _model(parent: QWidget) -> RowsModel[Code]:
    return RowsModel(
        (
            Column(
                key="code", title=tr("Code"), text=lambda one: one.code, width=90,
                icon=lambda one: "checkmark_circle_filled" if one.exact else "circle",
                tone=lambda one: "accent" if one.exact else "muted",
            ),
            Column(key="family", title=tr("Of"), text=lambda one: one.family, width=100, tone="muted"),
            Column(
                key="meaning", title=tr("Meaning"), text=lambda one: one.meaning, width=280, stretch=True,
                tip=lambda one: one.meaning,
            ),
            Column(
                key="remedy", title=tr("What to do"), text=lambda one: one.remedy, width=280, stretch=True,
                tone="muted", tip=lambda one: one.remedy,
            ),
        ),
        key=lambda one: (one.family, one.code),
        tie=lambda one: (not one.exact, one.family, one.code),
        parent=parent,
    )  # fmt: skip
