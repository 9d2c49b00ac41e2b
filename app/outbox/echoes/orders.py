"""Purchase orders that Kinetic made appear as ARM documents, and all orders take over Kinetic's states."""

from __future__ import annotations

from typing import Any  # values of any type

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER, PURCHASE_ORDER_LINE, PURCHASE_ORDER_RELEASE
from app.model.document import DocumentKind, DocumentStatus, Origin
from app.outbox.echoes.mirrors import BATCH, MADE_IN_KINETIC, Row, day, exact, flag, insert, mirror, noted, parts

_OPEN, _CLOSED, _INSPECTION = DocumentStatus.OPEN.value, DocumentStatus.CLOSED.value, "Inspection"
_STATUS = {"I": _INSPECTION, "R": "Received", "C": _CLOSED, "V": _CLOSED, "A": "Arrived"}

HEADER = mirror(
    "POHeader", "PONum", "OpenOrder", "VoidOrder", "VendorNum", "PurPoint", "BuyerID", "OrderDate", "Approve",
    "DueDate", "PromiseDate", "TermsCode", "FOB", "ShipViaCode", "CurrencyCode",
)  # fmt: skip
DETAIL = mirror(
    "PODetail", "PONUM", "POLine", "PartNum", "LineDesc", "OrderQty", "IUM", "DocUnitCost", "ClassID", "VoidLine",
    "OpenLine",
)  # fmt: skip
RELEASE = mirror(
    "PORel", "PONum", "POLine", "PORelNum", "RelQty", "DueDate", "Plant", "WarehouseCode", "JobNum", "AssemblySeq",
    "JobSeq", "ReceivedQty", "OpenRelease", "VoidRelease", "Status",
)  # fmt: skip


def take_new(desk: Desk) -> None:
    """Orders whose number ARM does not have."""
    order, head = PURCHASE_ORDER.c, HEADER.c
    known = sa.exists().where(order.Company == head.Company, order.PONum == head.PONum)
    missing = sa.select(HEADER).where(head.Company == desk.code, head.Deleted == 0, ~known).order_by(head.PONum)
    ours = noted(desk, DocumentKind.PURCHASE_ORDER, "po")
    found = [row for row in desk.read(missing) if str(row["PONum"]) not in ours]
    for start in range(0, len(found), BATCH):
        desk.context.check()
        batch = found[start : start + BATCH]
        numbers = [row["PONum"] for row in batch]
        lines = parts(desk, DETAIL, key="PONUM", of=numbers)
        releases = parts(desk, RELEASE, key="PONum", of=numbers)
        with desk.work() as connection:
            insert(connection, PURCHASE_ORDER, [_order(desk, row) for row in batch])
            insert(connection, PURCHASE_ORDER_LINE, [line_of(desk, row) for row in lines])
            insert(connection, PURCHASE_ORDER_RELEASE, [release_of(desk, row) for row in releases])
            desk.log(connection, f"{len(batch)} purchase orders made in Kinetic are in ARM", kind="outbound")


def take_states(desk: Desk) -> None:
    """Orders closed or voided in Kinetic, and what Kinetic has received of open releases."""
    order, head = PURCHASE_ORDER.c, HEADER.c
    same = sa.and_(order.Company == head.Company, order.PONum == head.PONum)
    query = sa.select(order.Number, head.OpenOrder, head.VoidOrder).select_from(PURCHASE_ORDER.join(HEADER, same))
    rows = desk.read(query.where(order.Company == desk.code, order.Status == _OPEN, head.Deleted == 0))
    closed = [row for row in rows if not flag(row["OpenOrder"])]
    changed = _changed_releases(desk)
    if not closed and not changed:
        return
    with desk.work() as connection:
        for row in closed:
            place = sa.and_(order.Company == desk.code, order.Number == row["Number"])
            values = {"Status": _CLOSED, "Void": flag(row["VoidOrder"])}
            connection.execute(PURCHASE_ORDER.update().where(place).values(**values))
        for place, values in changed:
            connection.execute(PURCHASE_ORDER_RELEASE.update().where(place).values(**values))


