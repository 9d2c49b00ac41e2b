"""An answer as a workbook with typed cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any  # XlsxWriter is untyped

from app.timberline.report import Cell, Report

SHEET_ROWS = 1_000_000  # a sheet takes 1,048,576


def content(made: Report) -> bytes:
    """The workbook: a sheet of sums and facts, then the rows on as many sheets as they need."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": False, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        styles = _Styles(book)
        _summary(book.add_worksheet("Summary"), made, styles)
        _rows(book, made, styles)
        if made.coverage:
            sheet = book.add_worksheet("Not covered")
            _lines(sheet, [("Invoice", "Amount", "Reason"), *made.coverage], styles)
    return data.getvalue()


class _Styles:
    """The few formats of a workbook."""

    def __init__(self, book: Any) -> None:
        self.bold = book.add_format({"bold": True})
        self.money = book.add_format({"num_format": "#,##0.00"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})


def _summary(sheet: Any, made: Report, styles: _Styles) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 18)
    lines: list[Sequence[Cell]] = [(made.title,), *made.facts, (), ("Bucket", "Count", "Amount"), *made.buckets, ()]
    lines += [(message,) for message in made.messages]
    lines += [(), ("Prepared by", ""), ("Checked by", ""), ("Date", "")]
    _lines(sheet, lines, styles)


def _lines(sheet: Any, lines: Sequence[Sequence[Cell]], styles: _Styles) -> None:
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            put(sheet, number, column, value, styles)


def _rows(book: Any, made: Report, styles: _Styles) -> None:
    sheet: Any = None
    at = SHEET_ROWS
    pages = 0
    for cells in made.cells():
        if at >= SHEET_ROWS:
            pages += 1
            sheet = book.add_worksheet("Rows" if pages == 1 else f"Rows {pages}")
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(made.headings), 20)
            for column, heading in enumerate(made.headings):
                sheet.write_string(0, column, heading, styles.bold)
            at = 1
        for column, value in enumerate(cells):
            put(sheet, at, column, value, styles)
        at += 1


def put(sheet: Any, row: int, column: int, value: Cell, styles: _Styles) -> None:
    """Write one cell with its type; text is never taken for a formula."""
    match value:
        case None:
            pass
        case Decimal():
            sheet.write_number(row, column, value, styles.money)
        case int():
            sheet.write_number(row, column, value)
        case date():
            sheet.write_datetime(row, column, value, styles.day)
        case _:
            sheet.write_string(row, column, value)
