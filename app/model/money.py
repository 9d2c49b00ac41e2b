"""Money: exact decimals, rounded half away from zero to cents at the border."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
# A float may have 309 digits before the point: with the usual 28 the rounding itself would fail.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_PLAIN, _NEAR = 1e9, 1e-4
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


def to_cents(value: object) -> Decimal:
    """The amount in cents as a database gave it: NULL is 0.00, a float is taken by its shortest decimal text.

    Raises ValueError where the value is no finite number.
    """
    if value is None:
        return ZERO
    if type(value) is int:
        return Decimal(value) + ZERO if -_PLAIN < value < _PLAIN else _rounded(Decimal(value), value)
    if isinstance(value, float) and -_PLAIN < value < _PLAIN:
        hundredfold = value * 100
        if abs(hundredfold - round(hundredfold)) < _NEAR:  # whole cents, but for the float's own noise
            return Decimal(f"{value:.2f}") + ZERO
    return _rounded(value if isinstance(value, Decimal) else _decimal(value), value)


def _rounded(amount: Decimal, value: object) -> Decimal:
    if not amount.is_finite():
        raise ValueError(f"{value!r} is no amount")
    try:
        return _WIDE.add(amount.quantize(CENT, context=_WIDE), ZERO)  # adding makes -0.00 to 0.00
    except InvalidOperation:
        raise ValueError(f"{value!r} is no amount") from None


def plain(amount: Decimal) -> str:
    """The amount as text with two places, never with an exponent."""
    return f"{amount or ZERO:.2f}"


def _decimal(value: object) -> Decimal:
    text = str(value).strip()
    if "," in text or text.startswith(("$", "-$", "($")):
        text = _bare(text)
    try:
        return Decimal(text or "0")
    except InvalidOperation:
        raise ValueError(f"{value!r} is no amount") from None


def _bare(text: str) -> str:
    """Money as PostgreSQL's money type writes it, without its sign and its commas between thousands."""
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    text = text.replace("$", "", 1)
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text
