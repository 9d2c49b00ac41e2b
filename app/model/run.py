"""A run: one job in one company, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from app.model.job import Job, JobNumber

RunId = NewType("RunId", int)


class RunStatus(Enum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"
    SUCCEEDED = "succeeded"
    WARNING = "warning"  # done, some records failed
    FAILED = "failed"
    STOPPED = "stopped"  # on request, or its process died


class Trigger(Enum):
    """Who or what started a run."""

    SCHEDULE = "schedule"
    USER = "user"
    DEPENDENCY = "dependency"  # another job's rule made it due
    RECOVERY = "recovery"  # goes on where a dead process left off
    RETRY = "retry"  # failed records only
    FETCH = "fetch"  # changes that a cancelled full sync had skipped


class RunMode(Enum):
    """What a run reads."""

    INCREMENTAL = "incremental"
    FULL = "full"
    RETRY = "retry"
    FETCH = "fetch"


@dataclass(frozen=True, kw_only=True)
class Counters:
    """Records of a run by what became of them; `deleted` counts swept rows, which were not read."""

    read: int = 0
    inserted: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counters) -> Counters:
        return Counters(
            read=self.read + other.read,
            inserted=self.inserted + other.inserted,
            updated=self.updated + other.updated,
            deleted=self.deleted + other.deleted,
            unchanged=self.unchanged + other.unchanged,
            failed=self.failed + other.failed,
            skipped=self.skipped + other.skipped,
        )

    @property
    def adds_up(self) -> bool:
        """Whether every record read is in exactly one bucket."""
        return self.read == self.inserted + self.updated + self.unchanged + self.failed + self.skipped

    @property
    def changed(self) -> int:
        """Records of ARM that are different from before."""
        return self.inserted + self.updated + self.deleted


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run as stored; times are aware and in UTC."""

    id: RunId
    agent: AgentName
    job: JobNumber
    company: CompanyCode
    trigger: Trigger
    mode: RunMode
    status: RunStatus
    queued: datetime
    started: datetime | None
    ended: datetime | None
    counters: Counters
    message: str
    by: str = ""  # the user who asked, empty for the schedule
    records: tuple[str, ...] = ()  # a retry of these failed records only; empty for all of the job
    unreachable: bool = False  # failed because a database or a service did not answer


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line of a run's log."""

    run: RunId
    at: datetime
    level: str  # info, warning, error
    text: str


@dataclass(frozen=True, kw_only=True)
class RunOrder:
    """Everything a worker needs to do one run; `store` and `fence` together are what its writes must still own."""

    run: RunId
    store: str  # identity of the store that counts the fences: a new home may meet an old ARM database
    agent: AgentName
    settings: AgentSettings
    company: Company
    job: Job
    mode: RunMode
    fence: int
    records: tuple[str, ...] = ()  # what a retry is about; empty for every failed record of the job
    peers: tuple[Job, ...] = field(default=())  # the other jobs that feed the same ARM tables
