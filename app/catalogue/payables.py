"""The jobs about supplier invoices, how they are paid, and the invoices ARM asks the ERP for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, decimal, either, integer, money, quantity, table, text, unit_price
from app.model.job import Direction, Equals, Job, JobNumber, OnlyWhile

_INVOICE_LINE = table(
    "APInvDtl",
    key=(COMPANY, integer("VendorNum"), text("InvoiceNum"), integer("InvoiceLine")),
    main=(
        text("LineType", size=8),
        text("PartNum", size=50),
        integer("PONum", "POLine", "PORelNum"),
        text("Description"),
        text("PurPoint", size=4),
        text("PackSlip", size=20),
        integer("PackLine"),
        quantity("VendorQty"),
        text("PUM", size=6),
        unit_price("UnitCost", "DocUnitCost", "ExtCost", "DocExtCost"),
    ),
)

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(8),
        key="ap_invoice_line",
        name="AP Invoice Line",
        description="Brings the lines of supplier invoices that were entered in the ERP.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        follows=("AP Invoice", "Inventory Item", "UOM", "Purchase Misc Charge"),
        tables=(_INVOICE_LINE,),
    ),
    Job(
        number=JobNumber(15),
        key="sync_invoiced_receipts_from_backend",
        name="Sync Invoiced Receipts From Backend",
        description="Marks receipts that were already invoiced in the ERP before ARM went live, so that nobody matches "
        "them again. Meant for go-live, then switched off.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        follows=("AP Invoice", "AP Invoice Line", "Purchase Order"),
        tables=(
            replace(_INVOICE_LINE, condition=Equals(column="LineType", value="R")),
            table(
                "RcvDtl",
                target="InvoicedReceipt",
                key=(
                    COMPANY,
                    integer("VendorNum"),
                    text("PurPoint", size=4),
                    text("PackSlip", size=20),
                    integer("PackLine"),
                ),
                main=(
                    integer("PONum", "POLine", "PORelNum"),
                    text("PartNum", size=50),
                    text("WareHouseCode", size=8),
                    text("BinNum", size=10),
                    quantity("OurQty"),
                    text("IUM", size=6),
                    quantity("VendorQty"),
                    text("PUM", size=6),
                    unit_price("OurUnitCost"),
                    text("ReceiptType", size=2),
                    text("ReceivedTo", size=7),
                    bit("Invoiced"),
                    text("InvoiceNum", size=20),
                    integer("InvoiceLine"),
                    bit("ReceivedComplete"),
                ),
                condition=Equals(column="Invoiced", value=True),
            ),
        ),
        rules=(OnlyWhile(setting="invoiced_receipt_sync"),),
        enabled_at_first=False,
    ),
    Job(
        number=JobNumber(43),
        key="payment_method",
        name="Payment Method",
        description="Brings the ways suppliers are paid.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "PayMethod",
                key=(COMPANY, integer("PMUID")),
                main=(text("Name", size=50), either("Type"), integer("PMSource"), bit("Inactive")),
                condition=Equals(column="PMSource", value=0),
            ),
        ),
    ),
    Job(
        number=JobNumber(49),
        key="ap_invoice",
        name="AP Invoice",
        description="Brings the headers of supplier invoices that were entered in the ERP.",
        direction=Direction.INBOUND,
        interval=timedelta(minutes=15),
        depends_on=("Vendor",),
        follows=("Currency", "Tax Code", "Purchase Order"),
        tables=(
            table(
                "APInvHed",
                key=(COMPANY, integer("VendorNum"), text("InvoiceNum")),
                main=(
                    date("InvoiceDate", "DueDate"),
                    text("GroupID"),
                    bit("Posted", "OpenPayable", "DebitMemo"),
                    money("InvoiceAmt", "DocInvoiceAmt", "InvoiceBal"),
                    text("CurrencyCode", size=4),
                    decimal("ExchangeRate"),
                    text("TermsCode", size=4),
                    integer("REFPONum"),
                    bit("InvoiceHeld"),
                    text("Description"),
                ),
            ),
        ),
    ),
    Job(
        number=JobNumber(60),
        key="auto_invoice_request",
        name="Auto Invoice Request",
        description="Waits until an order's receipts are in the ERP, then puts them on a supplier invoice there.",
        direction=Direction.OUTBOUND,
        interval=timedelta(minutes=5),
        depends_on=("Purchase Order",),
        follows=("Create E9 Transactions", "GL Period", "Earliest Apply Date", "Payment Method"),
    ),
)
