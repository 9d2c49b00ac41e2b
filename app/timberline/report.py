"""An answer as headings, typed cells, sums and sentences, whatever file it goes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from app.model.money import plain
from app.model.timberline import ActionResult, Row

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
