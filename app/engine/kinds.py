"""The kind of work that has nothing to do yet."""

from __future__ import annotations

from app.model.run import Counters
from app.model.work import RunContext


class Nothing:
    """A job that has nothing to send, or no service to talk to: it succeeds with nothing read."""

    def run(self, context: RunContext) -> Counters:
        """Say so, and end."""
        context.check()
        context.log("Nothing to do: there is nothing to send, or no service is configured.")
        return Counters()
