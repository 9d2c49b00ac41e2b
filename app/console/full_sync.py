"""Full data syncs: consequences first, then request or cancel."""

from __future__ import annotations

from app.console.jobs import OnEvent
from app.model.consequences import CancelConsequences, Consequences, PendingChange
from app.model.report import RunReport


class FullSync:
    """The full data sync of a job in a company."""

    def consequences(self, number: int, *, agent: str, company: str) -> Consequences:
        """What a full sync would read and hold up."""
        raise NotImplementedError

    def request(
        self, number: int, *, agent: str, company: str, by: str, wait: bool, on_event: OnEvent | None = None
    ) -> RunReport:
        """Ask for a full sync; the company's other jobs wait until it has ended."""
        raise NotImplementedError

    def cancel_consequences(self, number: int, *, agent: str, company: str) -> CancelConsequences:
        """What cancelling would skip."""
        raise NotImplementedError

    def cancel(self, number: int, *, agent: str, company: str, by: str) -> int:
        """Stop at the next batch, set the pending changes aside; how many (0: there was no full sync)."""
        raise NotImplementedError

    def set_aside(self, number: int, *, agent: str, company: str, limit: int = 1000) -> tuple[PendingChange, ...]:
        """The changes that cancelled full syncs have set aside and nobody has fetched yet."""
        raise NotImplementedError
