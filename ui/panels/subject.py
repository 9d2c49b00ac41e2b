"""What a panel shows: an agent, and one of its jobs or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.job import JobNumber, JobRow


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The agent and the picked job; without a job the panels speak of the whole agent."""

    agent: str
    job: JobRow | None = None
    jobs: Mapping[JobNumber, JobRow] = field(default_factory=dict[JobNumber, JobRow])

    @property
    def number(self) -> int | None:
        """The picked job's number."""
        return self.job.number if self.job else None

    def name_of(self, number: int) -> str:
        """A job as people call it."""
        row = self.jobs.get(JobNumber(number))
        return f"{number} {row.name}" if row else str(number)
