"""News of the engine: of this process at once, of others by polling the store."""

from __future__ import annotations

from app.engine.engine import Engine
from app.model.event import Event, RunChanged
from app.model.role import Role


class Feed:
    """Everything that happened since the last look."""

    def __init__(self, engine: Engine) -> None:
        self._feed, self._acting = engine.workshop.feed, engine.acting

    def drain(self, *, poll: bool = True) -> tuple[Event, ...]:
        """News since the last call, the newest of each run; `poll` also looks for news of other processes.

        Runs of agents that the user may not look at are left out; lines are of runs of this very process.
        """
        found = self._feed.drain(poll=poll)
        agents = {event.run.agent for event in found if isinstance(event, RunChanged)}
        hidden = {agent for agent in agents if not self._acting.may(Role.VIEWER, agent=agent)}
        return tuple(event for event in found if not (isinstance(event, RunChanged) and event.run.agent in hidden))
