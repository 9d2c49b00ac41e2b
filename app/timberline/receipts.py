"""Decides what becomes of each receipt: one bucket a receipt, and the payments to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.model.money import ZERO
from app.model.timberline import Bucket, ReceiptRow
from app.timberline.allocation import OpenClaim, spread


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """A receipt as Timberline has it; without a date it has no key. `amount` is in Framework's sign."""

    key: str | None
    invoice: str
    day: date | None
    amount: Decimal

    @property
    def number(self) -> str:
        """The invoice number as it is compared."""
        return self.invoice.casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """A row that goes into cont_pay."""

    contract_id: int
    claim_id: int
    paid: date
    amount: Decimal
    key: str


@dataclass(slots=True)
class Known:
    """What the payments of one key come to, and on which invoices they stand."""

    amount: Decimal = ZERO
    numbers: set[str] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Books:
    """Framework's side: claims by compared invoice number, contracts by job, payments by compared key."""

    claims: Mapping[str, Sequence[OpenClaim]]
    contracts: Mapping[int | None, int]
    known: dict[str, Known]


@dataclass(frozen=True, kw_only=True)
class ReceiptPlan:
    """The decision: every receipt with its bucket, the payments, and what they add to each claim."""

    rows: tuple[ReceiptRow, ...]
    payments: tuple[Payment, ...]


def key_of(day: date, *, run: str, sequence: str) -> str:
    """The key of a receipt, as its payments carry it."""
    return f"{day:%Y%m%d}/{run}/{sequence}"


def ordered(receipts: Iterable[Receipt]) -> list[Receipt]:
    """Receipts in the order in which they are taken: key, invoice, amount; those without a key come last."""
    return sorted(receipts, key=lambda one: (one.key is None, one.key or "", one.number, one.amount, one.invoice))


def decide(receipts: Iterable[Receipt], books: Books) -> ReceiptPlan:
    """Sort the receipts into buckets and spread those that are posted; changes `books` as it goes."""
    rows: list[ReceiptRow] = []
    payments: list[Payment] = []
    for receipt in ordered(receipts):
        bucket = _bucket(receipt, books)
        if bucket is Bucket.POSTED:
            payments += _posted(receipt, books)
        rows.append(
            ReceiptRow(key=receipt.key, invoice=receipt.invoice, date=receipt.day, amount=receipt.amount, bucket=bucket)
        )
    return ReceiptPlan(rows=tuple(rows), payments=tuple(payments))


def _bucket(receipt: Receipt, books: Books) -> Bucket:
    if receipt.key is None:
        return Bucket.EMPTY_DATE
    known = books.known.get(receipt.key.casefold())
    if known is not None:
        same = known.amount == receipt.amount and known.numbers == {receipt.number}
        return Bucket.ALREADY_POSTED if same else Bucket.CHANGED_AFTER_POSTING
    claims = books.claims.get(receipt.number, ())
    if not claims:
        return Bucket.NO_MATCHING_CLAIM
    if any(claim.job_id not in books.contracts for claim in claims):
        return Bucket.NO_CONTRACT
    return Bucket.POSTED


def _posted(receipt: Receipt, books: Books) -> list[Payment]:
    assert receipt.key is not None and receipt.day is not None  # noqa: PT018 (one fact: it has a date)
    written: list[Payment] = []
    for claim, part in spread(receipt.amount, books.claims[receipt.number]):
        claim.paid += part
        written.append(
            Payment(
                contract_id=books.contracts[claim.job_id],
                claim_id=claim.claim_id,
                paid=receipt.day,
                amount=part,
                key=receipt.key,
            )
        )
    books.known[receipt.key.casefold()] = Known(receipt.amount, {receipt.number})
    return written
