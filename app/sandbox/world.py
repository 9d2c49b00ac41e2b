"""What one made-up company is built from: its size, its seed and its own dice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 10, 30)  # the sandbox's own day, so that the same seed makes the same company in any year

Row = dict[str, object]
Tables = Iterable[tuple[str, Iterable[Row]]]


@dataclass(frozen=True, kw_only=True)
class World:
    """One company of the ERP; `share` shrinks everything but the parts."""

    company: str
    name: str
    seed: int
    parts: int
    share: float = 1.0
    main: bool = True  # the company that the sandbox is about; the other one is there to be left out

    def dice(self, subject: str) -> Random:
        """The dice of one subject: drawing more in one changes no other."""
        return Random(f"{self.seed}/{self.company}/{subject}")  # noqa: S311 - make-believe, not secrets

    def some(self, count: int) -> int:
        """`count` in a company of full size, at least 2."""
        return max(2, round(count * self.share))


def days_before(count: int, *, of: date = TODAY) -> str:
    """The day `count` days earlier, as the ERP writes it."""
    return (of - timedelta(days=count)).isoformat()


def amount(cents: int, *, places: int = 2) -> str:
    """A whole number of the smallest unit as an exact decimal text."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 10**places)
    return f"{sign}{whole}.{part:0{places}}"
