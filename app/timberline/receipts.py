"""Decides what becomes of each receipt: one bucket a receipt, and the payments to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.model.money import ZERO
from app.model.timberline import Bucket, ReceiptRow
from app.timberline.allocation import OpenClaim, OpenContract, spread


class Receipt(NamedTuple):
    """A receipt as Timberline has it; without a date it has no key. `amount` is in Framework's sign."""

    key: str | None
    invoice: str
    day: date | None
    amount: Decimal

    @property
    def number(self) -> str:
        """The invoice number as it is compared."""
        return self.invoice.casefold()


class Payment(NamedTuple):
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
    contracts: Mapping[int | None, OpenContract]
    known: dict[str, Known]


@dataclass(frozen=True, kw_only=True)
class ReceiptPlan:
    """The decision: every receipt with its bucket, the payments, and what they add to each claim."""

    rows: tuple[ReceiptRow, ...]
    payments: tuple[Payment, ...]
    claims: Mapping[int, Decimal]  # what is paid afterwards, where it changes
    contracts: Mapping[int, Decimal]


def key_of(day: date, *, run: str, sequence: str) -> str:
    """The key of a receipt, as its payments carry it."""
    return f"{_compact(day)}/{run}/{sequence}"


@lru_cache(maxsize=4096)
def _compact(day: date) -> str:
    return f"{day:%Y%m%d}"


def ordered(receipts: Iterable[Receipt]) -> list[Receipt]:
    """Receipts in the order in which they are taken: key, invoice, amount; those without a key come last."""
    return sorted(receipts, key=lambda one: (one.key is None, one.key or "", one.number, one.amount, one.invoice))


def decide(receipts: Iterable[Receipt], books: Books) -> ReceiptPlan:
    """Sort the receipts into buckets and spread those that are posted; changes `books` as it goes."""
    rows: list[ReceiptRow] = []
    posted = _Posted()
    for receipt in ordered(receipts):
        bucket = _bucket(receipt, books)
        if bucket is Bucket.POSTED:
            _post(receipt, books, posted)
        rows.append(
            ReceiptRow(key=receipt.key, invoice=receipt.invoice, date=receipt.day, amount=receipt.amount, bucket=bucket)
        )
    return ReceiptPlan(
        rows=tuple(rows),
        payments=tuple(posted.payments),
        claims={one.claim_id: one.paid for one in posted.claims.values()},
        contracts={one.contract_id: one.paid for one in posted.contracts.values()},
    )


@dataclass(frozen=True, kw_only=True)
class _Posted:
    """What a run writes."""

    payments: list[Payment] = field(default_factory=list)
    claims: dict[int, OpenClaim] = field(default_factory=dict)
    contracts: dict[int, OpenContract] = field(default_factory=dict)


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


def _post(receipt: Receipt, books: Books, posted: _Posted) -> None:
    assert receipt.key is not None and receipt.day is not None  # noqa: PT018 (one fact: it has a date)
    for claim, part in spread(receipt.amount, books.claims[receipt.number]):
        contract = books.contracts[claim.job_id]
        posted.payments.append(
            Payment(
                contract_id=contract.contract_id,
                claim_id=claim.claim_id,
                paid=receipt.day,
                amount=part,
                key=receipt.key,
            )
        )
        if part:
            claim.paid += part
            contract.paid += part
            posted.claims[claim.claim_id] = claim
            posted.contracts[contract.contract_id] = contract
    books.known[receipt.key.casefold()] = Known(receipt.amount, {receipt.number})
