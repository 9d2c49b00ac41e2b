"""Transfer orders that Kinetic made appear as ARM documents; shipped and received quantities are taken over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any  # values of any type

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.transfers import TRANSFER_ORDER, TRANSFER_ORDER_LINE
from app.model.document import DocumentKind, DocumentStatus, Origin
from app.outbox.echoes.mirrors import BATCH, MADE_IN_KINETIC, Row, day, exact, flag, insert, mirror, noted, parts

_OPEN, _CLOSED = DocumentStatus.OPEN.value, DocumentStatus.CLOSED.value
_HEADER = mirror("TFOrdHed", "TFOrdNum", "OpenOrder", "Plant", "ToPlant", "OrderDate", "ShipViaCode")
_DETAIL = mirror(
    "TFOrdDtl", "TFLineNum", "TFOrdNum", "TFOrdLine", "OpenLine", "PartNum", "OurStockQty", "OurStockQtyUOM",
    "WarehouseCode", "ReceivedQty",
)  # fmt: skip
_SHIPPED = mirror("TFShipDtl", "TFLineNum", "OurStockShippedQty")


def take_new(desk: Desk) -> None:
    """Transfer orders whose number ARM does not have."""
    order, head = TRANSFER_ORDER.c, _HEADER.c
    known = sa.exists().where(order.Company == head.Company, order.TFOrdNum == head.TFOrdNum)
    missing = sa.select(_HEADER).where(head.Company == desk.code, head.Deleted == 0, ~known).order_by(head.TFOrdNum)
    ours = noted(desk, DocumentKind.TRANSFER_ORDER, "transfer")
    found = [row for row in desk.read(missing) if str(row["TFOrdNum"]) not in ours]
    for start in range(0, len(found), BATCH):
        desk.context.check()
        batch = found[start : start + BATCH]
        lines = parts(desk, _DETAIL, key="TFOrdNum", of=[row["TFOrdNum"] for row in batch])
        with desk.work() as connection:
            highest = sa.select(sa.func.max(order.Number)).where(order.Company == desk.code)
            first = max(connection.execute(highest).scalar() or 0, MADE_IN_KINETIC) + 1
            numbers = {str(row["TFOrdNum"]): number for number, row in enumerate(batch, start=first)}
            insert(connection, TRANSFER_ORDER, [_order(desk, numbers[str(row["TFOrdNum"])], row) for row in batch])
            rows = [_line(desk, numbers[str(row["TFOrdNum"])], row) for row in lines]
            insert(connection, TRANSFER_ORDER_LINE, rows)
            desk.log(connection, f"{len(batch)} transfer orders made in Kinetic are in ARM", kind="outbound")


def take_states(desk: Desk) -> None:
    """Quantities of open lines, and orders that Kinetic has closed."""
    line, order = TRANSFER_ORDER_LINE.c, TRANSFER_ORDER.c
    open_lines = sa.select(TRANSFER_ORDER_LINE).where(
        line.Company == desk.code, line.TFLineNum.is_not(None), line.Status == _OPEN
    )
    ours = {str(row["TFLineNum"]): row for row in desk.read(open_lines)}
    changed = _changed_lines(desk, ours)
    same = sa.and_(order.Company == _HEADER.c.Company, order.TFOrdNum == _HEADER.c.TFOrdNum)
    query = sa.select(order.Number, _HEADER.c.OpenOrder).select_from(TRANSFER_ORDER.join(_HEADER, same))
    rows = desk.read(query.where(order.Company == desk.code, order.Status == _OPEN, _HEADER.c.Deleted == 0))
    closed = [row["Number"] for row in rows if not flag(row["OpenOrder"])]
    if not changed and not closed:
        return
    with desk.work() as connection:
        for row, values in changed:
            place = sa.and_(
                line.Company == desk.code, line.TransferOrder == row["TransferOrder"], line.Line == row["Line"]
            )
            connection.execute(TRANSFER_ORDER_LINE.update().where(place).values(**values))
        for number in closed:
            place = sa.and_(order.Company == desk.code, order.Number == number)
            connection.execute(TRANSFER_ORDER.update().where(place).values(Status=_CLOSED))


def _changed_lines(desk: Desk, ours: dict[str, Row]) -> list[tuple[Row, dict[str, Any]]]:
    shipped: dict[str, Decimal] = {}
    for row in parts(desk, _SHIPPED, key="TFLineNum", of=list(ours)):
        name = str(row["TFLineNum"])
        shipped[name] = shipped.get(name, Decimal(0)) + exact(row["OurStockShippedQty"])
    changed: list[tuple[Row, dict[str, Any]]] = []
    for row in parts(desk, _DETAIL, key="TFLineNum", of=list(ours)):
        name = str(row["TFLineNum"])
        values = {
            "ShippedQuantity": shipped.get(name, Decimal(0)), "ReceivedQuantity": exact(row["ReceivedQty"]),
            "Status": _OPEN if flag(row["OpenLine"]) else _CLOSED,
        }  # fmt: skip
        if any(ours[name][column] != value for column, value in values.items()):
            changed.append((ours[name], values))
    return changed


def _order(desk: Desk, number: int, row: Row) -> dict[str, Any]:
    return {
        "Company": desk.code, "Number": number, "TFOrdNum": row["TFOrdNum"], "Origin": Origin.KINETIC.value,
        "Status": _OPEN if flag(row["OpenOrder"]) else _CLOSED, "Approved": 1, "FromPlant": row["Plant"] or "",
        "ToPlant": row["ToPlant"] or "", "ShipViaCode": row["ShipViaCode"] or "", "OrderDate": day(row["OrderDate"]),
        "QueuedVersion": 1, "SentVersion": 1,
    }  # fmt: skip


def _line(desk: Desk, number: int, row: Row) -> dict[str, Any]:
    return {
        "Company": desk.code, "TransferOrder": number, "Line": row["TFOrdLine"] or 0, "Kind": "transfer",
        "PartNum": row["PartNum"] or "", "Quantity": exact(row["OurStockQty"]), "UOM": row["OurStockQtyUOM"] or "",
        "WarehouseCode": row["WarehouseCode"] or "", "TFLineNum": row["TFLineNum"],
        "QueuedVersion": 1, "SentVersion": 1,
        "ReceivedQuantity": exact(row["ReceivedQty"]), "Status": _OPEN if flag(row["OpenLine"]) else _CLOSED,
    }  # fmt: skip
