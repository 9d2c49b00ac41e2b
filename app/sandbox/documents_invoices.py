"""Approved AP invoices: one whose receipts ARM sends itself, one whose receipts are in the ERP."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.documents.invoices import AP_INVOICE, AP_INVOICE_LINE
from app.connect.documents.orders import PURCHASE_ORDER
from app.model.document import InvoiceStatus, OrderInvoiceStatus
from app.sandbox.documents_orders import RECEIVED, SENT, at_noon
from app.sandbox.documents_source import Source
from app.sandbox.kinetic_rows import Row

if TYPE_CHECKING:
    from app.sandbox.documents_writer import Writer

FIRST_INVOICE = 9001
_FREIGHT = Decimal("25.00")


def write(writer: Writer, source: Source, *, folder: Path) -> None:
    """Everything this module knows of."""
    _ = folder
    parts = source.parts[3:5]
    amounts = [source.price(part) * 10 * line for line, part in enumerate(parts, start=1)]
    _invoice(writer, source, FIRST_INVOICE, source.suppliers[1], RECEIVED, sum(amounts, _FREIGHT))
    for line, amount in enumerate(amounts, start=1):
        _line(writer, FIRST_INVOICE, line, order=RECEIVED, order_line=line, quantity=Decimal(10 * line), amount=amount)
    writer.add(
        AP_INVOICE_LINE,
        {
            "ApInvoice": FIRST_INVOICE, "Line": 3, "LineType": "M", "Quantity": Decimal(1), "Amount": _FREIGHT,
            "MiscCode": source.freight, "Description": "Freight",
        },
    )  # fmt: skip
    _for_old_receipt(writer, source)


def _for_old_receipt(writer: Writer, source: Source) -> None:
    """An invoice for goods that were received in the ERP."""
    rows = source.receipts()
    if not rows:
        return
    supplier, number = source.supplier(int(rows[0]["VendorNum"])), SENT + 1
    writer.add(
        PURCHASE_ORDER,
        {
            "Number": number, "PONum": rows[0]["PONum"], "Approved": 1, "VendorNum": supplier["VendorNum"],
            "VendorID": supplier["VendorID"], "BuyerID": source.buyers[0], "OrderDate": source.day(-30),
            "QueuedVersion": 1, "SentVersion": 1, "DraftInvoiceStatus": OrderInvoiceStatus.AWAITING_RECEIPTS.value,
        },
    )  # fmt: skip
    total = sum((row["OurQty"] * row["OurUnitCost"] for row in rows), Decimal(0))
    _invoice(writer, source, FIRST_INVOICE + 1, supplier, number, total.quantize(Decimal("0.01")))
    for line, row in enumerate(rows, start=1):
        place = {"order_line": row["POLine"], "quantity": row["VendorQty"] or row["OurQty"]}
        amount = row["OurQty"] * row["OurUnitCost"]
        _line(writer, FIRST_INVOICE + 1, line, order=number, amount=amount, **place)


def _invoice(writer: Writer, source: Source, number: int, supplier: Row, order: int, amount: Decimal) -> None:
    writer.add(
        AP_INVOICE,
        {
            "Number": number, "Status": InvoiceStatus.APPROVED.value, "VendorNum": supplier["VendorNum"],
            "VendorID": supplier["VendorID"], "PurPoint": supplier["PurPoint"], "InvoiceNum": f"RE-{number}",
            "InvoiceDate": source.today, "Amount": amount, "CurrencyCode": supplier["CurrencyCode"],
            "PurchaseOrder": order, "Description": f"Invoice for order {order}", "ApprovedOn": at_noon(source),
        },
    )  # fmt: skip


def _line(
    writer: Writer, invoice: int, line: int, *, order: int, order_line: int, quantity: Decimal, amount: Decimal
) -> None:
    writer.add(
        AP_INVOICE_LINE,
        {
            "ApInvoice": invoice, "Line": line, "LineType": "R", "PurchaseOrder": order, "OrderLine": order_line,
            "Quantity": quantity, "Amount": amount,
        },
    )  # fmt: skip
