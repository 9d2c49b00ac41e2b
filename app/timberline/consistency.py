"""Compares the two sides invoice by invoice, over plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.model.money import ZERO
from app.model.profile import ConsistencyRange
from app.model.timberline import Bucket, CheckRow
from app.timberline.claims import Claim

WORSE = (Bucket.MATCH, Bucket.WITHIN_VARIATION, Bucket.NOT_MATCHING, Bucket.NOT_IN_TIMBERLINE, Bucket.UNPROCESSED)


@dataclass(slots=True, kw_only=True)
class FrameworkInvoice:
    """The claims of one invoice number, summed up; `invoice` is the spelling of its first claim."""

    invoice: str
    first: int
    total: Decimal = ZERO
    paid: Decimal = ZERO
    outside: bool = False


@dataclass(slots=True, kw_only=True)
class TimberlineInvoice:
    """What Timberline has for one invoice number; None where it has no such row. `paid` is in Timberline's sign."""

    total: Decimal | None = None
    paid: Decimal | None = None


def grouped(claims: Iterable[Claim], window: ConsistencyRange) -> dict[str, FrameworkInvoice]:
    """The claims by compared invoice number, in order."""
    found: dict[str, FrameworkInvoice] = {}
    for claim in claims:
        entry = found.setdefault(claim.number, FrameworkInvoice(invoice=claim.invoice, first=claim.claim_id))
        if claim.claim_id < entry.first:
            entry.invoice, entry.first = claim.invoice, claim.claim_id
        entry.total += claim.total
        entry.paid += claim.paid
        entry.outside = entry.outside or is_outside(claim.invoiced, window)
    return dict(sorted(found.items()))


def decide(
    invoices: Mapping[str, FrameworkInvoice],
    other: Mapping[str, TimberlineInvoice],
    *,
    tolerance: Decimal,
    sign: int,
) -> tuple[CheckRow, ...]:
    """One row an invoice."""
    none = TimberlineInvoice()
    return tuple(
        _unprocessed(entry) if entry.outside else _row(entry, other.get(number, none), tolerance=tolerance, sign=sign)
        for number, entry in invoices.items()
    )


def compared(ours: Decimal, theirs: Decimal, *, tolerance: Decimal) -> Bucket:
    """Equal, close enough, or neither."""
    if ours == theirs:
        return Bucket.MATCH
    return Bucket.WITHIN_VARIATION if abs(ours - theirs) <= tolerance else Bucket.NOT_MATCHING


def worse(first: Bucket, second: Bucket) -> Bucket:
    """The worse of two results."""
    return max(first, second, key=WORSE.index)


def is_outside(day: date | None, window: ConsistencyRange) -> bool:
    """Whether an invoice date lies outside the range; without a range none does."""
    if window.start is None and window.end is None:
        return False
    if day is None:
        return True
    return (window.start is not None and day < window.start) or (window.end is not None and day > window.end)


def _row(entry: FrameworkInvoice, theirs: TimberlineInvoice, *, tolerance: Decimal, sign: int) -> CheckRow:
    paid = None if theirs.paid is None else sign * theirs.paid + ZERO
    if theirs.total is None:
        invoice_result = Bucket.NOT_IN_TIMBERLINE
    else:
        invoice_result = compared(entry.total, theirs.total, tolerance=tolerance)
    if paid is None:
        receipt_result = Bucket.NOT_MATCHING if entry.paid else Bucket.MATCH
    else:
        receipt_result = compared(entry.paid, paid, tolerance=tolerance)
    return CheckRow(
        invoice=entry.invoice,
        framework_total=entry.total,
        timberline_total=theirs.total,
        invoice_result=invoice_result,
        framework_paid=entry.paid,
        timberline_paid=paid,
        receipt_result=receipt_result,
        bucket=worse(invoice_result, receipt_result),
    )


def _unprocessed(entry: FrameworkInvoice) -> CheckRow:
    return CheckRow(
        invoice=entry.invoice,
        framework_total=entry.total,
        timberline_total=None,
        invoice_result=None,
        framework_paid=entry.paid,
        timberline_paid=None,
        receipt_result=None,
        bucket=Bucket.UNPROCESSED,
    )
