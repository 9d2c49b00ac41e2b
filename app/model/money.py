"""Money: exact decimals, rounded half away from zero to cents at the border."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def to_cents(value: object) -> Decimal:
    """The amount in cents as a database gave it: NULL is 0.00, a float is taken by its shortest decimal text.

    Raises ValueError where the value is no finite number.
    """
    if value is None:
        return ZERO
    amount = value if isinstance(value, Decimal) else Decimal(str(value).strip() or "0")
    if not amount.is_finite():
        raise ValueError(f"{value!r} is no amount")
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO
