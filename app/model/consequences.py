"""What a full data sync, or its cancelling, would do: counted before a person says yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.model.agent import CompanyCode
from app.model.job import JobNumber


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What a full sync of a job in a company would read, and what it would hold up."""

    job: JobNumber
    company: CompanyCode
    rows: int  # rows of the ERP that will be read again
    seconds: float | None  # expected, from earlier runs of the job; None if it never ran
    waiting_jobs: tuple[JobNumber, ...]  # enabled jobs of the company that wait meanwhile
    pending: int  # changes not brought yet; the full sync brings them too


@dataclass(frozen=True, kw_only=True)
class CancelConsequences:
    """What cancelling a full sync would skip."""

    job: JobNumber
    company: CompanyCode
    requested: datetime | None  # None: no full sync is requested or running
    running: bool
    pending: int  # changes that would be set aside; `fetch` brings them later


@dataclass(frozen=True, kw_only=True)
class PendingChange:
    """A change in the ERP that is not in ARM yet, or was set aside."""

    table: str
    key: Mapping[str, object]
