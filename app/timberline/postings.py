"""Reads Framework's side of the receipts and writes payments with their totals, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any  # values are bound as each database takes them

import sqlalchemy as sa

from app.model.errors import Fatal
from app.model.money import ZERO
from app.model.profile import Criteria
from app.timberline import claims as selection
from app.timberline import framework, relations, values, writing
from app.timberline.allocation import OpenClaim
from app.timberline.framework import Tables
from app.timberline.receipts import Books, Known, Payment
from app.timberline.relations import Relation


def books(
    connection: sa.Connection,
    known: Tables,
    *,
    criteria: Criteria,
    numbers: Collection[str],
    keys: Collection[str],
) -> Books:
    """Claims with these invoice numbers, the contracts of their jobs, and the payments with these keys."""
    found: dict[str, list[OpenClaim]] = {}
    for claim in framework.claims(connection, known, framework.FOR_RECEIPTS):
        number = claim.number
        if number in numbers and selection.for_receipts(claim, criteria):
            found.setdefault(number, []).append(
                OpenClaim(
                    claim_id=claim.claim_id,
                    job_id=claim.job_id,
                    invoiced=claim.invoiced,
                    total=claim.total,
                    paid=claim.paid,
                )
            )
    for same in found.values():
        same.sort(key=lambda one: one.age)
    return Books(claims=found, contracts=_contracts(connection, known), known=_known(connection, known, keys))


def _contracts(connection: sa.Connection, known: Tables) -> dict[int | None, int]:
    """The contract of each job; where a job has several, the first."""
    contract = known.contract
    source = contract.table()
    chosen = sa.select(*(contract.column(name, of=source) for name in ("l_job_id", "l_cont_id")))
    found: dict[int | None, int] = {}
    for job, number in relations.rows(connection, chosen):
        job_id, contract_id = values.whole(job), values.whole(number)
        if job_id is not None and contract_id is not None:
            found[job_id] = min(contract_id, found.get(job_id, contract_id))
    return found


def _known(connection: sa.Connection, known: Tables, keys: Collection[str]) -> dict[str, Known]:
    payment = known.payment
    source = payment.table()
    key = payment.column("s_link_accts", of=source)
    others = [payment.column(name, of=source) for name in ("c_amount", "l_claim_id")]
    chosen = sa.select(key, *others).where(key.is_not(None))
    found: dict[str, Known] = {}
    claims: dict[int | None, list[Known]] = {}
    for link, amount, claim in relations.rows(connection, chosen):
        folded = values.fold(link)
        if folded in keys:
            entry = found.setdefault(folded, Known())
            entry.amount += values.amount(amount, column="cont_pay.c_amount")
            claims.setdefault(values.whole(claim), []).append(entry)
    _name_invoices(connection, known, claims)
    return found


def _name_invoices(connection: sa.Connection, known: Tables, claims: dict[int | None, list[Known]]) -> None:
    """Tell each known key the invoices its payments stand on; a claim that is gone stands on none."""
    if not claims:
        return
    numbers = {
        claim.claim_id: claim.number for claim in framework.every_claim(connection, known, ("claim_id", "invoice"))
    }
    for claim_id, entries in claims.items():
        for entry in entries:
            entry.numbers.add(numbers.get(claim_id, "") if claim_id is not None else "")


def post(connection: sa.Connection, known: Tables, payments: Sequence[Payment], *, step: Callable[[str], None]) -> None:
    """Insert the payments and let the totals of their claims and contracts grow by the same amounts."""
    step("before inserting payments")
    _insert(connection, known, payments)
    step("after inserting payments")
    by_claim = _sums((one.claim_id, one.amount) for one in payments)
    _grow(connection, known.claim, key="l_claim_id", sums=by_claim)
    step("after raising the claims")
    by_contract = _sums((one.contract_id, one.amount) for one in payments)
    _grow(connection, known.contract, key="l_cont_id", sums=by_contract)
    step("before committing the payments")


def _sums(parts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for key, amount in parts:
        sums[key] = sums.get(key, ZERO) + amount
    return sums


def _insert(connection: sa.Connection, known: Tables, payments: Sequence[Payment]) -> None:
    payment = known.payment
    table = payment.table()
    names = {name: payment.actual(name) for name in ("l_cont_id", "l_claim_id", "d_paid", "c_amount", "s_link_accts")}
    number = payment.column("l_pay_id", of=table)
    numbered = not writing.numbers_itself(connection, payment, "l_pay_id")
    first = int(connection.execute(sa.select(sa.func.max(number))).scalar() or 0) + 1 if numbered else 0
    rows: list[dict[str, Any]] = []
    for offset, one in enumerate(payments):
        row = {
            names["l_cont_id"]: one.contract_id,
            names["l_claim_id"]: one.claim_id,
            names["d_paid"]: writing.day(connection, one.paid),
            names["c_amount"]: writing.money(connection, one.amount),
            names["s_link_accts"]: one.key,
        }
        rows.append({payment.actual("l_pay_id"): first + offset, **row} if numbered else row)
    connection.execute(sa.insert(table), rows)


def _grow(connection: sa.Connection, relation: Relation, *, key: str, sums: dict[int, Decimal]) -> None:
    table = relation.table()
    number, paid = relation.column(key, of=table), relation.column("c_paid_amt", of=table)
    before: dict[int, Decimal] = {}
    for chunk in writing.chunks(sorted(sums)):
        for found, amount in connection.execute(sa.select(number, paid).where(number.in_(chunk))):
            before[int(found)] = values.amount(amount, column=f"{relation.name}.c_paid_amt")
    if len(before) != len(sums):
        raise Fatal(
            "No receipt was posted", why=f"rows of {relation.name} are missing or double", remedy="Start again."
        )
    changes = [
        {"row": found, "grown": writing.money(connection, amount + sums[found])}
        for found, amount in before.items()
        if sums[found]
    ]
    if changes:
        statement = sa.update(table).where(number == sa.bindparam("row")).values({paid.key: sa.bindparam("grown")})
        connection.execute(statement, changes)
