"""Approved purchase orders, and charges added to orders that had already gone out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_CHARGE,
    PURCHASE_ORDER_LINE,
    PURCHASE_ORDER_RELEASE,
)
from app.model.document import DocumentKind, DocumentStatus, Origin, Step
from app.model.errors import RecordError
from app.model.outgoing import Charge, LateCharge, Order, OrderLine, OrderRelease
from app.outbox.generators.marking import at, due_versions, mark_queued, must, only, rows
from app.outbox.generators.work import Due

_KEY = ("Number",)
_CHARGE_KEY = ("PurchaseOrder", "Sequence")


class Orders:
    """Purchase orders made in ARM, once they are approved and not on hold."""

    kind = DocumentKind.PURCHASE_ORDER

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        table = PURCHASE_ORDER.c
        # A void order goes out too where Kinetic has it; one that was never sent has nothing to be voided there.
        ready = sa.and_(
            table.Origin == Origin.ARM.value,
            table.Approved == 1,
            table.Status != DocumentStatus.HOLD.value,
            sa.or_(table.Void == 0, table.QueuedVersion > 0),
        )
        return due_versions(desk, connection, PURCHASE_ORDER, key=_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, PURCHASE_ORDER, key=_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, Order]:
        """See Generator."""
        row = only(connection, PURCHASE_ORDER, at(desk, PURCHASE_ORDER, _KEY, due))
        order = read_order(desk, connection, row)
        if order.void:
            return Step.VOID, order
        if order.close:
            return Step.CLOSE, order
        return Step.CHANGE if due.sent else Step.CREATE, order


def read_order(desk: Desk, connection: sa.Connection, row: Mapping[str, Any]) -> Order:
    """The order as it stands in ARM; raises RecordError where something is missing."""
    number, name = int(row["Number"]), f"Purchase order {row['Number']}"
    lines = _lines(desk, connection, number)
    if not lines:
        raise RecordError(f"{name} was not queued for Kinetic", why="it has no lines", remedy="Add a line and retry.")
    charges = rows(desk, connection, PURCHASE_ORDER_CHARGE, order=("Sequence",), PurchaseOrder=number, Late=0)
    return Order(
        number=number,
        po=row["PONum"],
        vendor=row["VendorNum"],
        vendor_id=must(row["VendorID"], field="VendorID", of=name),
        purchase_point=row["PurPoint"],
        buyer=must(row["BuyerID"], field="BuyerID", of=name),
        ordered=must(row["OrderDate"], field="OrderDate", of=name),
        due=row["DueDate"],
        promise=row["PromiseDate"],
        terms=row["TermsCode"],
        fob=row["FOB"],
        ship_via=row["ShipViaCode"],
        currency=row["CurrencyCode"],
        comment=row["Comment"],
        lines=lines,
        charges=tuple(read_charge(each) for each in charges),
        void=bool(row["Void"]),
        close=row["Status"] == DocumentStatus.CLOSED.value,
    )


def _lines(desk: Desk, connection: sa.Connection, number: int) -> tuple[OrderLine, ...]:
    found = rows(desk, connection, PURCHASE_ORDER_RELEASE, order=("Line", "Release"), PurchaseOrder=number)
    releases: dict[int, list[OrderRelease]] = {}
    for each in found:
        releases.setdefault(each["Line"], []).append(_release(each))
    lines = rows(desk, connection, PURCHASE_ORDER_LINE, order=("Line",), PurchaseOrder=number)
    return tuple(_line(each, releases=tuple(releases.get(each["Line"], ())), order=number) for each in lines)


def _line(row: Mapping[str, Any], *, releases: tuple[OrderRelease, ...], order: int) -> OrderLine:
    name = f"Line {row['Line']} of purchase order {order}"
    if not row["PartNum"]:
        must(row["Description"], field="Description", of=name)
    return OrderLine(
        line=row["Line"],
        part=row["PartNum"],
        vendor_part=row["VendorPartNum"],
        description=row["Description"],
        quantity=must(row["Quantity"], field="Quantity", of=name),
        uom=row["UOM"],
        unit_price=row["UnitPrice"],
        class_id=row["ClassID"],
        releases=releases,
        void=bool(row["Void"]),
    )


def _release(row: Mapping[str, Any]) -> OrderRelease:
    return OrderRelease(
        release=row["Release"],
        quantity=row["Quantity"],
        due=row["DueDate"],
        plant=row["Plant"],
        warehouse=row["WarehouseCode"],
        job=row["JobNum"],
        assembly=row["AssemblySeq"],
        material=row["MtlSeq"],
        requisition=row["Requisition"],
        requisition_line=row["RequisitionLine"],
        void=bool(row["Void"]),
    )


def read_charge(row: Mapping[str, Any]) -> Charge:
    """A charge as it stands in ARM."""
    name = f"Charge {row['Sequence']} of purchase order {row['PurchaseOrder']}"
    return Charge(
        sequence=row["Sequence"],
        line=row["Line"],
        code=must(row["MiscCode"], field="MiscCode", of=name),
        description=row["Description"],
        amount=row["Amount"],
    )


class LateCharges:
    """Charges added to an order after it had gone out; they need no new approval of the order."""

    kind = DocumentKind.MISC_CHARGE

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        charge = PURCHASE_ORDER_CHARGE.c
        late = sa.and_(charge.Late == 1, sa.or_(charge.SeqNum.is_(None), charge.SentVersion < charge.Version))
        return due_versions(desk, connection, PURCHASE_ORDER_CHARGE, key=_CHARGE_KEY, approved=late, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, PURCHASE_ORDER_CHARGE, key=_CHARGE_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, LateCharge]:
        """See Generator."""
        row = only(connection, PURCHASE_ORDER_CHARGE, at(desk, PURCHASE_ORDER_CHARGE, _CHARGE_KEY, due))
        return Step.CREATE, LateCharge(order=row["PurchaseOrder"], charge=read_charge(row))
