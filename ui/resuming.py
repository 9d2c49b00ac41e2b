"""What became of the last session: told once at the start, when something was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.console import interruptions
from app.console.interruptions import Interruption
from ui import words
from ui.desk import Desk
from ui.dialogs.results import ResultsDialog
from ui.session import LastSession, SessionMark
from ui.words import tr

_BEAT_MS = 60_000
_BEFORE = timedelta(hours=12)  # a run that was cut off may have begun long before the window was last seen


class Resuming(QObject):
    """Keeps the window's mark, and tells at the start what the last session left behind."""

    def __init__(self, desk: Desk, *, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._mark = SessionMark(Path(desk.console.home))
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(lambda: self._mark.beat(now=desk.clock()))

    async def begin(self) -> None:
        """Take the mark over; a notice if something was cut off."""
        last = self._mark.begin(now=self._desk.clock())
        self._timer.start()
        if last is None:
            return
        found = await self._desk.work.call(interruptions.since, self._desk.console.runs, last.seen - _BEFORE)
        found = tuple(one for one in found if one.run.ended and one.run.ended >= last.seen)
        if found or not last.closed:
            self._tell(last, found=found)

    def end(self) -> None:
        """The window is being closed properly."""
        if self._timer.isActive():
            self._timer.stop()
            self._mark.end(now=self._desk.clock())

    def _tell(self, last: LastSession, *, found: Sequence[Interruption]) -> None:
        waiting = sum(not one.recovered for one in found)
        when = words.day_and_time(last.seen, now=self._desk.clock())
        head = (
            words.phrase("Since {when}, when Tieline was last open:", when=when)
            if last.closed
            else words.phrase("Tieline was not closed properly; it was last seen {when}.", when=when)
        )
        cut = words.counted(len(found), one="run was cut off", many="runs were cut off")
        need = words.counted(waiting, one="is to be cleared up", many="are to be cleared up")
        text = f"{head} {cut}, {need}." if found else f"{head} {tr('No run was cut off.')}"
        act = (lambda: self._show(found)) if found else None
        self._desk.notices.tell(text, tone="warning" if waiting else "running", action=tr("Show"), act=act)

    def _show(self, found: Sequence[Interruption]) -> None:
        lines = [*_part(tr("To be cleared up"), [one for one in found if not one.recovered])]
        lines += _part(tr("Goes on by itself"), [one for one in found if one.recovered])
        dialog = ResultsDialog(lines, head=tr("What was cut off"), theme=self._desk.theme, parent=self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _part(head: str, found: Sequence[Interruption]) -> list[str]:
    told = [
        f"{tr('Run')} {one.run.id}, {tr('Job')} {one.run.job}, {one.run.company}: {one.run.message}" for one in found
    ]
    return [head, *(f"  {line}" for line in told), ""] if told else []
