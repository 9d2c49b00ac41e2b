"""Rows as text: for the clipboard with tabs, for a file with commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any  # a row is whatever the model holds

from PySide6.QtGui import QGuiApplication

from ui.models.rows import RowsModel

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def copy_rows(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> None:
    """Put the rows on the clipboard, tab-separated under their titles."""
    lines = table_of(model, rows=rows, order=order)
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def csv_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> str:
    """The rows as CSV; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in table_of(model, rows=rows, order=order):
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line)
    return out.getvalue()


def table_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> list[list[str]]:
    """Titles and texts of the columns that say something, in the order shown."""
    columns = [model.columns[place] for place in order if not model.columns[place].buttons]
    return [[column.title for column in columns], *([_cell(column.text(row)) for column in columns] for row in rows)]


def _cell(text: str) -> str:
    return " ".join(text.split())
