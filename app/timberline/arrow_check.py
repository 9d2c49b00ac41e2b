"""The consistency check over columns instead of rows: for a million invoices, with the answer of consistency.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, overload  # pyarrow is partly untyped

import pyarrow  # noqa: ICN001 (its usual name is given below, where it is untyped)
import pyarrow.compute

from app.model.profile import ConsistencyRange, Criteria
from app.model.timberline import Bucket, CheckRow, Total
from app.timberline import arrow_columns as columns
from app.timberline import claims as selection
from app.timberline import consistency, values
from app.timberline.claims import Claim
from app.timberline.ledger import CASH_RECEIPT, INVOICE_TYPES

pa: Any = pyarrow  # its types and functions are made at run time, out of a checker's sight
pc: Any = pyarrow.compute

_NONE, _INVOICE, _RECEIPT = 0, 1, 2
_ORDER = consistency.WORSE
_AT_ONCE = 20_000
Column = Any


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rows and sums of a check."""

    rows: Sequence[CheckRow]
    buckets: dict[Bucket, Total]
    population: Total


def answer(claims: Any, transactions: Any, *, window: ConsistencyRange, sign: int) -> Answer:
    """Group, join and compare; `claims` is the population as `population` gives it."""
    ours = _grouped(claims, window)
    theirs = _summed(transactions, ours["number"])
    total, paid = theirs["total"], theirs["paid"]
    unprocessed = ours["outside"]
    nothing = pa.scalar(None, pa.int64())
    total = pc.if_else(unprocessed, nothing, total)
    paid = pc.if_else(unprocessed, nothing, pc.multiply(paid, sign))
    limit = _limit(window.tolerance)
    invoice = _compared(ours["total"], total, limit=limit, absent=_code(Bucket.NOT_IN_TIMBERLINE))
    empty = pc.if_else(pc.equal(ours["paid"], 0), _code(Bucket.MATCH), _code(Bucket.NOT_MATCHING))
    receipt = _compared(ours["paid"], paid, limit=limit, absent=empty)
    worst = pc.if_else(unprocessed, _code(Bucket.UNPROCESSED), pc.max_element_wise(invoice, receipt))
    table = pa.table(
        {
            "invoice": ours["invoice"],
            "framework_total": ours["total"],
            "timberline_total": total,
            "invoice_result": pc.if_else(unprocessed, pa.scalar(None, pa.int8()), invoice),
            "framework_paid": ours["paid"],
            "timberline_paid": paid,
            "receipt_result": pc.if_else(unprocessed, pa.scalar(None, pa.int8()), receipt),
            "bucket": worst,
        }
    )
    table = table.take(pc.sort_indices(ours["number"]))
    whole = Total(count=len(ours["number"]), amount=_money(pc.sum(claims["total"]).as_py() or 0))
    return Answer(rows=CheckRows(table), buckets=_buckets(table), population=whole)


def population(read: Any, jobs: Any, *, criteria: Criteria) -> tuple[Any, Column]:
    """The claims that the check looks at, and which of the rows read they are."""
    number = columns.folded(read["invoice"])
    linked = columns.each(read["linked"], values.linked, kind=pa.bool_())
    fitting = [row["job_id"] for row in jobs.to_pylist() if _fits(row, criteria)]
    ids = read["job_id"].combine_chunks()
    in_jobs = pc.is_in(ids, value_set=pa.array(fitting, type=ids.type))
    taken = pc.and_(pc.and_(pc.not_equal(number, ""), linked), in_jobs)
    prepared = pa.table(
        {
            "number": number,
            "spelled": read["invoice"],
            "claim_id": read["claim_id"],
            "invoiced": read["invoiced"],
            "total": columns.cents(read["total"], name="cst_claim.c_total"),
            "paid": columns.cents(read["paid"], name="cst_claim.c_paid_amt"),
        }
    )
    return prepared if pc.all(taken).as_py() else prepared.filter(taken), taken


def exported(read: Any, jobs: Any, taken: Column) -> Iterator[Claim]:
    """The exported claims outside the population, as rows: they are few."""
    flags = columns.each(read["exported"], values.flag, kind=pa.bool_())
    left = read.filter(pc.and_not(flags, taken))
    if not left.num_rows:
        return
    wanted = jobs.filter(pc.is_in(jobs["job_id"], value_set=left["job_id"].combine_chunks()))
    known = {row["job_id"]: _of_job(row) for row in wanted.to_pylist()}
    for row in left.to_pylist():
        yield Claim(
            claim_id=row["claim_id"],
            job_id=row["job_id"],
            invoice=values.text(row["invoice"]),
            total=values.amount(row["total"], column="cst_claim.c_total"),
            linked=values.linked(row["linked"]),
            exported=True,
            **known.get(row["job_id"], {}),
        )


def _fits(row: dict[str, Any], criteria: Criteria) -> bool:
    return selection.for_check(Claim(invoice="any", **_of_job(row)), criteria)


def _of_job(row: dict[str, Any]) -> dict[str, Any]:
    """A job's part of a claim."""
    numbers = {name: values.whole(row[name]) for name in ("stage", "status", "region", "team", "entity")}
    return {"job": values.text(row["job"]), **numbers}


