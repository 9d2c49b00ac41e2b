"""ARM tables of requisitions, purchase orders and their receipts."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.columns import day, exact, flag, keyed, memo, moment, number, text, versions

REQUISITION = keyed(
    "Requisition",
    number("Number"),
    columns=(
        text("Status", 30),
        text("Requester", 75),
        text("Approver", 75),
        moment("ApprovedOn"),
        text("Description", 200),
    ),
)

REQUISITION_LINE = keyed(
    "RequisitionLine",
    number("Requisition"),
    number("Line"),
    columns=(
        text("PartNum", 50),
        text("Description", 1000),
        exact("Quantity"),
        text("UOM", 6),
        exact("UnitPrice"),
        day("NeedBy"),
        text("JobNum", 14),
        number("AssemblySeq"),
        number("MtlSeq", optional=True),
        text("Plant", 8),
        text("WarehouseCode", 8),
        *versions(),
    ),
)

PURCHASE_ORDER = keyed(
    "PurchaseOrder",
    number("Number"),
    columns=(
        number("PONum", optional=True),
        text("Origin", 10, default="ARM"),
        text("Status", 10, default="Open"),
        flag("Approved"),
        flag("Void"),
        text("DraftInvoiceStatus", 30, default="None"),
        number("VendorNum"),
        text("VendorID", 8),
        text("PurPoint", 4),
        text("BuyerID", 8),
        day("OrderDate"),
        day("DueDate"),
        day("PromiseDate"),
        text("TermsCode", 4),
        text("FOB", 15),
        text("ShipViaCode", 4),
        text("CurrencyCode", 4),
        memo("Comment"),
        text("PunchOutSource", 50),  # the supplier's shop the order was filled in, blank: none
        text("EdiStatus", 20),
        text("EdiMessageId", 120),
        memo("EdiMessage"),
        moment("EdiSentOn"),
        *versions(),
        sa.Index("IX_PurchaseOrder_PONum", "Company", "PONum"),
    ),
)

PURCHASE_ORDER_LINE = keyed(
    "PurchaseOrderLine",
    number("PurchaseOrder"),
    number("Line"),
    columns=(
        text("PartNum", 50),
        text("VendorPartNum", 50),
        text("VendorPartAuxiliaryID", 200),  # the shop's own mark of a punch-out item
        text("Description", 1000),
        exact("Quantity"),
        text("UOM", 6),
        exact("UnitPrice"),
        text("ClassID", 4),
        flag("Void"),
        text("Status", 10, default="Open"),
    ),
)

PURCHASE_ORDER_RELEASE = keyed(
    "PurchaseOrderRelease",
    number("PurchaseOrder"),
    number("Line"),
    number("Release"),
    columns=(
        exact("Quantity"),
        day("DueDate"),
        text("Plant", 8),
        text("WarehouseCode", 8),
        text("JobNum", 14),
        number("AssemblySeq"),
        number("MtlSeq", optional=True),
        number("Requisition", optional=True),
        number("RequisitionLine", optional=True),
        exact("ReceivedQuantity"),
        text("Status", 10, default="Open"),
        flag("Void"),
    ),
)

PURCHASE_ORDER_CHARGE = keyed(
    "PurchaseOrderCharge",
    number("PurchaseOrder"),
    number("Sequence"),
    columns=(
        number("Line"),
        text("MiscCode", 4),
        text("Description", 30),
        exact("Amount"),
        flag("Late"),  # added after the order had gone out: job 6 sends it
        number("SeqNum", optional=True),
        *versions(),
    ),
)

PURCHASE_ORDER_EMAIL = keyed(
    "PurchaseOrderEmail",
    number("Id"),
    columns=(
        number("PurchaseOrder"),
        text("Recipient", 320),
        text("Subject", 200),
        memo("Body"),
        text("Status", 20, default="Queued"),
        text("MessageId", 200),
        moment("QueuedOn"),
        moment("SentOn"),
        number("Attempts"),
        text("Error", 1000),
    ),
)

PUNCHOUT_SUPPLIER = keyed(
    "PunchoutSupplier",
    number("VendorNum"),
    columns=(
        text("EdiUrl", 500),  # blank: test mode, nothing is sent
        text("FromIdentity", 100),
        text("ToIdentity", 100),
        text("SharedSecret", 200),  # may be written as ${NAME} of the environment
    ),
)

RECEIPT = keyed(
    "Receipt",
    number("Number"),
    columns=(
        text("Origin", 10, default="ARM"),
        text("Status", 10, default="Open"),
        flag("Approved"),
        number("PurchaseOrder"),
        number("VendorNum"),
        text("PurPoint", 4),
        text("PackSlip", 20),
        day("ReceiptDate"),
        text("ReceivedBy", 75),
        *versions(),
        sa.Index("IX_Receipt_PackSlip", "Company", "PackSlip"),
    ),
)

RECEIPT_LINE = keyed(
    "ReceiptLine",
    number("Receipt"),
    number("Line"),
    columns=(
        number("OrderLine"),
        number("Release", default=1),
        exact("Quantity"),
        text("UOM", 6),
        text("WarehouseCode", 8),
        text("BinNum", 10),
        number("PackLine", optional=True),
    ),
)
