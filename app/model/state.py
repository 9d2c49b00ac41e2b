"""What the store knows of a job beside its declaration: properties, state per company, processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.model.agent import AgentName, CompanyCode
from app.model.job import JobNumber
from app.model.reason import Reason
from app.model.run import RunId, RunStatus


@dataclass(frozen=True, kw_only=True)
class JobProperties:
    """What a person may set of a job of an agent."""

    enabled: bool
    interval: timedelta
    instance: int = 1


@dataclass(frozen=True, kw_only=True)
class JobState:
    """A job in a company as it stands now."""

    company: CompanyCode
    job: JobNumber
    run: RunId | None = None  # the run that owns the job now
    fence: int = 0
    stop: bool = False
    started: datetime | None = None
    ended: datetime | None = None
    last_ok: datetime | None = None
    last_status: RunStatus | None = None
    next_due: datetime | None = None  # None: due as soon as somebody looks
    held_due: datetime | None = None
    held_reasons: tuple[Reason, ...] = ()
    refresh_of: RunId | None = None
    full_requested: datetime | None = None
    full_by: str = ""
    troubles: int = 0
    not_before: datetime | None = None
    open_failures: int = 0


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process that works, or worked, for an agent; dead once its last beat is older than the lease."""

    executor: str
    agent: AgentName
    schedules: bool  # an agent process, not a command that works for itself
    instances: tuple[int, ...] | None  # None: every instance
    host: str
    pid: int
    started: datetime
    beat: datetime

    def serves(self, instance: int) -> bool:
        """Whether the process takes runs of this instance."""
        return self.instances is None or instance in self.instances
