"""Reads Framework's side of the receipts and writes payments with their totals, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any  # values are bound as each database takes them

import sqlalchemy as sa

from app.model.profile import Criteria
from app.timberline import claims as selection
from app.timberline import framework, payments, relations, values, writing
from app.timberline.allocation import OpenClaim, OpenContract
from app.timberline.framework import Tables
from app.timberline.receipts import Books, Known, Payment, ReceiptPlan
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
    for claim in framework.claims(connection, known, framework.needed(framework.FOR_RECEIPTS, criteria)):
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


def _contracts(connection: sa.Connection, known: Tables) -> dict[int | None, OpenContract]:
    """The contract of each job; where a job has several, the first."""
    contract = known.contract
    source = contract.table()
    names = ("l_job_id", "l_cont_id", "c_paid_amt")
    chosen = sa.select(*(contract.column(name, of=source) for name in names)).select_from(source)
    found: dict[int | None, OpenContract] = {}
    for job, number, paid in relations.rows(connection, chosen):
        job_id, contract_id = values.whole(job), values.whole(number)
        if job_id is None or contract_id is None:
            continue
        if job_id not in found or contract_id < found[job_id].contract_id:
            amount = values.amount(paid, column="cont.c_paid_amt")
            found[job_id] = OpenContract(contract_id=contract_id, paid=amount)
    return found


def _known(connection: sa.Connection, known: Tables, keys: Collection[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    claims: dict[int | None, list[Known]] = {}
    for link, amount, claim in payments.with_keys(connection, known.payment, keys):
        entry = found.setdefault(values.fold(link), Known())
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


def post(connection: sa.Connection, known: Tables, plan: ReceiptPlan, *, step: Callable[[str], None]) -> None:
    """Insert the payments and write the totals of their claims and contracts, which grow by the same amounts."""
    step("before inserting payments")
    _insert(connection, known, plan.payments)
    step("after inserting payments")
    _set_paid(connection, known.claim, key="l_claim_id", paid=plan.claims)
    step("after raising the claims")
    _set_paid(connection, known.contract, key="l_cont_id", paid=plan.contracts)
    step("before committing the payments")


def _insert(connection: sa.Connection, known: Tables, written: Sequence[Payment]) -> None:
    payment = known.payment
    table = payment.table()
    names = {name: payment.actual(name) for name in ("l_cont_id", "l_claim_id", "d_paid", "c_amount", "s_link_accts")}
    number = payment.column("l_pay_id", of=table)
    numbered = not writing.numbers_itself(connection, payment, "l_pay_id")
    first = int(connection.execute(sa.select(sa.func.max(number))).scalar() or 0) + 1 if numbered else 0
    rows: list[dict[str, Any]] = []
    for offset, one in enumerate(written):
        row = {
            names["l_cont_id"]: one.contract_id,
            names["l_claim_id"]: one.claim_id,
            names["d_paid"]: writing.day(connection, one.paid),
            names["c_amount"]: writing.money(connection, one.amount),
            names["s_link_accts"]: one.key,
        }
        rows.append({payment.actual("l_pay_id"): first + offset, **row} if numbered else row)
    writing.many(connection, sa.insert(table), rows)


def _set_paid(connection: sa.Connection, relation: Relation, *, key: str, paid: Mapping[int, Decimal]) -> None:
    """Write totals that were read in this same transaction, to which nobody else could add meanwhile."""
    if not paid:
        return
    table = relation.table()
    number, column = relation.column(key, of=table), relation.column("c_paid_amt", of=table)
    statement = sa.update(table).where(number == sa.bindparam("row")).values({column.key: sa.bindparam("total")})
    rows = [{"row": row, "total": writing.money(connection, total)} for row, total in paid.items()]
    writing.many(connection, statement, rows)
