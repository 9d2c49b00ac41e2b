"""Old log lines in the sandbox, and how long each kind is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.connect.documents.transactions import APPLICATION_LOG, INTEGRATION_LOG, LOG_RETENTION
from app.model.document import DocumentKind
from app.sandbox.documents_invoices import FIRST_INVOICE
from app.sandbox.documents_orders import at_noon
from app.sandbox.documents_source import Source

if TYPE_CHECKING:
    from app.sandbox.documents_writer import Writer

_DAYS = {"outbound": 180, "email": 90, "edi": 90, "ocr": 60, "application": 30}
_OLD = 400  # days
_NEEDED = ("entered", "approved")  # what was told of an invoice that is not posted stays, however old it is


def write(writer: Writer, source: Source, *, folder: Path) -> None:
    """Everything this module knows of."""
    _ = folder
    writer.add(LOG_RETENTION, *({"Kind": kind, "Days": days} for kind, days in _DAYS.items()))
    start = at_noon(source) - timedelta(days=_OLD)
    for number in range(120):
        kind = ("outbound", "email", "ocr")[number % 3]
        line = {"Kind": kind, "Level": "info", "At": start + timedelta(hours=number), "Text": f"{kind} event {number}"}
        writer.add(INTEGRATION_LOG, line)
        writer.add(
            APPLICATION_LOG,
            {"At": start + timedelta(hours=number), "Level": "info", "Source": "ARM", "Text": f"user action {number}"},
        )
    for deed in _NEEDED:
        writer.add(
            INTEGRATION_LOG,
            {
                "Kind": "outbound", "Level": "info", "At": start, "Document": DocumentKind.INVOICE.value,
                "DocumentNumber": str(FIRST_INVOICE), "Text": f"AP invoice {FIRST_INVOICE} was {deed}",
            },
        )  # fmt: skip
