"""Why a job does not run now: a closed list of codes, each with what it says and who can clear it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.model.agent import CompanyCode


class ReasonCode(Enum):
    """Every reason that can hold a job back."""

    AGENT_DISABLED = "agent-disabled"
    AGENT_PAUSED = "agent-paused"
    AGENT_DRAINING = "agent-draining"
    NO_COMPANY = "no-company"
    NO_PROCESS = "no-process"
    JOB_DISABLED = "job-disabled"
    INTERCOMPANY_GL_ACTIVE = "intercompany-gl-active"
    INVOICED_RECEIPT_SYNC_OFF = "invoiced-receipt-sync-off"
    NOT_DUE = "not-due"
    DEPENDENCY_NEVER_SUCCEEDED = "dependency-never-succeeded"
    DEPENDENCY_FAILED = "dependency-failed"
    DEPENDENCY_RUNNING = "dependency-running"
    DEPENDENCY_QUEUED = "dependency-queued"
    DEPENDENCY_DISABLED = "dependency-disabled"
    ALREADY_RUNNING = "already-running"
    ALREADY_QUEUED = "already-queued"
    STOPPING = "stopping"
    FULL_SYNC_REQUESTED = "full-sync-requested"
    FULL_SYNC_RUNNING = "full-sync-running"
    OTHER_JOBS_RUNNING = "other-jobs-running"
    FULL_SYNC_TURN = "full-sync-turn"
    INSTANCE_NOT_RUNNING = "instance-not-running"
    BACKING_OFF = "backing-off"
    STORE_NEWER = "store-newer"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One unmet condition: what holds the job, since when, and what clears it."""

    code: ReasonCode
    text: str
    clears: str  # who or what can clear it, as an instruction
    since: datetime | None = None
    company: CompanyCode | None = None
