"""A Timberline profile: everything the four actions need to know about a site."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from pathlib import Path


class CriteriaMethod(IntEnum):
    """By what the jobs of a profile are picked."""

    REGION = 1  # job.l_context_id
    SINGLE_JOB = 2  # job.s_job_num, compared as text
    TEAM = 3  # job.l_team_id
    ALL_JOBS = 4
    ACCOUNTS_ENTITY = 5  # job.l_accounts_e_id


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Which jobs belong to the profile; `id` is ignored by ALL_JOBS."""

    method: CriteriaMethod
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Codes to look up, and how a job number is written in Timberline."""

    phase_code: str
    contract_code: str
    use_job_format: bool
    job_format: str
    require_codes: bool


@dataclass(frozen=True, kw_only=True)
class InvoiceFile:
    """Where the import file goes and how it is laid out."""

    folder: Path
    file: str
    layout: str  # name of a layout that comes with Tieline, or the absolute path of a layout file

    @property
    def path(self) -> Path:
        """The import file itself."""
        return self.folder / self.file


@dataclass(frozen=True, kw_only=True)
class ReceiptWindow:
    """Which receipts are carried over; without an end, those up to today."""

    start: date
    end: date | None
    sign: int


@dataclass(frozen=True, kw_only=True)
class ConsistencyRange:
    """Which invoices are compared, and how far sums may differ."""

    start: date | None
    end: date | None
    tolerance: Decimal


@dataclass(frozen=True, kw_only=True)
class TimberlineTables:
    """What the Timberline tables are called at this site."""

    job: str = "Master_Jcm_Record_1_1"
    phase: str = "Master_Jcm_Record_3"
    contract_item: str = "Active_Cnc_Record_10"
    transaction: str = "Current_Art_Record_1"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A complete, checked profile; the addresses are SQLAlchemy URLs and may hold secrets."""

    name: str
    source: Path
    framework: str = field(repr=False)
    timberline: str = field(repr=False)
    criteria: Criteria
    analysis: Analysis
    invoices: InvoiceFile
    receipts: ReceiptWindow
    consistency: ConsistencyRange
    tables: TimberlineTables


@dataclass(frozen=True, kw_only=True)
class ProfileImport:
    """What came of an old `.ini`: the new file, what had no place in it, and what to do now."""

    file: Path
    legacy: tuple[str, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProfileCheck:
    """One point of a profile that was looked at; `remedy` says what to do where it is not in order."""

    point: str
    ok: bool
    text: str
    remedy: str = ""
    exit_code: int = 0