def _changed_releases(desk: Desk) -> list[tuple[sa.ColumnElement[bool], dict[str, Any]]]:
    """What was received in ARM shows Closed there already; what Kinetic received shows how it stands there."""
    order, ours, theirs = PURCHASE_ORDER.c, PURCHASE_ORDER_RELEASE.c, RELEASE.c
    join = PURCHASE_ORDER_RELEASE.join(
        PURCHASE_ORDER, sa.and_(order.Company == ours.Company, order.Number == ours.PurchaseOrder)
    ).join(
        RELEASE,
        sa.and_(
            theirs.Company == order.Company,
            theirs.PONum == order.PONum,
            theirs.POLine == ours.Line,
            theirs.PORelNum == ours.Release,
        ),
    )
    query = sa.select(
        ours.PurchaseOrder, ours.Line, ours.Release, ours.ReceivedQuantity, ours.Status.label("Ours"),
        theirs.ReceivedQty, theirs.Status, theirs.OpenRelease, theirs.VoidRelease,
    )  # fmt: skip
    open_ones = sa.and_(ours.Company == desk.code, ours.Status != _CLOSED, theirs.Deleted == 0)
    found: list[tuple[sa.ColumnElement[bool], dict[str, Any]]] = []
    for row in desk.read(query.select_from(join).where(open_ones)):
        values = {
            "ReceivedQuantity": exact(row["ReceivedQty"]),
            "Status": state_of(row),
            "Void": flag(row["VoidRelease"]),
        }
        if (values["ReceivedQuantity"], values["Status"]) != (row["ReceivedQuantity"], row["Ours"]):
            place = sa.and_(
                ours.Company == desk.code,
                ours.PurchaseOrder == row["PurchaseOrder"],
                ours.Line == row["Line"],
                ours.Release == row["Release"],
            )
            found.append((place, values))
    return found


def state_of(row: Row) -> str:
    """How ARM shows a release's state in Kinetic."""
    return _STATUS.get(str(row["Status"] or ""), _OPEN if flag(row["OpenRelease"]) else _CLOSED)


def _order(desk: Desk, row: Row) -> dict[str, Any]:
    names = ("PurPoint", "BuyerID", "TermsCode", "FOB", "ShipViaCode", "CurrencyCode")
    return {
        "Company": desk.code, "Number": MADE_IN_KINETIC + int(row["PONum"]), "PONum": row["PONum"],
        "Origin": Origin.KINETIC.value, "Status": _OPEN if flag(row["OpenOrder"]) else _CLOSED,
        "Approved": flag(row["Approve"]), "Void": flag(row["VoidOrder"]), "VendorNum": row["VendorNum"] or 0,
        "OrderDate": day(row["OrderDate"]), "DueDate": day(row["DueDate"]), "PromiseDate": day(row["PromiseDate"]),
        "QueuedVersion": 1, "SentVersion": 1, **{name: row[name] or "" for name in names},
    }  # fmt: skip


def line_of(desk: Desk, row: Row) -> dict[str, Any]:
    """A line of an order that Kinetic made, as ARM keeps it."""
    return {
        "Company": desk.code, "PurchaseOrder": MADE_IN_KINETIC + int(row["PONUM"]), "Line": row["POLine"],
        "PartNum": row["PartNum"] or "", "Description": str(row["LineDesc"] or "")[:1000],
        "Quantity": exact(row["OrderQty"]), "UOM": row["IUM"] or "", "UnitPrice": exact(row["DocUnitCost"]),
        "ClassID": row["ClassID"] or "", "Void": flag(row["VoidLine"]),
        "Status": _OPEN if flag(row["OpenLine"]) else _CLOSED,
    }  # fmt: skip


def release_of(desk: Desk, row: Row) -> dict[str, Any]:
    """A release of such a line."""
    return {
        "Company": desk.code, "PurchaseOrder": MADE_IN_KINETIC + int(row["PONum"]), "Line": row["POLine"],
        "Release": row["PORelNum"], "Quantity": exact(row["RelQty"]), "DueDate": day(row["DueDate"]),
        "Plant": row["Plant"] or "", "WarehouseCode": row["WarehouseCode"] or "", "JobNum": row["JobNum"] or "",
        "AssemblySeq": row["AssemblySeq"] or 0, "MtlSeq": row["JobSeq"] or None,
        "ReceivedQuantity": exact(row["ReceivedQty"]), "Status": state_of(row), "Void": flag(row["VoidRelease"]),
    }  # fmt: skip
