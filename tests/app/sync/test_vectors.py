"""Whole columns are judged at once, and never kinder than value by value."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from app.model.job import Column, ColumnKind
from app.sync import vectors
from app.sync.checks import fault

NUMBERS = ["1", "-2.5", ".5", "1.", "1e3", "+7", " 8 ", "1e400", "nan", "inf", "0x10", "", "12a", "1,5", None]
DATES = [
    "2024-02-29", "2023-02-29", "2024-02-29 00:00:00", "2024-2-29", "20240229", "0000-00-00", "2024-02-29T1", "x", None
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values"), [(ColumnKind.DECIMAL, NUMBERS), (ColumnKind.DATE, DATES)], ids=["numbers", "dates"]
)
def test_what_is_unsound_is_suspicious_alone_and_among_sound_values(kind: ColumnKind, values: list[str]) -> None:
    column = Column(name="Value", kind=kind)
    sound = "2024-01-31" if kind is ColumnKind.DATE else "1.5"
    for value in values:
        for beside in ([], [sound], [None]):
            marked = _marks(column, [value, *beside])
            assert marked[0] or fault(column, value) is None, value


def test_sound_columns_need_no_second_look() -> None:
    assert not any(_marks(Column(name="Value", kind=ColumnKind.DECIMAL), ["1", "-2.5", None, "0.00001"]))
    assert not any(_marks(Column(name="Value", kind=ColumnKind.DATE), ["2024-02-29", None, "1999-12-31"]))


def _marks(column: Column, values: list[Any]) -> list[bool]:
    found = vectors._unsound(column, pa.array(values, pa.string()))
    return [False] * len(values) if found is None else [bool(mark) for mark in found.to_pylist()]
