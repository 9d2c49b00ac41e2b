"""What was decided at a due time, kept for good: why did it not run then?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.model.agent import AgentName, CompanyCode
from app.model.job import JobNumber
from app.model.reason import Reason
from app.model.run import RunId


class Outcome(Enum):
    """What became of a due time."""

    RAN = "ran"
    SKIPPED = "skipped"  # a rule held the job until its next due time
    MISSED = "missed"  # no process was there to look


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One due time of a job in a company; equal ones that follow each other share a record."""

    agent: AgentName
    company: CompanyCode
    job: JobNumber
    due: datetime
    last_due: datetime  # of `count` due times decided alike; equal to `due` for one
    count: int
    made: datetime
    outcome: Outcome
    reasons: tuple[Reason, ...]
    run: RunId | None
