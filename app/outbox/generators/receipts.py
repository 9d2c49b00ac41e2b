"""Receipts of purchase orders that were made in ARM."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.orders import PURCHASE_ORDER, RECEIPT, RECEIPT_LINE
from app.model.document import DocumentKind, Origin, Step
from app.model.errors import RecordError
from app.model.outgoing import Receipt, ReceiptLine
from app.outbox.generators.marking import at, due_versions, mark_queued, must, only, rows
from app.outbox.generators.work import Due

_KEY = ("Number",)


class Receipts:
    """Receipts with the supplier's pack slip."""

    kind = DocumentKind.RECEIPT

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        ready = sa.and_(RECEIPT.c.Origin == Origin.ARM.value, RECEIPT.c.Approved == 1)
        return due_versions(desk, connection, RECEIPT, key=_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator; supplier and purchase point are its order's where the receipt names none."""
        mark_queued(desk, connection, RECEIPT, key=_KEY, due=due)
        place = at(desk, RECEIPT, _KEY, due)
        row, order = only(connection, RECEIPT, place), PURCHASE_ORDER.c
        mine = sa.and_(order.Company == desk.code, order.Number == row["PurchaseOrder"])
        found = connection.execute(sa.select(order.VendorNum, order.PurPoint).where(mine)).mappings().first()
        if found and not row["VendorNum"]:
            connection.execute(RECEIPT.update().where(place).values(**found))

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, Receipt]:
        """See Generator."""
        row = only(connection, RECEIPT, at(desk, RECEIPT, _KEY, due))
        name = f"Receipt {due.number}"
        lines = rows(desk, connection, RECEIPT_LINE, order=("Line",), Receipt=row["Number"])
        if not lines:
            raise RecordError(
                f"{name} was not queued for Kinetic", why="it has no lines", remedy="Add a line and retry."
            )
        return Step.CREATE, Receipt(
            number=row["Number"],
            order=must(row["PurchaseOrder"], field="PurchaseOrder", of=name),
            vendor=must(row["VendorNum"], field="VendorNum", of=name),
            purchase_point=row["PurPoint"],
            pack_slip=must(row["PackSlip"], field="PackSlip", of=name),
            received=must(row["ReceiptDate"], field="ReceiptDate", of=name),
            received_by=row["ReceivedBy"],
            lines=tuple(
                ReceiptLine(
                    line=each["Line"],
                    order_line=each["OrderLine"],
                    release=each["Release"],
                    quantity=must(
                        each["Quantity"], field="Quantity", of=f"Line {each['Line']} of receipt {due.number}"
                    ),
                    uom=each["UOM"],
                    warehouse=each["WarehouseCode"],
                    bin=each["BinNum"],
                )
                for each in lines
            ),
        )
