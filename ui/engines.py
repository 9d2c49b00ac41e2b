"""The engine processes this window has started, so that they can be ended with it."""

from __future__ import annotations

import logging
import os
import signal

_log = logging.getLogger(__name__)


class Engines:
    """Process ids by agent; processes that others started are none of ours to end."""

    def __init__(self) -> None:
        self._started: dict[str, int] = {}

    def remember(self, agent: str, *, process: int) -> None:
        """This window has started a process for the agent."""
        self._started[agent] = process

    def agents(self) -> tuple[str, ...]:
        """The agents whose processes this window has started."""
        return tuple(self._started)

    def drain(self) -> None:
        """Ask the processes to end after the batches they are in (SIGTERM; on Windows they end at once).

        What is cut off on Windows is taken over by the next process, as after any crash.
        """
        for agent, process in self._started.items():
            try:
                os.kill(process, signal.SIGTERM)
            except OSError:
                _log.info("the process %s of the agent %s had ended before", process, agent)
        self._started.clear()
