"""Purchase orders on their way to Kinetic: found by their reference, completed, approved, voided or closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.orders import PURCHASE_ORDER, PURCHASE_ORDER_CHARGE
from app.connect.documents.transactions import TRANSACTION
from app.connect.kinetic_datasets import first
from app.connect.kinetic_json import Row, Tables
from app.model.agent import PoNumbering
from app.model.document import DocumentKind, Step, TransactionStatus
from app.model.errors import RecordError
from app.model.outgoing import Charge, Order
from app.model.payload import loads
from app.outbox.processors.charges import Place
from app.outbox.processors.handler import Bench, Effect, Outcome, Waits
from app.outbox.processors.job_material import with_materials
from app.outbox.processors.order_edits import SERVICE, OrderEdit
from app.outbox.processors.restrictions import refuse_restricted

_REFERENCE_SETTING, _REFERENCE = "PurchaseOrderReferenceField", "XRefPONum"


class Orders:
    """Brings purchase orders."""

    kind = DocumentKind.PURCHASE_ORDER

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        order = loads(Order, bench.transaction.payload)
        _check_buyer(bench, order)
        found = find_order(bench, order)
        if order.void or order.close:
            return _ended(bench, order, found)
        refuse_restricted(bench.desk, parts=[line.part for line in order.lines])
        order = replace(order, lines=with_materials(bench.desk, order))
        edit = OrderEdit(
            bench.kinetic, order, tables=found or {}, known=known_charges(bench, order.number),
            dropped=_dropped_charges(bench, order),
        )  # fmt: skip
        if found is None:
            field = bench.desk.setting(_REFERENCE_SETTING, _REFERENCE)
            number = order.number if _arm_numbers(bench) else 0
            edit.create(number=number, reference=(field, reference(order.number)))
        if bench.notes.get("po") != edit.number:
            bench.note(po=edit.number)  # from now on it is known for ours, whatever becomes of the rest
        charges = edit.complete()
        return Outcome(effect=_effect(bench, edit, found), numbers={"po": edit.number, "charges": charges})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        order = loads(Order, bench.transaction.payload)
        keep_number(bench, connection, order=order.number, po=outcome.numbers.get("po"))
        for sequence, seq_num in dict(outcome.numbers.get("charges") or {}).items():
            keep_charge(bench, connection, order=order.number, sequence=int(sequence), seq_num=seq_num)


def reference(number: int) -> str:
    """How Kinetic knows an order of ARM whatever its number there."""
    return f"ARM-{number}"


def find_order(bench: Bench, order: Order) -> Tables | None:
    """The order in Kinetic: by the number ARM keeps, by its reference, and never another's under its number."""
    known = bench.notes.get("po") or known_number(bench, order.number)
    if known:
        there = _by_number(bench, int(known))
        if there is None:
            raise RecordError(
                f"Purchase order {order.number} was not sent to Kinetic",
                field="PONum",
                why=f"it had the number {known} there, and is there no more",
                remedy="Restore it there, or clear its number in ARM to send it anew.",
            )
        return there
    field = bench.desk.setting(_REFERENCE_SETTING, _REFERENCE)
    rows = bench.kinetic.rows(
        SERVICE, "POes", where=f"{field} eq '{reference(order.number)}'", order="PONum", select="PONum"
    )
    if len(rows) > 1:
        raise RecordError(
            f"Purchase order {order.number} was not sent to Kinetic",
            why=f"orders {', '.join(str(row['PONum']) for row in rows)} carry its reference there",
            remedy="Void all but one of them and clear their reference.",
        )
    if rows:
        return _by_number(bench, rows[0]["PONum"])
    if _arm_numbers(bench) and _by_number(bench, order.number):
        raise RecordError(
            f"Purchase order {order.number} was not sent to Kinetic",
            field="PONum",
            why="another order has this number there",
            remedy="Give the order a free number, or let Kinetic number the orders.",
        )
    return None


def known_number(bench: Bench, number: int) -> int | None:
    """Kinetic's number of an order, where ARM has it."""
    mine = sa.and_(PURCHASE_ORDER.c.Company == bench.desk.code, PURCHASE_ORDER.c.Number == number)
    found = bench.desk.read(sa.select(PURCHASE_ORDER.c.PONum).where(mine))
    return found[0]["PONum"] if found else None


