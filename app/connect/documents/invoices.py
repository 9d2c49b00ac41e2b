"""ARM tables of supplier invoices: AP invoices, drafts from invoice capture, and the worklist they come from."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.columns import day, exact, flag, keyed, memo, moment, number, text, versions

AP_INVOICE = keyed(
    "ApInvoice",
    number("Number"),
    columns=(
        text("Status", 30),
        number("VendorNum"),
        text("VendorID", 8),
        text("PurPoint", 4),
        text("InvoiceNum", 50),
        day("InvoiceDate"),
        exact("Amount"),
        text("CurrencyCode", 4),
        number("PurchaseOrder", optional=True),
        text("Description", 30),
        text("BatchNumber", 9),  # rolls daily until the invoice is approved, then it is Kinetic's group id
        moment("ApprovedOn"),
        number("DraftInvoice", optional=True),
        flag("InKinetic"),
        *versions(),
        sa.Index("IX_ApInvoice_InvoiceNum", "Company", "InvoiceNum"),
    ),
)

AP_INVOICE_LINE = keyed(
    "ApInvoiceLine",
    number("ApInvoice"),
    number("Line"),
    columns=(
        text("LineType", 1, default="R"),  # R receipt, M miscellaneous
        number("PurchaseOrder", optional=True),
        number("OrderLine"),
        number("Release", default=1),
        text("PackSlip", 20),
        number("PackLine"),
        exact("Quantity"),
        exact("Amount"),
        text("MiscCode", 4),
        text("Description", 30),
        number("InvoiceLine", optional=True),
    ),
)

DRAFT_INVOICE = keyed(
    "DraftInvoice",
    number("Number"),
    columns=(
        text("Status", 30),
        text("Owner", 75, optional=True),
        text("Document", 64),
        number("VendorNum", optional=True),
        text("InvoiceNum", 50),
        day("InvoiceDate"),
        exact("Amount"),
        text("CurrencyCode", 4),
        text("OrderNumber", 50),
        moment("CreatedOn"),
    ),
)

DRAFT_INVOICE_FIELD = keyed(
    "DraftInvoiceField",
    number("DraftInvoice"),
    text("Field", 50),
    columns=(memo("Value"), exact("Confidence"), flag("Accepted")),
)

DRAFT_INVOICE_NOTIFICATION = keyed(
    "DraftInvoiceNotification",
    number("DraftInvoice"),
    text("Recipient", 320),
    columns=(flag("Notified"), moment("NotifiedOn")),
)

WORKLIST_DOCUMENT = keyed(
    "WorklistDocument",
    text("Id", 64),  # the SHA-256 of the file: the same file is the same document
    columns=(
        text("FileName", 255),
        number("Size"),
        text("Status", 20),
        text("ServiceId", 100),
        moment("FoundOn"),
        moment("SubmittedOn"),
        text("ArchivedAs", 500),
        number("DraftInvoice", optional=True),
        number("Attempts"),
        text("Error", 1000),
    ),
)

OCR_FIELD_CONFIDENCE = keyed(
    "OcrFieldConfidence",
    number("VendorNum"),  # 0: the company's own setting
    text("Field", 50),
    columns=(exact("Confidence"),),
)

VENDOR_VERIFICATION = keyed(
    "VendorVerification",
    number("VendorNum"),
    columns=(
        text("Status", 30),
        text("TaxId", 30),
        text("LegalName", 200),
        text("BankAccountStatus", 30),
        moment("VerifiedOn"),
        text("Sequence", 40),
    ),
)