def _grouped(claims: Any, window: ConsistencyRange) -> dict[str, Column]:
    """The claims summed up by number, in the order in which the numbers first occur."""
    outside = columns.each(
        claims["invoiced"],
        lambda value: consistency.is_outside(values.day(value, column="cst_claim.d_invoice"), window),
        kind=pa.bool_(),
    )
    encoded = claims["number"].combine_chunks().dictionary_encode()
    ids = claims["claim_id"].combine_chunks()
    groups = (
        pa.table(
            {"code": encoded.indices, "total": claims["total"], "paid": claims["paid"], "outside": outside, "id": ids}
        )
        .group_by("code")
        .aggregate([("total", "sum"), ("paid", "sum"), ("outside", "any"), ("id", "min")])
        .sort_by("code")
        .combine_chunks()
    )
    spelled = claims["spelled"]
    if len(encoded.dictionary) < len(claims):
        spelled = spelled.take(pc.index_in(groups["id_min"], value_set=ids))
    return {
        "number": encoded.dictionary,
        "invoice": columns.trimmed(spelled),
        "total": groups["total_sum"].combine_chunks(),
        "paid": groups["paid_sum"].combine_chunks(),
        "outside": groups["outside_any"].combine_chunks(),
    }


def _summed(transactions: Any, numbers: Column) -> dict[str, Column]:
    """What Timberline has for each of these numbers; null where it has no such row."""
    kind = columns.each(transactions["type"], _kind, kind=pa.int8())
    code = pc.index_in(columns.folded(transactions["tInv"]), value_set=numbers)
    amount = columns.cents(transactions["tAmt"], name="tAmt")
    nothing = pa.scalar(None, pa.int64())
    invoiced = pc.if_else(pc.equal(kind, _INVOICE), amount, nothing)
    received = pc.if_else(pc.equal(kind, _RECEIPT), amount, nothing)
    sums = (
        pa.table({"code": code, "total": invoiced, "paid": received})
        .group_by("code")
        .aggregate([("total", "sum"), ("paid", "sum")])
        .combine_chunks()
    )
    every = pa.array(range(len(numbers)), type=pa.int32())
    place = pc.index_in(every, value_set=sums["code"].combine_chunks())
    return {
        "total": sums["total_sum"].combine_chunks().take(place),
        "paid": sums["paid_sum"].combine_chunks().take(place),
    }


def _kind(value: Any) -> int:
    folded = values.fold(value)
    if folded in INVOICE_TYPES:
        return _INVOICE
    return _RECEIPT if folded == CASH_RECEIPT else _NONE


def _compared(ours: Column, theirs: Column, *, limit: int, absent: Column) -> Column:
    difference = pc.abs(pc.subtract(ours, theirs))
    near = pc.if_else(pc.less_equal(difference, limit), _code(Bucket.WITHIN_VARIATION), _code(Bucket.NOT_MATCHING))
    result = pc.if_else(pc.equal(difference, 0), _code(Bucket.MATCH), near)
    return pc.if_else(pc.is_null(theirs), absent, result)


def _limit(tolerance: Decimal) -> int:
    """The tolerance in whole cents: a difference of cents is within 0.057 if it is within 0.05."""
    return min(int(tolerance * 100), 2**62)


def _code(bucket: Bucket) -> Any:
    return pa.scalar(_ORDER.index(bucket), pa.int8())


def _buckets(table: Any) -> dict[Bucket, Total]:
    sums = table.group_by("bucket").aggregate([("framework_total", "sum"), ("framework_total", "count")]).to_pylist()
    return {
        _ORDER[row["bucket"]]: Total(count=row["framework_total_count"], amount=_money(row["framework_total_sum"]))
        for row in sorted(sums, key=lambda row: row["bucket"])
    }


def _money(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


class CheckRows(Sequence[CheckRow]):
    """The rows of a check, made when they are looked at: a million of them stay columns until then."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __len__(self) -> int:
        return self._table.num_rows

    @overload
    def __getitem__(self, index: int) -> CheckRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CheckRow]: ...
    def __getitem__(self, index: int | slice) -> CheckRow | Sequence[CheckRow]:
        if isinstance(index, slice):
            return tuple(_rows(self._table.take(list(range(len(self))[index]))))
        return _rows(self._table.slice(range(len(self))[index], 1))[0]

    def __iter__(self) -> Iterator[CheckRow]:
        for start in range(0, len(self), _AT_ONCE):
            yield from _rows(self._table.slice(start, _AT_ONCE))


def _rows(table: Any) -> list[CheckRow]:
    return [
        CheckRow(
            invoice=row["invoice"],
            framework_total=_money(row["framework_total"]),
            timberline_total=_money_or_none(row["timberline_total"]),
            invoice_result=_bucket_or_none(row["invoice_result"]),
            framework_paid=_money(row["framework_paid"]),
            timberline_paid=_money_or_none(row["timberline_paid"]),
            receipt_result=_bucket_or_none(row["receipt_result"]),
            bucket=_ORDER[row["bucket"]],
        )
        for row in table.to_pylist()
    ]


def _money_or_none(cents: int | None) -> Decimal | None:
    return None if cents is None else _money(cents)


def _bucket_or_none(code: int | None) -> Bucket | None:
    return None if code is None else _ORDER[code]
