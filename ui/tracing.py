"""Opens the trace of a document from anywhere in the window, and goes where a step of it leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.model.failure import FailedRecord
from ui.desk import Desk
from ui.dialogs.trace import TraceDialog
from ui.models.columns import ROW_ROLE
from ui.models.trail import number_of
from ui.window import MainWindow


class Tracing(QObject):
    """Takes over the number of the picked failed record."""

    open_log = Signal(int)
    open_failure = Signal(object)

    def __init__(self, desk: Desk, *, window: MainWindow, agent: Callable[[], str]) -> None:
        super().__init__(window)
        self._desk, self._window, self._agent = desk, window, agent
        window.trace_asked.connect(lambda: self.trace(picked_number()))

    def trace(self, word: str) -> TraceDialog:
        """Open the trace with a number, if there is one."""
        dialog = TraceDialog(word, agent=self._agent(), desk=self._desk, parent=self._window)
        dialog.open_log.connect(self.open_log)
        dialog.open_failure.connect(self.open_failure)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def picked_number() -> str:
    """The document of the failed record on which the keyboard is; else nothing."""
    focused = QApplication.focusWidget()
    if not isinstance(focused, QAbstractItemView):
        return ""
    row = focused.currentIndex().data(ROW_ROLE)
    return number_of(row) if isinstance(row, FailedRecord) else ""
