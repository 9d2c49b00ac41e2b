"""Purchase orders as services show them to suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER, PURCHASE_ORDER_LINE
from app.model.agent import PoNumbering

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ShownOrder:
    """An order with its lines that are not void."""

    row: Row
    lines: tuple[Row, ...]
    supplier: str  # name and address, as far as ARM has them

    @property
    def number(self) -> str:
        """The number the supplier is to use."""
        return str(self.row["PONum"] or self.row["Number"])


def read_order(desk: Desk, number: int) -> ShownOrder | None:
    """The order, or None where there is none."""
    order, line = PURCHASE_ORDER.c, PURCHASE_ORDER_LINE.c
    found = desk.read(sa.select(PURCHASE_ORDER).where(order.Company == desk.code, order.Number == number))
    if not found:
        return None
    mine = sa.and_(line.Company == desk.code, line.PurchaseOrder == number, line.Void == 0)
    lines = desk.read(sa.select(PURCHASE_ORDER_LINE).where(mine).order_by(line.Line))
    return ShownOrder(row=found[0], lines=tuple(lines), supplier=_supplier(desk, found[0]))


def is_numbered(desk: Desk, order: Row) -> bool:
    """Whether the order has the number that suppliers see: ARM's own, or the one Kinetic has given."""
    return bool(order["PONum"]) or desk.order.settings.po_numbering is PoNumbering.ARM


def _supplier(desk: Desk, order: Row) -> str:
    if not desk.has("Vendor"):
        return str(order["VendorID"])
    names = ("Name", "Address1", "ZIP", "City", "State", "Country")
    vendor = sa.table("Vendor", *(sa.column(name) for name in ("Company", "VendorNum", *names)))
    mine = sa.and_(vendor.c.Company == desk.code, vendor.c.VendorNum == order["VendorNum"])
    found = desk.read(sa.select(vendor).where(mine))
    return "\n".join(str(found[0][name]) for name in names if found[0][name]) if found else str(order["VendorID"])
