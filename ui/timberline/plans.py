"""A plan as rows to look at, and what changed between two plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject

from app.model.timberline import Action, ActionResult, AnalyseRow, CheckRow, InvoiceRow, ReceiptRow, Row, UndoRow
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.timberline.buckets import meaning
from ui.words import tr


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One record of the plan in its place."""

    place: int
    row: Row


def plan_rows(result: ActionResult) -> list[PlanRow]:
    """The records in the order of the answer."""
    return [PlanRow(place=place, row=row) for place, row in enumerate(result.rows)]


def plan_model(parent: QObject) -> RowsModel[PlanRow]:
    """An empty plan."""
    return RowsModel(
        columns_of(Action.ANALYSE),
        key=lambda one: one.place,
        tie=lambda one: one.place,
        haystack=_haystack,
        parent=parent,
    )


def columns_of(action: Action) -> tuple[Column[PlanRow], ...]:
    """The columns that an action's records have."""
    found = {
        Action.ANALYSE: _analysis,
        Action.CREATE_INVOICES: _invoices,
        Action.PROCESS_RECEIPTS: _receipts,
        Action.CHECK_CONSISTENCY: _checks,
        Action.UNDO: _undone,
    }[action]()
    return (*found, _bucket(), _reason())


def identity(row: Row) -> Hashable:
    """What makes a record the same record in two plans."""
    match row:
        case InvoiceRow():
            return row.claim_id
        case ReceiptRow():
            return (row.key, row.invoice, row.amount)
        case AnalyseRow():
            return row.job
        case CheckRow() | UndoRow():
            return row.invoice


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[str]:
    """What changed between two plans, one sentence a record; empty if they are the same."""
    old, new = {identity(row): row for row in before}, {identity(row): row for row in after}
    lines = [f"{tr('new')}: {told(row)}" for mark, row in new.items() if mark not in old]
    lines += [f"{tr('gone')}: {told(row)}" for mark, row in old.items() if mark not in new]
    lines += [
        f"{tr('changed')}: {told(old[mark])} → {told(row)}"
        for mark, row in new.items()
        if mark in old and old[mark] != row
    ]
    if not lines and Counter(map(repr, before)) != Counter(map(repr, after)):
        lines.append(tr("The same record appears another number of times."))
    return lines


def told(row: Row) -> str:
    """A record in one line."""
    bucket = meaning(row.bucket).title
    match row:
        case InvoiceRow():
            return f"{tr('claim')} {row.claim_id}, {row.invoice or '–'}, {money(row.amount)}, {bucket}"
        case ReceiptRow():
            return f"{row.key or tr('no key')}, {row.invoice}, {money(row.amount)}, {bucket}"
        case AnalyseRow():
            return f"{tr('job')} {row.job}, {bucket}"
        case CheckRow():
            return f"{row.invoice}, {money(row.framework_total)}, {bucket}"
        case UndoRow():
            return f"{row.invoice}, {money(row.amount)}, {bucket}"


def money(value: Decimal | None) -> str:
    """An amount with two places and the user's separators; nothing for none."""
    return "" if value is None else words.money(value)


def _text(key: str, *, title: str, get: Callable[[Row], object], width: int = 140) -> Column[PlanRow]:
    return Column(key=key, title=title, text=lambda one: str(get(one.row) or "–"), width=width)


def _amount(key: str, *, title: str, get: Callable[[Row], Decimal | None], width: int = 130) -> Column[PlanRow]:
    return Column(
        key=key,
        title=title,
        text=lambda one: money(get(one.row)) or "–",
        sort=lambda one: get(one.row) or Decimal(0),
        width=width,
        right=True,
    )


def _field(name: str) -> Callable[[Row], object]:
    return lambda row: getattr(row, name)


def _money(name: str) -> Callable[[Row], Decimal | None]:
    return lambda row: getattr(row, name)


def _analysis() -> tuple[Column[PlanRow], ...]:
    return (
        _text("job", title=tr("Job"), get=_field("job"), width=160),
        _text("timberline_job", title=tr("Timberline job"), get=_field("timberline_job"), width=160),
        _text("method", title=tr("Method"), get=_field("method"), width=110),
        _text("code", title=tr("Code"), get=_field("code"), width=120),
    )


def _invoices() -> tuple[Column[PlanRow], ...]:
    return (
        _text("invoice", title=tr("Invoice"), get=_field("invoice"), width=160),
        _text("claim", title=tr("Claim"), get=_field("claim_id"), width=90),
        _text("job", title=tr("Job"), get=_field("job"), width=150),
        _amount("amount", title=tr("Amount"), get=_money("amount")),
    )


def _receipts() -> tuple[Column[PlanRow], ...]:
    return (
        Column(
            key="date",
            title=tr("Date"),
            text=lambda one: words.day(getattr(one.row, "date", None)) or "–",
            sort=lambda one: str(getattr(one.row, "date", None) or ""),
            width=110,
        ),
        _text("invoice", title=tr("Invoice"), get=_field("invoice"), width=160),
        _amount("amount", title=tr("Amount"), get=_money("amount")),
        _text("key", title=tr("Key"), get=_field("key"), width=230),
    )


def _checks() -> tuple[Column[PlanRow], ...]:
    return (
        _text("invoice", title=tr("Invoice"), get=_field("invoice"), width=110),
        _amount("framework_total", title=tr("Framework invoice"), get=_money("framework_total"), width=136),
        _amount("timberline_total", title=tr("Timberline invoice"), get=_money("timberline_total"), width=136),
        _result("invoice_result", title=tr("Invoice result")),
        _amount("framework_paid", title=tr("Framework paid"), get=_money("framework_paid"), width=124),
        _amount("timberline_paid", title=tr("Timberline receipts"), get=_money("timberline_paid"), width=140),
        _result("receipt_result", title=tr("Receipt result")),
    )


def _undone() -> tuple[Column[PlanRow], ...]:
    return (
        _text("invoice", title=tr("Invoice"), get=_field("invoice"), width=160),
        _text("claims", title=tr("Claims"), get=_field("claims"), width=90),
        _amount("amount", title=tr("Amount"), get=_money("amount")),
    )


def _result(key: str, *, title: str) -> Column[PlanRow]:
    def shown(one: PlanRow) -> str:
        found = getattr(one.row, key)
        return meaning(found).title if found else "–"

    def tone(one: PlanRow) -> str:
        found = getattr(one.row, key)
        return meaning(found).tone if found else "faint"

    return Column(key=key, title=title, text=shown, width=124, tone=tone)


def _bucket() -> Column[PlanRow]:
    return Column(
        key="bucket",
        title=tr("Decision"),
        text=lambda one: meaning(one.row.bucket).title,
        width=200,
        icon=lambda one: meaning(one.row.bucket).icon,
        tone=lambda one: meaning(one.row.bucket).tone,
    )


def _reason() -> Column[PlanRow]:
    return Column(
        key="reason",
        title=tr("Why, and what to do"),
        text=lambda one: f"{meaning(one.row.bucket).reason} {meaning(one.row.bucket).remedy}".strip(),
        width=320,
        stretch=True,
        tone="muted",
        tip=lambda one: f"{meaning(one.row.bucket).reason}\n{meaning(one.row.bucket).remedy}".strip(),
    )


def _haystack(one: PlanRow) -> str:
    sign = meaning(one.row.bucket)
    return f"{told(one.row)} {sign.reason} {sign.remedy} {getattr(one.row, 'job', '')}"
