"""Writes an answer to a file that people open: the same rows and numbers as on the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from app.model.errors import Fatal, UsageError
from app.model.money import plain
from app.model.timberline import ActionResult, Row
from app.timberline import durable

ENDINGS = (".xlsx", ".csv", ".pdf")
NOT_WRITTEN = "The report was not written"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | Decimal | date | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """An answer as headings, rows, sums and sentences, whatever file they go to."""

    title: str
    facts: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: Sequence[Row]
    buckets: tuple[tuple[str, int, Decimal], ...]
    messages: tuple[str, ...]
    coverage: tuple[tuple[str, Decimal, str], ...]

    def cells(self) -> Iterator[list[Cell]]:
        """The rows as cells with their types."""
        names = [field.name for field in fields(self.rows[0])] if len(self.rows) else []
        for row in self.rows:
            yield [cell(getattr(row, name)) for name in names]


def write(result: ActionResult, *, to: Path) -> None:
    """Write the answer as the file's ending says; an existing file is replaced in one move."""
    from app.timberline import reports_pdf, reports_xlsx

    writers = {".xlsx": reports_xlsx.content, ".csv": csv_content, ".pdf": reports_pdf.content}
    writer = writers.get(to.suffix.lower())
    if writer is None:
        why = f"{to.name} ends in none of {', '.join(ENDINGS)}"
        raise UsageError(NOT_WRITTEN, why=why, remedy="Name the file so.")
    data = writer(report(result))
    try:
        durable.replace(to, data, step=durable.no_step, name="the report")
    except OSError as error:
        why = f"{to}: {error.strerror or error}"
        remedy = "Close it in other programs, or choose another folder; the action itself was done."
        raise Fatal(NOT_WRITTEN, why=why, remedy=remedy) from error


def report(result: ActionResult) -> Report:
    """What every kind of file shows of an answer."""
    population = result.population
    buckets = [(bucket.value, total.count, total.amount) for bucket, total in result.buckets.items()]
    facts = [
        ("Profile", result.profile),
        ("Status", result.status.value),
        ("Dry run", "yes" if result.dry_run else "no"),
        ("Started", shown_time(result.started)),
        ("Ended", shown_time(result.ended)),
    ]
    if result.batch is not None:
        totals = result.batch.totals
        facts += [
            ("Batch", result.batch.id),
            ("Invoices", str(totals.invoices)),
            ("Lines", str(totals.lines)),
            ("Sum", plain(totals.amount)),
            ("SHA-256", totals.sha256),
        ]
    names = [field.name for field in fields(result.rows[0])] if len(result.rows) else []
    return Report(
        title=f"Timberline: {result.action.value}",
        facts=tuple(facts),
        headings=tuple(name.replace("_", " ").capitalize() for name in names),
        rows=result.rows,
        buckets=(*buckets, ("all", population.count, population.amount)),
        messages=result.messages,
        coverage=tuple((one.invoice, one.amount, one.reason) for one in result.coverage),
    )


def shown_time(moment: datetime) -> str:
    """A time as people read it, in the machine's zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")


def cell(value: object) -> Cell:
    """A value of a row as a typed cell."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, (int, Decimal, date)):
        return value
    return str(value)


def csv_content(made: Report) -> bytes:
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
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value.isoformat() if isinstance(value, date) else value
