"""One feed of news: what happens in this process at once, what happens in others by looking into the store."""

from __future__ import annotations

import threading
from collections import deque
from datetime import UTC, datetime, timedelta

from app.model.event import Event, LineLogged, RunChanged
from app.model.run import Run, RunId
from app.store import runs
from app.store.database import Store

_MOST_LINES = 10_000
_LOOK_BACK = timedelta(seconds=2)  # a transaction may commit later than the time it wrote
_START = datetime(1970, 1, 1, tzinfo=UTC)


class Feed:
    """Joined up to the newest per run, so that a busy engine does not drown its readers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard = threading.Lock()
        self._changed: dict[RunId, RunChanged] = {}
        self._lines: deque[LineLogged] = deque(maxlen=_MOST_LINES)
        self._told: dict[RunId, Run] = {}
        self._seen: datetime | None = None

    def publish(self, event: Event) -> None:
        """Called by the engine, from any thread."""
        with self._guard:
            if isinstance(event, RunChanged):
                self._changed[event.run.id] = event
            else:
                self._lines.append(event)

    def drain(self, *, poll: bool = True) -> tuple[Event, ...]:
        """Everything since the last call, the newest of each run; `poll` also asks the store."""
        with self._guard:
            changed, self._changed = self._changed, {}
            lines = tuple(self._lines)
            self._lines.clear()
        if poll:
            for run in self._polled():
                changed.setdefault(run.id, RunChanged(run=run))
        self._told.update({number: event.run for number, event in changed.items()})
        return (*lines, *changed.values())

    def _polled(self) -> list[Run]:
        """Runs that changed since the last look; the first look only finds out where to begin."""
        with self._store.read() as connection:
            if self._seen is None:
                self._seen = self._store.now(connection)
                return []
            found = runs.changed_since(connection, self._seen - _LOOK_BACK)
        if found:
            self._seen = max(self._seen, found[-1][0])
        fresh = [run for _, run in found if self._told.get(run.id) != run]
        recent = {run.id for _, run in found}
        self._told = {number: run for number, run in self._told.items() if number in recent}
        return fresh
