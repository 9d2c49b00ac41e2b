"""News of the engine: of this process at once, of others by polling the store."""

from __future__ import annotations

from app.engine.feed import Feed as EngineFeed
from app.model.event import Event


class Feed:
    """Everything that happened since the last look."""

    def __init__(self, feed: EngineFeed) -> None:
        self._feed = feed

    def drain(self, *, poll: bool = True) -> tuple[Event, ...]:
        """News since the last call, the newest of each run; `poll` also looks for news of other processes."""
        return self._feed.drain(poll=poll)
