"""What needs a person's look, one alert a cause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from app.model.agent import AgentName
from app.model.job import JobNumber


class AlertKind(Enum):
    """Why somebody should look."""

    NO_PROCESS = "no-process"  # enabled, not paused, and nobody works for it
    NO_ANSWER = "no-answer"  # databases or services that did not answer; all jobs of one company are one cause
    FAILING = "failing"  # the last run of a job failed
    LATE = "late"  # a due time has passed by more than the job's interval
    QUIET = "quiet"  # a job that used to bring changes has brought none for many runs
    PAUSED = "paused"  # for longer than a day
    GO_LIVE = "go-live"  # a job meant for go-live only has been left on
    RECORDS = "records"  # failed records are open


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One cause; `key` stays the same as long as the cause does."""

    kind: AlertKind
    agent: AgentName
    since: datetime | None
    jobs: tuple[JobNumber, ...] = field(default=())
    company: str = ""
    count: int = 0  # of runs or records, depending on the kind
    detail: str = ""  # the message of the last run, or the note of the pause

    @property
    def key(self) -> str:
        """Names the cause for snoozing: not its count, nor the moment."""
        job = str(self.jobs[0]) if self.jobs and self.kind is not AlertKind.NO_ANSWER else ""
        return f"{self.kind.value}|{self.agent}|{self.company}|{job}"
