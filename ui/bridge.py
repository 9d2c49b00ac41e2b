"""The one place where the engine's news crosses over to the window."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from app.console import Console
from app.model.event import Event, LineLogged, RunChanged
from app.model.run import RunId
from ui.work import Work

_log = logging.getLogger(__name__)
EVERY_MS = 50


class Bridge(QObject):
    """Drains the feed every 50 ms and emits the newest news per run, and all log lines, once each time."""

    runs_changed = Signal(object)  # a list of RunChanged
    lines_logged = Signal(object)  # a list of LogLine

    def __init__(self, *, console: Console, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console, self._work = console, work
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        if not self._looking:
            self._looking = True
            self._work.start(self._look(), owner=self)

    async def _look(self) -> None:
        # In a thread: the feed polls the store for the news of other processes.
        try:
            self.spread(await self._work.call(self._console.feed.drain))
        finally:
            self._looking = False

    def spread(self, events: tuple[Event, ...]) -> None:
        """Emit these news, joined up to the newest per run."""
        newest: dict[RunId, RunChanged] = {}
        for event in events:
            if isinstance(event, RunChanged):
                newest[event.run.id] = event
        lines = [event.line for event in events if isinstance(event, LineLogged)]
        if newest:
            self.runs_changed.emit(list(newest.values()))
        if lines:
            self.lines_logged.emit(lines)
