"""Supplier invoices on paper: small PDF files whose words an invoice-capture service can read."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from app.sandbox.kinetic_rows import Row


def invoice_paper(supplier: Row, *, number: str, on: date, amount: Decimal, order: str = "") -> bytes:
    """A one-page invoice; the same values give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0)
    lines = (
        f"Invoice: {number}", f"Date: {on.isoformat()}", f"Supplier: {supplier['VendorID']}",
        f"Order: {order}", f"Currency: {supplier['CurrencyCode']}", f"Total: {amount:.2f}",
    )  # fmt: skip
    canvas.setTitle(f"Invoice {number}")
    canvas.drawString(72, 780, str(supplier["Name"]))
    for place, line in enumerate(lines):
        canvas.drawString(72, 740 - 18 * place, line)
    canvas.save()
    return target.getvalue()
