"""SQLite cells hold anything, whatever their column says: all of it arrives exactly, or fails alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.run import Counters
from tests.app.sync.site import Site

LOOSE = ("",) * 10  # columns without a type: nothing is converted on the way in


def test_floats_arrive_as_their_shortest_decimal_text(small: Site) -> None:
    small.make(types=LOOSE)
    numbers = [0.1, 0.1 + 0.2, 1 / 3, 5.0, 123456.789, 1e-7, 2**53 + 0.0, 1.7976931348623157e308]
    for place, number in enumerate(numbers):
        small.add(f"P{place}", Price=number)
    small.run()
    assert [float(small.part(f"P{place}")["Price"]) for place in range(len(numbers))] == numbers
    assert small.part("P0")["Price"] == "0.1"
    assert small.part("P1")["Price"] == "0.30000000000000004"


def test_text_decimals_keep_their_zeros_and_integers_their_digits(small: Site) -> None:
    small.make(types=LOOSE)
    small.add("A", Price="50.2600", Size="1580", Note=7)
    small.add("B", Price=408, Size=-(2**63), Note=b"\x00\xff")
    small.run()
    a, b = small.part("A"), small.part("B")
    assert (a["Price"], a["Size"], a["Note"]) == ("50.2600", 1580, 7)
    assert (b["Price"], b["Size"], b["Note"]) == ("408", -(2**63), b"\x00\xff")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Size", "12abc"),
        ("Size", 12.5),
        ("Size", 2**63),
        ("Size", ""),
        ("Price", "1,5"),
        ("Price", ""),
        ("Price", float("inf")),
        ("Due", "2026-02-30"),
        ("Due", "yesterday"),
        ("Due", 20260101),
        ("InActive", 2),
        ("Description", "x" * 31),
        ("Description", "x\x00" * 16),
        ("PartNum", None),
    ],
)
def test_a_value_that_does_not_fit_fails_its_row_and_names_its_field(small: Site, column: str, value: object) -> None:
    small.make(types=LOOSE)
    small.job = small.job.__class__(**{**small.job.__dict__, "tables": (replace_condition(small),)})
    small.add("GOOD")
    small.add(**{"part": "BAD", column: float(value) if isinstance(value, int) and value > 2**62 else value})
    assert small.run() == Counters(read=2, inserted=1, failed=1)
    ((_, field, _),) = small.failures()
    assert field == column


def replace_condition(site: Site):
    from dataclasses import replace

    return replace(site.job.tables[0], condition=None)


def test_good_dates_of_every_kind_arrive_as_they_are(small: Site) -> None:
    small.make(types=LOOSE)
    dates = ["2026-02-28", "2026-02-28 10:20:30", "2026-02-28T10:20:30.123", "2024-02-29 00:00", "2026-01-01T00:00:00Z"]
    for place, text in enumerate(dates):
        small.add(f"P{place}", Due=text)
    assert small.run() == Counters(read=5, inserted=5)
    assert [small.part(f"P{place}")["Due"] for place in range(5)] == dates


def test_revisions_may_be_text_or_bytes(small: Site) -> None:
    small.make(types=LOOSE)
    small.add("T9", SysRevID="9")
    small.add("T10", SysRevID="10")
    assert small.run() == Counters(read=2, inserted=2)
    small.add("B", SysRevID=(11).to_bytes(8, "big"))
    assert small.run() == Counters(read=1, inserted=1)
    assert small.run() == Counters()
    assert small.part("B")["SysRevID"] == 11


def test_names_are_matched_whatever_their_case(small: Site) -> None:
    small.sql("CREATE TABLE PART (COMPANY TEXT, partnum TEXT, inactive INTEGER, sysrowid TEXT, SYSREVID INTEGER)")
    small.sql("INSERT INTO PART VALUES ('C1', 'P', 0, 'r1', 5)")
    assert small.run() == Counters(read=1, inserted=1)
    assert small.parts() == ["P"]


def test_keys_that_differ_in_case_are_two_rows(small: Site) -> None:
    small.make()
    small.add("abc")
    small.add("ABC")
    assert small.run() == Counters(read=2, inserted=2)


CELLS = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(max_size=40),
    st.binary(max_size=12), st.sampled_from(["0", "1", "12.50", "2026-01-01", "2026-02-30", "-0", "1e5", " 7 "]),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12), seed=st.integers(0, 99))
def test_every_row_ends_in_arm_or_as_a_failed_record(small: Site, rows: list[tuple[object, ...]], seed: int) -> None:
    small.sql('DROP TABLE IF EXISTS "Part"')
    small.make(types=LOOSE)
    with small.arm_database.begin() as connection:
        for name in ("Part", "TielineWatermark", "TielineFailure"):
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
        connection.exec_driver_sql('DROP TABLE IF EXISTS "TielineBypassed"')
    for place, (description, size, price, due, note) in enumerate(rows):
        values = {"Description": description, "Size": size, "Price": price, "Due": due, "Note": note}
        small.add(f"P{place}", **{k: _storable(v) for k, v in values.items()})
    random.seed(seed)
    counters = small.run()
    assert counters.read == len(rows)
    arm = {row["PartNum"]: row for row in small.rows()}
    failed = {key for key, _, _ in small.failures()}
    assert set(arm) | failed == {f"P{place}" for place in range(len(rows))}
    assert not set(arm) & failed


def _storable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
