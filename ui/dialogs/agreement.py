"""Asks a question with consequences; where the environment is production, the question names it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.confirm import ConfirmDialog, Question


async def agreed(question: Question, *, desk: Desk, parent: QWidget) -> bool:
    """Whether the answer was Yes."""
    named = replace(question, where=question.where or desk.surroundings.warning())
    return await accepted(ConfirmDialog(named, theme=desk.theme, parent=parent), work=desk.work)
