"""Approved transfer orders, their expense lines, and receipts of transfers that were made in ARM."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.transfers import (
    TRANSFER_ORDER,
    TRANSFER_ORDER_LINE,
    TRANSFER_RECEIPT,
    TRANSFER_RECEIPT_LINE,
)
from app.model.document import DocumentKind, DocumentStatus, Origin, Step
from app.model.errors import RecordError
from app.model.outgoing import Adjustment, Transfer, TransferLine, TransferReceipt, TransferReceiptLine
from app.outbox.generators.marking import at, due_versions, mark_queued, must, only, rows
from app.outbox.generators.work import Due

EXPENSE, TRANSFER = "expense", "transfer"
_KEY = ("Number",)
_LINE_KEY = ("TransferOrder", "Line")


def _approved() -> sa.ColumnElement[bool]:
    order = TRANSFER_ORDER.c
    ours = sa.and_(order.Origin == Origin.ARM.value, order.Approved == 1)
    return sa.and_(ours, order.Status != DocumentStatus.HOLD.value)


class Transfers:
    """Transfer orders that move stock; one of expense lines only has nothing to move."""

    kind = DocumentKind.TRANSFER_ORDER

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        line = TRANSFER_ORDER_LINE.c
        moves = sa.exists().where(
            line.Company == TRANSFER_ORDER.c.Company,
            line.TransferOrder == TRANSFER_ORDER.c.Number,
            line.Kind == TRANSFER,
        )
        ready = sa.and_(_approved(), moves)
        return due_versions(desk, connection, TRANSFER_ORDER, key=_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, TRANSFER_ORDER, key=_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, Transfer]:
        """See Generator."""
        row = only(connection, TRANSFER_ORDER, at(desk, TRANSFER_ORDER, _KEY, due))
        name = f"Transfer order {due.number}"
        lines = rows(desk, connection, TRANSFER_ORDER_LINE, order=("Line",), TransferOrder=row["Number"], Kind=TRANSFER)
        return Step.CHANGE if due.sent else Step.CREATE, Transfer(
            number=row["Number"],
            from_plant=must(row["FromPlant"], field="FromPlant", of=name),
            to_plant=must(row["ToPlant"], field="ToPlant", of=name),
            ship_via=row["ShipViaCode"],
            ordered=must(row["OrderDate"], field="OrderDate", of=name),
            need_by=row["NeedBy"],
            lines=tuple(
                TransferLine(
                    line=each["Line"],
                    part=must(each["PartNum"], field="PartNum", of=f"Line {each['Line']} of {name.lower()}"),
                    quantity=must(each["Quantity"], field="Quantity", of=f"Line {each['Line']} of {name.lower()}"),
                    uom=each["UOM"],
                    warehouse=each["WarehouseCode"],
                    need_by=row["NeedBy"],
                )
                for each in lines
            ),
            close=row["Status"] == DocumentStatus.CLOSED.value,
        )


class Adjustments:
    """Expense lines of approved transfer orders: stock that is used up."""

    kind = DocumentKind.STOCK_ADJUSTMENT

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        line = TRANSFER_ORDER_LINE.c
        order = sa.exists().where(
            TRANSFER_ORDER.c.Company == line.Company, TRANSFER_ORDER.c.Number == line.TransferOrder, _approved()
        )
        ready = sa.and_(line.Kind == EXPENSE, line.AdjustmentReference == "", order)
        return due_versions(desk, connection, TRANSFER_ORDER_LINE, key=_LINE_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, TRANSFER_ORDER_LINE, key=_LINE_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, Adjustment]:
        """See Generator."""
        row = only(connection, TRANSFER_ORDER_LINE, at(desk, TRANSFER_ORDER_LINE, _LINE_KEY, due))
        of_order = sa.and_(TRANSFER_ORDER.c.Company == desk.code, TRANSFER_ORDER.c.Number == row["TransferOrder"])
        order = only(connection, TRANSFER_ORDER, of_order)
        name = f"Expense line {due.number}"
        if row["Quantity"] <= 0:
            raise RecordError(f"{name} was not queued for Kinetic", field="Quantity", why="its quantity is not above 0")
        return Step.CREATE, Adjustment(
            transfer=row["TransferOrder"],
            line=row["Line"],
            plant=order["FromPlant"],
            warehouse=must(row["WarehouseCode"], field="WarehouseCode", of=name),
            bin=row["BinNum"],
            part=must(row["PartNum"], field="PartNum", of=name),
            quantity=row["Quantity"],
            uom=row["UOM"],
            reason=row["ReasonCode"],
            on=must(order["OrderDate"], field="OrderDate", of=name),
        )


class TransferReceipts:
    """Receipts of transfer shipments."""

    kind = DocumentKind.TRANSFER_RECEIPT

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        ready = sa.and_(TRANSFER_RECEIPT.c.Origin == Origin.ARM.value, TRANSFER_RECEIPT.c.Approved == 1)
        return due_versions(desk, connection, TRANSFER_RECEIPT, key=_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        mark_queued(desk, connection, TRANSFER_RECEIPT, key=_KEY, due=due)

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, TransferReceipt]:
        """See Generator."""
        row = only(connection, TRANSFER_RECEIPT, at(desk, TRANSFER_RECEIPT, _KEY, due))
        name = f"Transfer receipt {due.number}"
        lines = rows(desk, connection, TRANSFER_RECEIPT_LINE, order=("Line",), TransferReceipt=row["Number"])
        return Step.CREATE, TransferReceipt(
            number=row["Number"],
            pack=must(row["PackNum"], field="PackNum", of=name),
            received=must(row["ReceiptDate"], field="ReceiptDate", of=name),
            received_by=row["ReceivedBy"],
            lines=tuple(
                TransferReceiptLine(
                    line=each["Line"],
                    pack_line=each["PackLine"],
                    quantity=must(each["Quantity"], field="Quantity", of=name),
                    warehouse=each["WarehouseCode"],
                    bin=each["BinNum"],
                )
                for each in lines
            ),
        )
