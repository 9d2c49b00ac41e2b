"""Opens a dialog and awaits its end, without a nested event loop."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from ui.work import Work


async def accepted(dialog: QDialog, *, work: Work) -> bool:
    """Open the dialog; whether it was accepted."""
    answer = work.future()

    def _end(result: int) -> None:
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(_end)
    dialog.open()
    try:
        return await answer == QDialog.DialogCode.Accepted
    finally:
        if isValid(dialog):  # it goes with its window
            dialog.deleteLater()
