"""Spreads a receipt over the claims of its invoice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.model.money import ZERO

_LATEST = date.max  # a claim without an invoice date comes last


@dataclass(slots=True, kw_only=True)
class OpenClaim:
    """A claim while receipts are put on it: `paid` grows as they are."""

    claim_id: int
    job_id: int | None
    invoiced: date | None
    total: Decimal
    paid: Decimal

    @property
    def age(self) -> tuple[date, int]:
        """Oldest first, then by id."""
        return self.invoiced or _LATEST, self.claim_id


@dataclass(slots=True, kw_only=True)
class OpenContract:
    """A job's contract while receipts are put on it."""

    contract_id: int
    paid: Decimal


def spread(amount: Decimal, claims: Sequence[OpenClaim]) -> list[tuple[OpenClaim, Decimal]]:
    """Each claim that gets a part, with its part; `claims` stand oldest first.

    A positive amount fills claims up to what is open, a negative one empties them from the other end down to nothing
    paid; the last one takes the rest. An amount of 0.00 is put on the first claim, so that its key is known.
    """
    if amount == 0:
        return [(claims[0], ZERO)]
    order = claims if amount > 0 else claims[::-1]
    parts: list[tuple[OpenClaim, Decimal]] = []
    rest = amount
    for claim in order[:-1]:
        part = min(rest, claim.total - claim.paid) if amount > 0 else max(rest, -claim.paid)
        if part * amount > 0:  # a claim with nothing open takes nothing
            parts.append((claim, part))
            rest -= part
        if rest == 0:
            return parts
    parts.append((order[-1], rest))
    return parts
