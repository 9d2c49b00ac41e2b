"""Job numbers are cut from the right into sections."""

from __future__ import annotations

import pytest

from app.timberline.job_numbers import formatted


@pytest.mark.parametrize(
    ("number", "job_format", "written"),
    [
        ("250001", "##-####", "25-0001"),
        ("50001", "##-####", "5-0001"),
        ("0001", "##-####", None),
        ("1250001", "##-####", None),
        ("", "##-####", None),
        ("25.00/01", "##-####", "25-0001"),
        ("ab 0001", "##-####", "AB-0001"),
        ("9260022 61", "#-######-##", "9-260022-61"),
        ("Ab-1", "", "Ab-1"),
        ("1", "#", "1"),
    ],
)
def test_a_number_is_cut_from_the_right_or_does_not_fit(number: str, job_format: str, written: str | None) -> None:
    assert formatted(number, job_format) == written
