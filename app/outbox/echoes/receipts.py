"""Receipts that were made in Kinetic appear as ARM documents."""

from __future__ import annotations

from typing import Any  # values of any type

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER, RECEIPT, RECEIPT_LINE
from app.model.document import DocumentStatus, Origin
from app.outbox.echoes.mirrors import BATCH, MADE_IN_KINETIC, Row, day, exact, insert, mirror

_HEADER = mirror("RcvHead", "VendorNum", "PurPoint", "PackSlip", "ReceiptDate", "EntryPerson", "PONum")
_DETAIL = mirror(
    "RcvDtl", "VendorNum", "PurPoint", "PackSlip", "PackLine", "POLine", "PORelNum", "OurQty", "IUM", "WareHouseCode",
    "BinNum",
)  # fmt: skip
Key = tuple[int, str, str]


def take_new(desk: Desk) -> None:
    """Receipts whose supplier and pack slip ARM does not have."""
    ours, head = RECEIPT.c, _HEADER.c
    known = sa.exists().where(
        ours.Company == head.Company,
        ours.VendorNum == head.VendorNum,
        ours.PurPoint == sa.func.coalesce(head.PurPoint, ""),
        ours.PackSlip == head.PackSlip,
    )
    missing = sa.select(_HEADER).where(head.Company == desk.code, head.Deleted == 0, ~known)
    found = desk.read(missing.order_by(head.VendorNum, head.PackSlip))
    if not found:
        return
    orders, lines = _orders(desk), _lines(desk)
    for start in range(0, len(found), BATCH):
        desk.context.check()
        batch = found[start : start + BATCH]
        with desk.work() as connection:
            highest = sa.select(sa.func.max(ours.Number)).where(ours.Company == desk.code)
            first = max(connection.execute(highest).scalar() or 0, MADE_IN_KINETIC) + 1
            numbered = list(enumerate(batch, start=first))
            insert(connection, RECEIPT, [_receipt(desk, number, row, orders) for number, row in numbered])
            rows = [_line(desk, number, part) for number, row in numbered for part in lines.get(_key(row), ())]
            insert(connection, RECEIPT_LINE, rows)
            desk.log(connection, f"{len(batch)} receipts made in Kinetic are in ARM", kind="outbound")


def take_lines(desk: Desk) -> None:
    """Lines that were added in Kinetic to receipts of its own after they had come into ARM."""
    ours, line, theirs = RECEIPT.c, RECEIPT_LINE.c, _DETAIL.c
    same = sa.and_(
        ours.Company == theirs.Company,
        ours.VendorNum == theirs.VendorNum,
        ours.PurPoint == sa.func.coalesce(theirs.PurPoint, ""),
        ours.PackSlip == theirs.PackSlip,
    )
    here = sa.exists().where(line.Company == ours.Company, line.Receipt == ours.Number, line.Line == theirs.PackLine)
    mine = sa.and_(theirs.Company == desk.code, theirs.Deleted == 0, ours.Origin == Origin.KINETIC.value, ~here)
    joined = sa.select(_DETAIL, ours.Number).select_from(_DETAIL.join(RECEIPT, same)).where(mine)
    if found := desk.read(joined):
        with desk.work() as connection:
            insert(connection, RECEIPT_LINE, [_line(desk, row["Number"], row) for row in found])


def _key(row: Row) -> Key:
    return int(row["VendorNum"] or 0), str(row["PurPoint"] or ""), str(row["PackSlip"])


def _orders(desk: Desk) -> dict[int, int]:
    order = PURCHASE_ORDER.c
    known = sa.select(order.PONum, order.Number).where(order.Company == desk.code, order.PONum.is_not(None))
    return {row["PONum"]: row["Number"] for row in desk.read(known)}


def _lines(desk: Desk) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    detail = _DETAIL.c
    for row in desk.read(sa.select(_DETAIL).where(detail.Company == desk.code, detail.Deleted == 0)):
        found.setdefault(_key(row), []).append(row)
    return found


def _receipt(desk: Desk, number: int, row: Row, orders: dict[int, int]) -> dict[str, Any]:
    vendor, point, slip = _key(row)
    return {
        "Company": desk.code, "Number": number, "Origin": Origin.KINETIC.value, "Status": DocumentStatus.CLOSED.value,
        "Approved": 1, "PurchaseOrder": orders.get(row["PONum"] or 0, 0), "VendorNum": vendor, "PurPoint": point,
        "PackSlip": slip, "ReceiptDate": day(row["ReceiptDate"]), "ReceivedBy": row["EntryPerson"] or "",
        "QueuedVersion": 1, "SentVersion": 1,
    }  # fmt: skip


def _line(desk: Desk, number: int, row: Row) -> dict[str, Any]:
    return {
        "Company": desk.code, "Receipt": number, "Line": row["PackLine"], "OrderLine": row["POLine"] or 0,
        "Release": row["PORelNum"] or 0, "Quantity": exact(row["OurQty"]), "UOM": row["IUM"] or "",
        "WarehouseCode": row["WareHouseCode"] or "", "BinNum": row["BinNum"] or "", "PackLine": row["PackLine"],
    }  # fmt: skip
