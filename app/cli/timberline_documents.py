"""How Timberline's answers are written: JSON for programs, tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from app.cli.output import Heading, Listing
from app.model.errors import UsageError
from app.model.money import plain
from app.model.profile import ProfileCheck, ProfileImport
from app.model.timberline import Action, ActionResult, Batch, Row, Status

Document = dict[str, object]
SHOWN = 200  # rows of a table on the screen; the rest is in --json and --out
_ENDINGS = (".xlsx", ".csv", ".pdf")


def result(value: ActionResult) -> Document:
    """An answer in the shape that scripts rely on."""
    document: Document = {
        "action": value.action.value,
        "status": value.status.value,
        "dry_run": value.dry_run,
        "profile": value.profile,
        "started": value.started.isoformat(),
        "ended": value.ended.isoformat(),
        "buckets": {
            bucket.value: {"count": total.count, "amount": plain(total.amount)}
            for bucket, total in value.buckets.items()
        },
        "rows": [row(one) for one in value.rows],
        "messages": list(value.messages),
    }
    if value.batch is not None:
        document["batch"] = batch(value.batch)
    if value.coverage:
        document["coverage"] = [
            {"invoice": one.invoice, "amount": plain(one.amount), "reason": one.reason} for one in value.coverage
        ]
    return document


def failed(action: Action, *, status: Status, profile: Path, started: datetime, dry_run: bool, told: str) -> Document:
    """The same shape for an action that was not done."""
    return {
        "action": action.value,
        "status": status.value,
        "dry_run": dry_run,
        "profile": str(profile),
        "started": started.isoformat(),
        "ended": datetime.now(UTC).isoformat(),
        "buckets": {},
        "rows": [],
        "messages": [" ".join(told.split())],
    }


def row(value: Row) -> Document:
    """A row with its bucket."""
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def batch(value: Batch) -> Document:
    """A batch with its control totals."""
    return {
        "batch": value.id,
        "profile": value.profile,
        "created": value.created.isoformat(),
        "state": value.state,
        "file": None if value.file is None else str(value.file),
        "claims": value.claims,
        "invoices": value.totals.invoices,
        "lines": value.totals.lines,
        "amount": plain(value.totals.amount),
        "sha256": value.totals.sha256,
    }


def batches(found: Sequence[Batch]) -> Listing:
    """The batches for people."""
    return Listing(
        headings=[
            Heading(title="Batch", whole=True),
            Heading(title="Created", whole=True),
            Heading(title="State", whole=True),
            Heading(title="Invoices", number=True),
            Heading(title="Claims", number=True),
            Heading(title="Amount", number=True),
            Heading(title="File"),
        ],
        rows=[
            (one.id, one.created, one.state, one.totals.invoices, one.claims, one.totals.amount, one.file)
            for one in found
        ],
        empty="No batch was written to this folder yet.",
    )


def listing(value: ActionResult) -> Listing:
    """An answer for people: its rows, then the sums by bucket and what there is to say."""
    names = [field.name for field in fields(value.rows[0])] if value.rows else []
    shown = value.rows[:SHOWN]
    return Listing(
        headings=[Heading(title=name.replace("_", " ").capitalize(), number=_is_number(name)) for name in names],
        rows=[[_cell(getattr(one, name)) for name in names] for one in shown],
        empty=_footer(value, left_out=0),
        footer=_footer(value, left_out=len(value.rows) - len(shown)),
    )


def remedy(action: Action) -> str:
    """What to do about a refusal."""
    if action is Action.CREATE_INVOICES:
        return "Import the file and take it away, or start again with --if-exists archive."
    return "Reverse the invoices in Timberline first."


def imported(value: ProfileImport) -> Document:
    """What came of an import."""
    return {"file": str(value.file), "legacy": list(value.legacy), "messages": list(value.messages)}


def imported_text(value: ProfileImport) -> str:
    """The same for people."""
    kept = f"Kept under [legacy]: {', '.join(value.legacy)}." if value.legacy else "Every key had its place."
    return "\n".join([f"{value.file} was written.", kept, *value.messages])


def checked(value: ProfileCheck) -> Document:
    """A point of a profile."""
    return {"point": value.point, "ok": value.ok, "text": value.text, "remedy": value.remedy}


def checks(found: Sequence[ProfileCheck]) -> Listing:
    """The points of a profile for people."""
    return Listing(
        headings=[Heading(title="Point", whole=True), Heading(title="In order"), Heading(title="Found")],
        rows=[(one.point, one.ok, one.text) for one in found],
    )


def require_ending(path: Path) -> None:
    """Refuse a report of a kind that we do not write."""
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            "Nothing was done", why=f"{path.name} ends in none of {', '.join(_ENDINGS)}", remedy="Name --out so."
        )
    if not path.absolute().parent.is_dir():
        raise UsageError(
            "Nothing was done", why=f"there is no folder {path.absolute().parent}", remedy="Make it first."
        )


def _footer(value: ActionResult, *, left_out: int) -> str:
    lines = [f"{left_out} more rows are in --json and --out."] if left_out else []
    lines += [
        f"{bucket.value:<24}{total.count:>10}{plain(total.amount):>18}" for bucket, total in value.buckets.items()
    ]
    population = value.population
    lines.append(f"{'all':<24}{population.count:>10}{plain(population.amount):>18}")
    lines += ["", *value.messages] if value.messages else []
    lines += ["", f"{value.action.value}{' (dry run)' if value.dry_run else ''}: {value.status.value}"]
    return "\n".join(lines)


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return plain(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value


def _cell(value: object) -> object:
    return str(value) if isinstance(value, int) else _plain(value)


def _is_number(name: str) -> bool:
    return name in {"amount", "claim_id", "claims"} or name.endswith(("_total", "_paid"))
