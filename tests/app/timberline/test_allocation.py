"""A receipt is spread whole, oldest claim first, whatever its sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.timberline.allocation import OpenClaim, spread

AMOUNTS = st.decimals(min_value=-1000, max_value=1000, places=2)


def claim(number: int, total: str, paid: str = "0.00", day: date | None = date(2026, 7, 1)) -> OpenClaim:
    return OpenClaim(claim_id=number, job_id=1, invoiced=day, total=Decimal(total), paid=Decimal(paid))


def parts(amount: str, *claims: OpenClaim) -> list[tuple[int, str]]:
    return [(one.claim_id, str(part)) for one, part in spread(Decimal(amount), claims)]


def test_the_oldest_is_filled_first_and_the_last_takes_the_rest() -> None:
    assert parts("150.00", claim(1, "100.00"), claim(2, "20.00")) == [(1, "100.00"), (2, "50.00")]
    assert parts("100.00", claim(1, "100.00"), claim(2, "20.00")) == [(1, "100.00")]


def test_a_claim_with_nothing_open_takes_nothing_unless_it_is_the_last() -> None:
    assert parts("10.00", claim(1, "50.00", "60.00"), claim(2, "20.00")) == [(2, "10.00")]
    assert parts("10.00", claim(1, "50.00", "50.00")) == [(1, "10.00")]


def test_a_negative_receipt_takes_back_from_the_other_end() -> None:
    assert parts("-30.00", claim(1, "100.00", "100.00"), claim(2, "20.00", "20.00")) == [(2, "-20.00"), (1, "-10.00")]
    assert parts("-30.00", claim(1, "100.00", "5.00"), claim(2, "20.00", "0.00")) == [(1, "-30.00")]


def test_nothing_is_written_once_so_that_its_key_is_known() -> None:
    assert parts("0.00", claim(1, "100.00"), claim(2, "20.00")) == [(1, "0.00")]


def test_a_claim_without_a_date_comes_last() -> None:
    without, old = claim(1, "5.00", day=None), claim(2, "5.00")
    assert sorted([without, old], key=lambda one: one.age) == [old, without]


@given(AMOUNTS, st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=5))
def test_the_parts_are_the_whole(amount: Decimal, sums: list[tuple[Decimal, Decimal]]) -> None:
    claims = [claim(number, str(total), str(paid)) for number, (total, paid) in enumerate(sums)]
    found = spread(amount, claims)
    assert sum(part for _, part in found) == amount
    assert len({one.claim_id for one, _ in found}) == len(found)
