"""Shows the versions of an agent's or a job's settings, and goes back to one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui import words
from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.versions import VersionsDialog


async def show_versions(
    desk: Desk, *, agent: str, job: int | None, named: str, parent: QWidget, done: Callable[[], None]
) -> bool:
    """Open the list; whether something was set back, which a notice tells."""
    found = await desk.work.call(desk.console.versions.of, agent, job=job)
    head = words.phrase("Versions of {what}", what=named)
    dialog = VersionsDialog(found, head=head, clock=desk.clock(), theme=desk.theme, parent=parent)
    if not await accepted(dialog, work=desk.work):
        return False
    await desk.work.call(desk.console.versions.revert, dialog.chosen(), agent=agent, job=job, by=desk.user)
    done()
    told = words.phrase("{what}: the settings are as they were then.", what=named)
    desk.notices.tell(told, tone="succeeded", brief=True)
    return True
