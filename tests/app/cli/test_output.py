"""What people and programs are shown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from app.cli import output
from app.cli.output import Heading, Listing
from app.model.errors import Fatal
from app.model.run import RunStatus


def test_a_json_document_keeps_times_with_their_offset_and_money_exact(capsys: pytest.CaptureFixture[str]):
    at = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    output.write_json(
        {"at": at, "day": date(2026, 7, 1), "amount": Decimal("1.10"), "status": RunStatus.WARNING, "none": None,
         "raw": b"\x01\xff", "list": (1, 2), "name": "Zoë"}
    )  # fmt: skip
    text = capsys.readouterr().out
    assert json.loads(text) == {
        "at": "2026-07-01T08:30:00+00:00", "day": "2026-07-01", "amount": "1.10", "status": "warning", "none": None,
        "raw": "01ff", "list": [1, 2], "name": "Zoë",
    }  # fmt: skip


def _wide() -> Listing:
    return Listing(
        headings=(Heading(title="No.", number=True), Heading(title="What"), Heading(title="Read", number=True)),
        rows=[(1, "a name that is long enough to be broken over lines " * 3, 123456789), (2, "short", 0)],
    )


def test_a_table_fits_eighty_columns_and_cuts_no_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = output.table(_wide())
    assert max(map(len, text.splitlines())) <= 80
    assert "123 456 789" in text
    assert "…" not in text


def test_numbers_are_whole_even_where_the_screen_is_too_narrow(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert "123 456 789" in output.table(_wide())


def test_a_table_has_no_colours_where_it_is_not_read_on_a_terminal():
    assert "\x1b" not in output.table(_wide())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_is_full_is_told(monkeypatch: pytest.MonkeyPatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        with pytest.raises(Fatal, match="The answer was not written"):
            output.write(_wide())


def test_square_brackets_in_data_are_data():
    listing = Listing(headings=(Heading(title="Name"),), rows=[("[bold]Bolt [/] :smile:",)])
    assert "[bold]Bolt [/] :smile:" in output.table(listing)


def test_an_empty_table_says_what_to_do(capsys: pytest.CaptureFixture[str]):
    output.write(Listing(headings=(Heading(title="Agent"),), rows=[], empty="Add one."))
    assert capsys.readouterr().out == "Add one.\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), ("", "-"), (True, "yes"), (False, "no"), (0, "0"), (1234567, "1 234 567"), (2.25, "2.2"),
     (RunStatus.FAILED, "failed"), ("North", "North")],
)  # fmt: skip
def test_values_as_people_read_them(value: object, text: str):
    assert output.shown(value) == text