def must_know(bench: Bench, number: int) -> int:
    """Kinetic's number of an order; raises Waits until the order is there."""
    known = known_number(bench, number)
    if known is None:
        raise Waits("It was not sent", why=f"purchase order {number} is not in Kinetic yet")
    return known


def keep_number(bench: Bench, connection: sa.Connection, *, order: int, po: Any) -> None:
    """Store Kinetic's number and the version that is there."""
    mine = sa.and_(PURCHASE_ORDER.c.Company == bench.desk.code, PURCHASE_ORDER.c.Number == order)
    values: dict[str, Any] = {"SentVersion": bench.transaction.version}
    if po:
        values["PONum"] = int(po)
    connection.execute(PURCHASE_ORDER.update().where(mine).values(**values))


def keep_charge(bench: Bench, connection: sa.Connection, *, order: int, sequence: int, seq_num: int) -> None:
    """Store Kinetic's number of a charge."""
    charge = PURCHASE_ORDER_CHARGE.c
    mine = sa.and_(charge.Company == bench.desk.code, charge.PurchaseOrder == order, charge.Sequence == sequence)
    connection.execute(PURCHASE_ORDER_CHARGE.update().where(mine).values(SeqNum=seq_num, SentVersion=charge.Version))


def known_charges(bench: Bench, order: int) -> Mapping[int, Place]:
    """Where the charges of an order stand in Kinetic, by their sequence, as far as ARM knows."""
    charge = PURCHASE_ORDER_CHARGE.c
    mine = sa.and_(charge.Company == bench.desk.code, charge.PurchaseOrder == order, charge.SeqNum.is_not(None))
    found = bench.desk.read(sa.select(PURCHASE_ORDER_CHARGE).where(mine))
    return {row["Sequence"]: (row["Line"], row["SeqNum"]) for row in found}


def _dropped_charges(bench: Bench, order: Order) -> dict[Place, Charge]:
    """Charges of the version that went out last which this one has no more."""
    row = TRANSACTION.c
    mine = sa.and_(row.Company == bench.desk.code, row.Document == Orders.kind.value)
    sent = sa.and_(mine, row.DocumentNumber == str(order.number), row.Status == TransactionStatus.DONE.value)
    last = bench.desk.read(sa.select(row.Payload, row.Result).where(sent).order_by(row.Id.desc()).limit(1))
    if not last:
        return {}
    numbers: dict[str, int] = json.loads(last[0]["Result"] or "{}").get("charges") or {}
    had = {str(charge.sequence): charge for charge in loads(Order, last[0]["Payload"]).charges}
    kept = {str(charge.sequence) for charge in order.charges}
    return {(had[name].line, number): had[name] for name, number in numbers.items() if name in had and name not in kept}


def _by_number(bench: Bench, number: int) -> Tables | None:
    answer = bench.kinetic.read(SERVICE, "GetByID", poNum=number)
    return answer.tables if answer else None


def _arm_numbers(bench: Bench) -> bool:
    return bench.desk.order.settings.po_numbering is PoNumbering.ARM


def _check_buyer(bench: Bench, order: Order) -> None:
    buyers = bench.desk.order.settings.po_buyers
    if buyers and order.buyer not in buyers:
        raise Waits("It was not sent", why=f"buyer {order.buyer} is not among the buyers of this agent")


def _ended(bench: Bench, order: Order, found: Tables | None) -> Outcome:
    if found is None:
        return Outcome(effect=Effect.NOTHING)
    header: Row = first(found, "POHeader")
    edit = OrderEdit(bench.kinetic, order, tables=found, known={}, dropped={})
    there = bool(header["VoidOrder"]) if order.void else not header["OpenOrder"]
    if not there:
        edit.void() if order.void else edit.close()
    return Outcome(effect=Effect.NOTHING if there else Effect.CHANGED, numbers={"po": header["PONum"]})


def _effect(bench: Bench, edit: OrderEdit, found: Tables | None) -> Effect:
    creating = bench.transaction.step is Step.CREATE
    if found is None or (creating and bench.tried_before):
        return Effect.CREATED
    return Effect.CHANGED if edit.sent else Effect.NOTHING
