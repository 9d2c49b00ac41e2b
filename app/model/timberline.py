"""What the Timberline actions decide and answer, as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import NewType

from app.model.money import ZERO

BatchId = NewType("BatchId", str)


class Action(Enum):
    """What can be done with a profile."""

    ANALYSE = "analyse"
    CREATE_INVOICES = "create-invoices"
    PROCESS_RECEIPTS = "process-receipts"
    CHECK_CONSISTENCY = "check-consistency"
    UNDO = "undo"


class Status(Enum):
    """How an action ended."""

    SUCCESS = "success"
    NO_ELIGIBLE_RECORDS = "no-eligible-records"
    USER_INTERVENTION_REQUIRED = "user-intervention-required"
    DATABASE_ERROR = "database-error"
    PROFILE_ERROR = "profile-error"


class IfExists(Enum):
    """What happens to an invoice file that is already there."""

    REFUSE = "refuse"  # nothing is changed
    ARCHIVE = "archive"  # it moves to archive/ with a time stamp
    REPLACE = "replace"  # the same, after a person agreed in the window


class Bucket(Enum):
    """Where a record of a population ends; the members' order is the order in which reasons win."""

    OK = "ok"
    EXPORTED = "exported"
    POSTED = "posted"
    NO_INVOICE_NUMBER = "no-invoice-number"
    INVOICE_NUMBER_TOO_LONG = "invoice-number-too-long"
    JOB_FORMAT_ERROR = "job-format-error"
    JOB_NOT_IN_TIMBERLINE = "job-not-in-timberline"
    BILLING_METHOD_UNKNOWN = "billing-method-unknown"
    CODE_MISSING = "code-missing"
    NO_CUSTOMER = "no-customer"
    AMOUNT_NOT_POSITIVE = "amount-not-positive"
    INVOICE_NUMBER_CONFLICT = "invoice-number-conflict"
    EMPTY_DATE = "empty-date"
    ALREADY_POSTED = "already-posted"
    CHANGED_AFTER_POSTING = "changed-after-posting"
    NO_CONTRACT = "no-contract"
    NO_MATCHING_CLAIM = "no-matching-claim"
    MATCH = "match"
    WITHIN_VARIATION = "within-variation"
    NOT_MATCHING = "not-matching"
    NOT_IN_TIMBERLINE = "not-in-timberline"
    UNPROCESSED = "unprocessed"
    UNDONE = "undone"
    IN_TIMBERLINE = "in-timberline"
    NOT_EXPORTED = "not-exported"


@dataclass(frozen=True, kw_only=True, slots=True)
class AnalyseRow:
    """One job, looked up in Timberline."""

    job: str
    timberline_job: str | None
    method: str | None
    code: str | None
    bucket: Bucket


@dataclass(frozen=True, kw_only=True, slots=True)
class InvoiceRow:
    """One claim on its way to the invoice file."""

    claim_id: int
    job: str
    invoice: str
    amount: Decimal
    bucket: Bucket


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptRow:
    """One receipt of Timberline on its way to Framework."""

    key: str | None
    invoice: str
    date: date | None
    amount: Decimal
    bucket: Bucket


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRow:
    """One invoice as both sides have it."""

    invoice: str
    framework_total: Decimal
    timberline_total: Decimal | None
    invoice_result: Bucket | None
    framework_paid: Decimal
    timberline_paid: Decimal | None
    receipt_result: Bucket | None
    bucket: Bucket


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoRow:
    """One invoice of a batch that is taken back, or not."""

    invoice: str
    claims: int
    amount: Decimal
    bucket: Bucket


Row = AnalyseRow | InvoiceRow | ReceiptRow | CheckRow | UndoRow


@dataclass(frozen=True, kw_only=True)
class Total:
    """How many records there are, and their money."""

    count: int = 0
    amount: Decimal = ZERO

    def __add__(self, other: Total) -> Total:
        return Total(count=self.count + other.count, amount=self.amount + other.amount)


@dataclass(frozen=True, kw_only=True)
class Uncovered:
    """An exported invoice that the consistency check does not see, and why."""

    invoice: str
    amount: Decimal
    reason: str


@dataclass(frozen=True, kw_only=True)
class ControlTotals:
    """What an invoice file must hold, counted when it was written and again when it is read back."""

    lines: int
    invoices: int
    amount: Decimal
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One export: what was written, where its file is now and what became of it."""

    id: BatchId
    profile: str
    created: datetime
    state: str
    file: Path | None  # None where no file of it is left
    claims: int
    totals: ControlTotals


@dataclass(frozen=True, kw_only=True)
class ActionResult:
    """The answer of an action; `refused` says that a person must decide and that nothing was changed."""

    action: Action
    status: Status
    dry_run: bool
    profile: str
    started: datetime
    ended: datetime
    buckets: dict[Bucket, Total]
    rows: Sequence[Row]
    messages: tuple[str, ...] = ()
    refused: bool = False
    changed: bool = False  # refused, because the decisions are no longer those that were expected
    batch: Batch | None = None
    coverage: tuple[Uncovered, ...] = field(default=())

    @property
    def exit_code(self) -> int:
        """What the command line answers with."""
        if self.refused:
            return 3
        codes = {Status.USER_INTERVENTION_REQUIRED: 1, Status.DATABASE_ERROR: 4, Status.PROFILE_ERROR: 5}
        return codes.get(self.status, 0)

    @property
    def digest(self) -> str:
        """A mark of every decision: what is applied with it is this plan or nothing."""
        return digest(self.rows)

    @property
    def population(self) -> Total:
        """All records of the action and their money."""
        return added(self.buckets.values())


def digest(rows: Iterable[Row]) -> str:
    """A mark of decisions that is the same only if each of them is; their order does not count."""
    mark = hashlib.sha256()
    for line in sorted(map(repr, rows)):
        mark.update(line.encode() + b"\n")
    return mark.hexdigest()


def added(totals: Iterable[Total]) -> Total:
    """The sum of several totals."""
    parts = tuple(totals)
    return Total(count=sum(part.count for part in parts), amount=sum((part.amount for part in parts), ZERO))
