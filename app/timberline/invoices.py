"""Decides which claims are exported: one bucket a claim, one invoice a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.model.money import ZERO
from app.model.profile import Analysis
from app.model.timberline import Bucket, InvoiceRow
from app.timberline.claims import Claim
from app.timberline.codes import CONTRACT, PHASE, AnalysedJob

LONGEST_NUMBER = 15  # of an invoice number in Timberline: a longer one could never be matched again


class InvoiceClaim(NamedTuple):
    """A claim as a line of the invoice file; codes are empty where the job's billing method has none."""

    claim_id: int
    job: str
    cost_code: str
    contract: str
    contract_item: str
    amount: Decimal
    description: str


class Invoice(NamedTuple):
    """An invoice as it goes into the file: texts and date are those of its first claim."""

    number: str
    customer: str
    invoiced: date
    total: Decimal
    claims: tuple[InvoiceClaim, ...]


@dataclass(frozen=True, kw_only=True)
class InvoicePlan:
    """The decision: every claim with its bucket, and the invoices to write."""

    rows: tuple[InvoiceRow, ...]
    invoices: tuple[Invoice, ...]

    @property
    def claim_ids(self) -> tuple[int, ...]:
        """The claims that are exported."""
        return tuple(claim.claim_id for invoice in self.invoices for claim in invoice.claims)

    @property
    def is_ascii(self) -> bool:
        """Whether every code page has all of its characters."""
        heads = all(one.number.isascii() and one.customer.isascii() for one in self.invoices)
        return heads and all(
            f"{claim.description}{claim.job}{claim.cost_code}{claim.contract_item}".isascii()
            for one in self.invoices
            for claim in one.claims
        )


def decide(
    population: Iterable[Claim],
    *,
    jobs: Mapping[int | None, AnalysedJob],
    taken: Collection[str],
    analysis: Analysis,
) -> InvoicePlan:
    """Sort the claims into buckets; `taken` are the compared numbers that exported claims already have."""
    claims = sorted(population, key=lambda claim: (claim.number, claim.claim_id))
    groups = _grouped(claims)
    reasons = {number: _invoice_reason(group, taken=taken) for number, group in groups.items()}
    rows = tuple(
        InvoiceRow(
            claim_id=claim.claim_id,
            job=claim.job,
            invoice=claim.invoice,
            amount=claim.total,
            bucket=_bucket(claim, job=jobs[claim.job_id], reason=reasons[claim.number], analysis=analysis),
        )
        for claim in claims
    )
    exported = {row.claim_id for row in rows if row.bucket is Bucket.EXPORTED}
    invoices = tuple(
        _invoice(group, job=jobs[group[0].job_id], analysis=analysis)
        for group in groups.values()
        if group[0].claim_id in exported
    )
    return InvoicePlan(rows=rows, invoices=invoices)


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.number, []).append(claim)
    return groups


def _invoice_reason(group: Sequence[Claim], *, taken: Collection[str]) -> Bucket | None:
    """What is wrong with an invoice as a whole."""
    if sum((claim.total for claim in group), ZERO) <= 0:
        return Bucket.AMOUNT_NOT_POSITIVE
    if len({claim.job_id for claim in group}) > 1 or group[0].number in taken:
        return Bucket.INVOICE_NUMBER_CONFLICT
    return None


def _bucket(claim: Claim, *, job: AnalysedJob, reason: Bucket | None, analysis: Analysis) -> Bucket:
    if not claim.invoice:
        return Bucket.NO_INVOICE_NUMBER
    if len(claim.invoice) > LONGEST_NUMBER:
        return Bucket.INVOICE_NUMBER_TOO_LONG
    if job.bucket is not Bucket.OK and (analysis.require_codes or job.bucket is not Bucket.CODE_MISSING):
        return job.bucket
    if not job.customer:
        return Bucket.NO_CUSTOMER
    return reason or Bucket.EXPORTED


def _invoice(group: Sequence[Claim], *, job: AnalysedJob, analysis: Analysis) -> Invoice:
    first = group[0]
    assert first.invoiced is not None  # the population holds no others
    return Invoice(
        number=first.invoice,
        customer=job.customer,
        invoiced=first.invoiced,
        total=sum((claim.total for claim in group), ZERO),
        claims=tuple(_line(claim, job=job, analysis=analysis) for claim in group),
    )


def _line(claim: Claim, *, job: AnalysedJob, analysis: Analysis) -> InvoiceClaim:
    contract = job.method == CONTRACT
    return InvoiceClaim(
        claim_id=claim.claim_id,
        job=job.number,
        cost_code=analysis.phase_code if job.method == PHASE else "",
        contract=job.number if contract else "",
        contract_item=analysis.contract_code if contract else "",
        amount=claim.total,
        description=f"{claim.job_name} - {claim.name}",
    )
