"""ARM tables of transfer orders and their receipts."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.columns import day, exact, flag, keyed, number, text, versions

TRANSFER_ORDER = keyed(
    "TransferOrder",
    number("Number"),
    columns=(
        text("TFOrdNum", 20, optional=True),
        text("Origin", 10, default="ARM"),
        text("Status", 10, default="Open"),
        flag("Approved"),
        text("FromPlant", 8),
        text("ToPlant", 8),
        text("ShipViaCode", 4),
        day("OrderDate"),
        day("NeedBy"),
        *versions(),
        sa.Index("IX_TransferOrder_TFOrdNum", "Company", "TFOrdNum"),
    ),
)

# A line of kind "expense" is stock that is used up: it goes out as a stock adjustment, not with the order.
TRANSFER_ORDER_LINE = keyed(
    "TransferOrderLine",
    number("TransferOrder"),
    number("Line"),
    columns=(
        text("Kind", 10, default="transfer"),
        text("PartNum", 50),
        exact("Quantity"),
        text("UOM", 6),
        text("WarehouseCode", 8),
        text("BinNum", 10),
        text("ReasonCode", 8),
        text("TFLineNum", 20, optional=True),
        text("AdjustmentReference", 30),
        exact("ShippedQuantity"),
        exact("ReceivedQuantity"),
        text("Status", 10, default="Open"),
        *versions(),
    ),
)

TRANSFER_RECEIPT = keyed(
    "TransferReceipt",
    number("Number"),
    columns=(
        text("Origin", 10, default="ARM"),
        text("Status", 10, default="Open"),
        flag("Approved"),
        number("PackNum"),
        day("ReceiptDate"),
        text("ReceivedBy", 75),
        *versions(),
    ),
)

TRANSFER_RECEIPT_LINE = keyed(
    "TransferReceiptLine",
    number("TransferReceipt"),
    number("Line"),
    columns=(
        number("PackLine"),
        exact("Quantity"),
        text("WarehouseCode", 8),
        text("BinNum", 10),
        number("TranNum", optional=True),
    ),
)
