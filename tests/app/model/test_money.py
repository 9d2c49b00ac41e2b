"""Money is exact, whatever a database gives."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.money import plain, to_cents


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        (None, "0.00"),
        ("", "0.00"),
        (1.005, "1.01"),
        (-1.005, "-1.01"),
        (2.675, "2.68"),
        (1.0049999999999997, "1.00"),
        (-0.001, "0.00"),
        (Decimal("-0.004"), "0.00"),
        (Decimal("0.005"), "0.01"),
        (7, "7.00"),
        (" 12.345 ", "12.35"),
        ("$1,234.50", "1234.50"),
        ("-$5.00", "-5.00"),
        ("1e3", "1000.00"),
        (10**40, f"{10**40}.00"),
        (1e300, f"{Decimal('1e300'):f}.00"),
    ],
)
def test_an_amount_is_rounded_half_away_from_zero_on_its_decimal_text(value: object, cents: str) -> None:
    assert plain(to_cents(value)) == cents


@pytest.mark.parametrize("value", ["abc", "1,2", float("nan"), float("inf"), Decimal("NaN"), "1_000.5x", "12-"])
def test_what_is_no_amount_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is no amount"):
        to_cents(value)


@given(st.floats(min_value=-1e15, max_value=1e15))
def test_a_float_counts_by_its_shortest_text(value: float) -> None:
    context = Context(prec=400, rounding=ROUND_HALF_UP)
    assert to_cents(value) == Decimal(repr(value)).quantize(Decimal("0.01"), context=context)
