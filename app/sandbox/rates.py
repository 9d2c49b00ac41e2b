"""Exchange rates of the European Central Bank, turned to the sandbox's base currency."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from app.sandbox.world import TODAY

BASE = "USD"
_PLACES = Decimal("0.0000000001")


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth in the base currency."""

    currency: str
    day: date
    rate: Decimal


@cache
def quoted() -> tuple[str, ...]:
    """The currencies that the bank still quotes, and its own, without the base currency."""
    quotes = _quotes()
    return tuple(sorted(code for code, days in quotes.items() if code != BASE and days))


def history(days: int) -> Iterator[Rate]:
    """The rates of the last so many banking days, day by day."""
    quotes = _quotes()
    banking = sorted(quotes[BASE])[-days:]
    for day in banking:
        for code in quoted():
            euro = quotes[code].get(day)
            if euro is not None:
                yield Rate(currency=code, day=day, rate=(quotes[BASE][day] / euro).quantize(_PLACES))


def latest() -> dict[str, Decimal]:
    """What one unit of each currency was worth last."""
    return {BASE: Decimal(1)} | {rate.currency: rate.rate for rate in history(5)}


@cache
def _quotes() -> dict[str, dict[date, Decimal]]:
    """Per currency the units that one euro bought, over the last months."""
    from currency_converter import CurrencyConverter, RateNotFoundError  # reads a table of 25 years

    bank = CurrencyConverter(decimal=True)
    days = [TODAY - timedelta(days=back) for back in range(120)]
    found: dict[str, dict[date, Decimal]] = {}
    for code in sorted(bank.currencies or ()):
        found[code] = {}
        for day in days:
            with suppress(RateNotFoundError):  # no banking day, or no longer quoted
                found[code][day] = Decimal(bank.convert(1, "EUR", code, date=day))
    found["EUR"] = dict.fromkeys(found[BASE], Decimal(1))
    return found
