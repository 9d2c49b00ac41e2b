"""Agents: add, change, pause, resume, and the process that works for one."""

from __future__ import annotations

import threading

from app.model.agent import Agent, AgentRow


class Agents:
    """The named agents of this store."""

    def add(self, name: str) -> Agent:
        """Make an agent with every job enabled but those meant for go-live; UsageError if the name is taken."""
        raise NotImplementedError

    def rows(self) -> tuple[AgentRow, ...]:
        """Every agent, by name."""
        raise NotImplementedError

    def row(self, name: str) -> AgentRow:
        """One agent; UsageError names the nearest right name."""
        raise NotImplementedError

    def pause(self, name: str, *, note: str, by: str) -> AgentRow:
        """Drain the agent: running work ends, nothing new starts."""
        raise NotImplementedError

    def resume(self, name: str, *, by: str) -> AgentRow:
        """Let the agent work again."""
        raise NotImplementedError

    def change(self, name: str, *, by: str = "", **settings: object) -> AgentRow:
        """Change fields of AgentSettings, or `enabled`; each change is kept as a version."""
        raise NotImplementedError

    def serve(self, name: str, *, until: threading.Event) -> None:
        """Be the agent's process until the event is set; running work ends first."""
        raise NotImplementedError

    def start_process(self, name: str) -> int:
        """Start the agent's process beside this one, at lower priority; its process id."""
        raise NotImplementedError
