"""Timberline's tables: what is read of them, one table at a time and joined here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple  # rows hold whatever the driver gives

import sqlalchemy as sa

from app.model.money import ZERO
from app.model.profile import TimberlineTables
from app.timberline import relations, values
from app.timberline.consistency import TimberlineInvoice
from app.timberline.relations import Relation
from app.timberline.sources import TIMBERLINE

CASH_RECEIPT = "cash receipt"
INVOICE_TYPES = frozenset({"issued invoice", "invoice", "invoice adjustment"})


@dataclass(frozen=True, kw_only=True, slots=True)
class TimberlineJob:
    """A job as Timberline has it; `ambiguous` where two of its jobs differ only in case."""

    job: str
    method: str
    customer: str
    ambiguous: bool = False


@dataclass(frozen=True, kw_only=True)
class Codes:
    """Jobs, phases and contract items, all by their compared spelling."""

    jobs: dict[str, tuple[TimberlineJob, ...]]
    phases: frozenset[tuple[str, str]]
    items: frozenset[tuple[str, str]]


class Transaction(NamedTuple):
    """One row of the AR transaction table; `kind` is its type as compared, `invoice` as spelled."""

    kind: str
    invoice: str
    day: date | None
    run: str
    sequence: str
    amount: Decimal


def variants(name: str) -> list[str]:
    """The names a table may have: the driver adds _1 where it splits records of more than 255 columns."""
    return [name, name.removesuffix("_1") if name.endswith("_1") else f"{name}_1", f"{name}_1"]


def table(connection: sa.Connection, name: str, columns: Sequence[str]) -> Relation:
    """One Timberline table under the name it has at this site; raises Unreachable."""
    relation = relations.find(connection, variants(name), of=TIMBERLINE)
    relations.require(relation, columns, of=TIMBERLINE)
    return relation


def codes(connection: sa.Connection, names: TimberlineTables) -> Codes:
    """Everything that analysing needs, three reads."""
    jobs: dict[str, list[TimberlineJob]] = {}
    for job, method, customer in _read(connection, names.job, ("job", "jbMeth", "jcust")):
        one = TimberlineJob(job=values.text(job), method=values.fold(method), customer=values.text(customer))
        same = jobs.setdefault(one.job.casefold(), [])
        if one not in same:
            same.append(one)
    phases = (
        (values.fold(job), values.fold(phase)) for job, phase in _read(connection, names.phase, ("pjob", "phase"))
    )
    items = ((values.fold(contract), values.fold(item)) for contract, item in _items(connection, names))
    return Codes(
        jobs={key: tuple(found) for key, found in jobs.items()}, phases=frozenset(phases), items=frozenset(items)
    )


def transactions(connection: sa.Connection, names: TimberlineTables) -> Iterator[Transaction]:
    """The AR transactions that carry a receipt or correct one."""
    relation = table(connection, names.transaction, _TRANSACTION)
    kinds: dict[Any, str] = {}  # a handful of spellings
    dated, amounts = f"{relation.name}.tdate", f"{relation.name}.tAmt"
    source = relation.table()
    chosen = sa.select(*(relation.column(name, of=source) for name in _TRANSACTION)).select_from(source)
    if connection.dialect.name in relations.LISTED:  # databases whose functions are known; only fewer rows come
        chosen = chosen.where(sa.func.upper(relation.column("type", of=source)).like("%CASH%"))
    for kind, invoice, day, run, sequence, money in relations.rows(connection, chosen):
        folded = kinds.get(kind)
        if folded is None:
            folded = kinds[kind] = values.fold(kind)
        if folded == CASH_RECEIPT or is_correction(folded):
            yield Transaction(
                folded,
                values.text(invoice),
                values.day(day, column=dated),
                values.number_text(run),
                values.number_text(sequence),
                values.amount(money, column=amounts),
            )


def transaction_table(connection: sa.Connection, names: TimberlineTables) -> Relation:
    """The AR transaction table under the name it has at this site."""
    return table(connection, names.transaction, _TRANSACTION)


def sums_statement(relation: Relation) -> sa.Select[Any]:
    """The SELECT of what the check needs of the transactions."""
    source = relation.table()
    return sa.select(*(relation.column(name, of=source).label(name) for name in _SUMMED)).select_from(source)


def sums(connection: sa.Connection, names: TimberlineTables) -> dict[str, TimberlineInvoice]:
    """Invoiced and received sums by compared invoice number."""
    found: dict[str, TimberlineInvoice] = {}
    relation = transaction_table(connection, names)
    column = f"{relation.name}.tAmt"
    for kind, number, money in _of(connection, relation, _SUMMED):
        folded = values.fold(kind)
        if folded in INVOICE_TYPES:
            entry = found.setdefault(values.fold(number), TimberlineInvoice())
            entry.total = (entry.total or ZERO) + values.amount(money, column=column)
        elif folded == CASH_RECEIPT:
            entry = found.setdefault(values.fold(number), TimberlineInvoice())
            entry.paid = (entry.paid or ZERO) + values.amount(money, column=column)
    return found


def is_correction(kind: str) -> bool:
    """Whether a folded type is a correction of a receipt: `Cash recpt adjustmnt` and other spellings of it."""
    return kind.startswith("cash") and "adj" in kind


def invoice_numbers(connection: sa.Connection, names: TimberlineTables) -> frozenset[str]:
    """The invoice numbers that Timberline's AR table has, as compared."""
    return frozenset(values.fold(row[0]) for row in _read(connection, names.transaction, ("tInv",)))


_SUMMED = ("type", "tInv", "tAmt")
_TRANSACTION = ("type", "tInv", "tdate", "tRun", "tSeq", "tAmt")


def _items(connection: sa.Connection, names: TimberlineTables) -> Iterator[Sequence[Any]]:
    return _read(connection, names.contract_item, ("iic", "iici"))


def _read(connection: sa.Connection, name: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    return _of(connection, table(connection, name, columns), columns)


def _of(connection: sa.Connection, relation: Relation, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    source = relation.table()
    chosen = sa.select(*(relation.column(name, of=source) for name in columns)).select_from(source)
    return relations.rows(connection, chosen)
