"""Invoice capture in the sandbox: the worklist's files, a document that was not finished, drafts and their marks."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.documents.invoices import (
    DRAFT_INVOICE,
    DRAFT_INVOICE_NOTIFICATION,
    OCR_FIELD_CONFIDENCE,
    WORKLIST_DOCUMENT,
)
from app.connect.documents.transactions import COMPANY_SETTING
from app.model.document import DraftStatus
from app.sandbox.documents_orders import at_noon
from app.sandbox.documents_source import Source
from app.sandbox.paper import invoice_paper

if TYPE_CHECKING:
    from app.sandbox.documents_writer import Writer

OCR_URL = "http://127.0.0.1:${TIELINE_SANDBOX_OCR_PORT}"
WORKLIST, ARCHIVE = "worklist", "archived"
_COMPANY = 0
_CONFIDENCE = {"InvoiceNumber": "0.90", "InvoiceDate": "0.80", "TotalAmount": "0.90", "VendorId": "0.75",
               "OrderNumber": "0.60", "Currency": "0.50"}  # fmt: skip


def write(writer: Writer, source: Source, *, folder: Path) -> None:
    """Everything this module knows of."""
    settings = {
        "OcrServiceUrl": OCR_URL, "OcrTenant": "riverside", "OcrUser": "tieline", "OcrPassword": "sandbox",
        "OcrVendor": "Precise SIC", "WorklistBasePath": str(folder), "WorklistRootFolder": WORKLIST,
        "WorklistArchiveFolder": ARCHIVE, "SmtpHost": "127.0.0.1", "SmtpPort": "${TIELINE_SANDBOX_SMTP_PORT}",
        "SmtpSecurity": "none", "SmtpFrom": "purchasing@riverside.example", "TimeZone": "UTC",
    }  # fmt: skip
    writer.add(COMPANY_SETTING, *({"Name": name, "Value": value} for name, value in settings.items()))
    fields = _CONFIDENCE.items()
    writer.add(
        OCR_FIELD_CONFIDENCE,
        *({"VendorNum": _COMPANY, "Field": field, "Confidence": Decimal(value)} for field, value in fields),
    )
    inbox = folder / WORKLIST / writer.company
    inbox.mkdir(parents=True, exist_ok=True)
    for number, supplier in enumerate(source.suppliers[4:6], start=1):
        paper = invoice_paper(supplier, number=f"SI-{number:04}", on=source.today, amount=Decimal("310.40") * number)
        (inbox / f"invoice-{number}.pdf").write_bytes(paper)
    _unfinished(writer, source, folder=folder)
    _drafts(writer, source)


def _unfinished(writer: Writer, source: Source, *, folder: Path) -> None:
    """A document that an earlier scan could not hand over."""
    paper = invoice_paper(source.suppliers[6], number="SI-0099", on=source.today, amount=Decimal("77.25"))
    name = hashlib.sha256(paper).hexdigest()
    archive = folder / ARCHIVE / writer.company
    archive.mkdir(parents=True, exist_ok=True)
    (archive / "invoice-99.pdf").write_bytes(paper)
    writer.add(
        WORKLIST_DOCUMENT,
        {
            "Id": name, "FileName": "invoice-99.pdf", "Size": len(paper), "Status": "Found", "Attempts": 1,
            "FoundOn": at_noon(source) - timedelta(days=1), "ArchivedAs": str(archive / "invoice-99.pdf"),
            "DraftInvoice": 3001, "Error": "The service did not answer.",
        },
    )  # fmt: skip
    writer.add(
        DRAFT_INVOICE,
        {
            "Number": 3001, "Status": DraftStatus.METADATA_BEING_PROCESSED.value, "Document": name,
            "CreatedOn": at_noon(source) - timedelta(days=1),
        },
    )  # fmt: skip


def _drafts(writer: Writer, source: Source) -> None:
    """Drafts about which somebody was told, one of them an invoice by now."""
    for number, supplier in enumerate(source.suppliers[:3], start=3002):
        writer.add(
            DRAFT_INVOICE,
            {
                "Number": number, "Status": DraftStatus.SAVED.value, "Owner": "Marta Lindqvist",
                "VendorNum": supplier["VendorNum"], "InvoiceNum": f"D-{number}", "InvoiceDate": source.day(-9),
                "Amount": Decimal("99.90"), "CurrencyCode": supplier["CurrencyCode"], "CreatedOn": at_noon(source),
            },
        )  # fmt: skip
        writer.add(
            DRAFT_INVOICE_NOTIFICATION,
            {
                "DraftInvoice": number, "Recipient": "marta.lindqvist@riverside.example", "Notified": 1,
                "NotifiedOn": at_noon(source),
            },
        )  # fmt: skip
