"""An answer as comma-separated text that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from app.model import cells
from app.model.money import plain
from app.timberline.report import Cell, Report


def content(made: Report) -> bytes:
    """The rows, then a blank line and the sums; text that a spreadsheet would take for a formula is held as text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(made.headings)
    writer.writerows([_harmless(one) for one in row] for row in made.cells())
    writer.writerow([])
    writer.writerow(["Bucket", "Count", "Amount"])
    writer.writerows([name, count, plain(amount)] for name, count, amount in made.buckets)
    writer.writerow([])
    writer.writerows([name, _harmless(value)] for name, value in made.facts)
    writer.writerows(["Message", _harmless(message)] for message in made.messages)
    writer.writerows(["Not covered", _harmless(number), plain(amount), why] for number, amount, why in made.coverage)
    return text.getvalue().encode("utf-8-sig")  # with its mark, so that spreadsheets see the encoding


def _harmless(value: Cell) -> str | int:
    if isinstance(value, Decimal):
        return plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return cells.as_text(value)
    return value.isoformat() if isinstance(value, date) else value
