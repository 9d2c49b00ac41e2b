"""A spreadsheet runs nothing of what it is given."""

from __future__ import annotations

import pytest

from app.model import cells


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"])
def test_what_a_spreadsheet_would_take_for_a_formula_stays_a_text(value: str) -> None:
    assert cells.as_text(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "year end", "1=1"])
def test_other_texts_stay_as_they_are(value: str) -> None:
    assert cells.as_text(value) == value
