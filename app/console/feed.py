"""News of the engine: of this process at once, of others by polling the store."""

from __future__ import annotations

from app.model.event import Event


class Feed:
    """Everything that happened since the last look."""

    def drain(self) -> tuple[Event, ...]:
        """News since the last call, joined up to the newest per run."""
        raise NotImplementedError
