"""Jobs of an agent: the grid, why one does not run, and everything that can be asked of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from app.model.decision import Decision
from app.model.event import Event
from app.model.job import JobRow
from app.model.reason import Reason
from app.model.report import RunReport

OnEvent = Callable[[Event], None]


class Jobs:
    """The 60 jobs, as an agent runs them."""

    def rows(self, agent: str) -> tuple[JobRow, ...]:
        """The grid, by job number."""
        raise NotImplementedError

    def row(self, number: int, *, agent: str) -> JobRow:
        """One job."""
        raise NotImplementedError

    def why(self, number: int, *, agent: str) -> tuple[Reason, ...]:
        """Every reason why the job does not run now; empty if it is running or about to."""
        raise NotImplementedError

    def decisions(self, number: int, *, agent: str, limit: int = 100) -> tuple[Decision, ...]:
        """What was decided at the job's due times, newest first."""
        raise NotImplementedError

    def run(
        self, numbers: Sequence[int], *, agent: str, wait: bool, by: str, on_event: OnEvent | None = None
    ) -> RunReport:
        """Run these jobs now in every company of the agent."""
        raise NotImplementedError

    def run_all(self, *, agent: str, wait: bool, by: str, on_event: OnEvent | None = None) -> RunReport:
        """Run each enabled job once, in dependency order."""
        raise NotImplementedError

    def retry(self, number: int, *, agent: str, wait: bool, by: str, on_event: OnEvent | None = None) -> RunReport:
        """Try the job's failed records again, and only those."""
        raise NotImplementedError

    def fetch(
        self, number: int, *, agent: str, company: str, wait: bool, by: str, on_event: OnEvent | None = None
    ) -> RunReport:
        """Bring the changes that a cancelled full sync had set aside."""
        raise NotImplementedError

    def stop(self, number: int, *, agent: str) -> int:
        """Ask the job's runs to stop at the next batch, and drop its queued ones; how many there were."""
        raise NotImplementedError

    def enable(self, number: int, *, agent: str) -> JobRow:
        """Make the job part of integration processing."""
        raise NotImplementedError

    def disable(self, number: int, *, agent: str) -> JobRow:
        """Take the job out of integration processing; a running run ends by itself."""
        raise NotImplementedError

    def change(
        self, number: int, *, agent: str, interval: timedelta | None = None, instance: int | None = None
    ) -> JobRow:
        """Set properties; DecisionNeeded if the instance is changed while the agent is not paused."""
        raise NotImplementedError
