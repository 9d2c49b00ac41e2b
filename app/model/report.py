"""What became of a request to run jobs."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.agent import CompanyCode
from app.model.job import JobNumber
from app.model.reason import Reason
from app.model.run import Run, RunStatus

_TROUBLE = (RunStatus.WARNING, RunStatus.FAILED, RunStatus.STOPPED)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A job of a company that was asked for and did not start, with every reason."""

    job: JobNumber
    company: CompanyCode | None  # None: the agent serves no company yet
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """The runs that were asked for, and what could not start; without waiting the runs are still queued."""

    runs: tuple[Run, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all well, 4 if unreachable databases or services are the only trouble, else 1."""
        bad = [run for run in self.runs if run.status in _TROUBLE]
        if not bad:
            return 1 if self.waiting else 0
        return 4 if all(run.unreachable for run in bad) else 1
