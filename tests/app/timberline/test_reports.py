"""An answer as a file: the same rows and numbers as on the screen, typed and harmless."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest

from app.console.timberline import Timberline
from app.model.errors import Fatal, UsageError
from app.model.timberline import Action, ActionResult, Bucket, ReceiptRow, Status, Total

ROW = ReceiptRow(
    key="20260705/00000012/00000345",
    invoice='=HYPERLINK("http://x")',
    date=date(2026, 7, 5),
    amount=Decimal("-1234.50"),
    bucket=Bucket.POSTED,
)
RESULT = ActionResult(
    action=Action.PROCESS_RECEIPTS,
    status=Status.SUCCESS,
    dry_run=False,
    profile="Site <1> & more",
    started=datetime(2026, 7, 6, tzinfo=UTC),
    ended=datetime(2026, 7, 6, tzinfo=UTC),
    buckets={Bucket.POSTED: Total(count=1, amount=Decimal("-1234.50"))},
    rows=(ROW,),
    messages=("+1 message",),
)


def test_a_workbook_has_typed_cells_and_no_formula(tmp_path: Path) -> None:
    Timberline().report(RESULT, to=tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Rows"]
    values = [cell.value for cell in sheet[2]]
    assert values == [ROW.key, ROW.invoice, datetime(2026, 7, 5), -1234.5, "posted"]  # noqa: DTZ001 (a cell has no zone)
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "d", "n", "s"]


def test_a_csv_holds_text_that_looks_like_a_formula_as_text(tmp_path: Path) -> None:
    Timberline().report(RESULT, to=tmp_path / "a.csv")
    lines = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline="")))
    assert lines[1] == [ROW.key, f"'{ROW.invoice}", "2026-07-05", "-1234.50", "posted"]
    assert ["Message", "'+1 message"] in lines


def test_paper_has_totals_and_lines_to_sign_on(tmp_path: Path) -> None:
    Timberline().report(RESULT, to=tmp_path / "a.pdf")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages)
    assert "Total: 1 records, -1234.50" in text
    assert "Checked by" in text
    assert "Site <1> & more" in text


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_every_action_can_be_written(profile: Path, tmp_path: Path, ending: str) -> None:
    timberline = Timberline()
    results = [
        timberline.analyse(profile),
        timberline.create_invoices(profile),
        timberline.process_receipts(profile),
        timberline.check_consistency(profile),
    ]
    for result in results:
        path = tmp_path / f"{result.action.value}.{ending}"
        timberline.report(result, to=path)
        assert path.stat().st_size > 500


def test_the_csv_has_the_rows_of_the_screen(profile: Path, tmp_path: Path) -> None:
    result = Timberline().check_consistency(profile)
    Timberline().report(result, to=tmp_path / "a.csv")
    lines = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline="")))
    assert len(lines[0]) == len(fields(result.rows[0]))
    assert [line[0] for line in lines[1 : len(result.rows) + 1]] == [row.invoice for row in result.rows]


def test_another_ending_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Timberline().report(RESULT, to=tmp_path / "a.doc")
    with pytest.raises(Fatal, match="not written"):
        Timberline().report(RESULT, to=tmp_path / "none" / "a.csv")
