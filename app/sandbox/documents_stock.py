"""Transfer orders with an expense line, and the receipt of a shipment that is under way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.documents.transfers import (
    TRANSFER_ORDER,
    TRANSFER_ORDER_LINE,
    TRANSFER_RECEIPT,
    TRANSFER_RECEIPT_LINE,
)
from app.sandbox.documents_source import Source

if TYPE_CHECKING:
    from app.sandbox.documents_writer import Writer

FIRST_TRANSFER, FIRST_RECEIPT = 7001, 7501


def write(writer: Writer, source: Source, *, folder: Path) -> None:
    """Everything this module knows of."""
    _ = folder
    writer.add(
        TRANSFER_ORDER,
        {
            "Number": FIRST_TRANSFER, "Approved": 1, "FromPlant": "MfgSys", "ToPlant": "EAST",
            "OrderDate": source.today, "NeedBy": source.day(10), "ShipViaCode": "GRND",
        },
    )  # fmt: skip
    for line, part in enumerate(source.parts[6:8], start=1):
        writer.add(
            TRANSFER_ORDER_LINE,
            {
                "TransferOrder": FIRST_TRANSFER, "Line": line, "PartNum": part["PartNum"], "UOM": part["IUM"],
                "Quantity": Decimal(5 * line), "WarehouseCode": "EAST",
            },
        )  # fmt: skip
    for held in source.stock()[:1]:
        writer.add(
            TRANSFER_ORDER_LINE,
            {
                "TransferOrder": FIRST_TRANSFER, "Line": 3, "Kind": "expense", "PartNum": held["PartNum"],
                "Quantity": Decimal(2), "WarehouseCode": held["WarehouseCode"], "ReasonCode": "USE",
            },
        )  # fmt: skip
    _receipt(writer, source)


def _receipt(writer: Writer, source: Source) -> None:
    shipped = source.shipment()
    if not shipped:
        return
    writer.add(
        TRANSFER_RECEIPT,
        {
            "Number": FIRST_RECEIPT, "Approved": 1, "PackNum": shipped[0]["PackNum"], "ReceiptDate": source.today,
            "ReceivedBy": "Marta Lindqvist",
        },
    )  # fmt: skip
    for line, row in enumerate(shipped, start=1):
        writer.add(
            TRANSFER_RECEIPT_LINE,
            {
                "TransferReceipt": FIRST_RECEIPT, "Line": line, "PackLine": row["PackLine"],
                "Quantity": row["TranQty"], "WarehouseCode": "EAST", "BinNum": "REC",
            },
        )  # fmt: skip
