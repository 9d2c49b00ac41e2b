"""The PDF of a purchase order that goes to the supplier."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any  # reportlab styles are tuples of anything
from xml.sax.saxutils import escape

from app.services.order_reading import Row, ShownOrder

_HEAD = ("Line", "Part", "Description", "Quantity", "Unit", "Price", "Amount")


def order_paper(order: ShownOrder, *, buyer: str) -> bytes:
    """The order on paper; the same order gives the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    styles = getSampleStyleSheet()
    target = io.BytesIO()
    paper = SimpleDocTemplate(target, pagesize=A4, title=f"Purchase order {order.number}", author=buyer, invariant=1)
    total = sum((_amount(line) for line in order.lines), Decimal(0))
    rows = [list(_HEAD), *(_cells(line) for line in order.lines)]
    rows.append(["", "", "", "", "", "Total", f"{total:,.2f} {order.row['CurrencyCode']}".strip()])
    heading = Paragraph(f"Purchase order {order.number}", styles["Title"])
    supplier = Paragraph(escape(order.supplier).replace("\n", "<br/>"), styles["Normal"])
    ordered = Paragraph(escape(_dates(order.row)), styles["Normal"])
    comment = Paragraph(escape(str(order.row["Comment"])), styles["Normal"])
    gap = Spacer(1, 12)
    table = Table(rows, repeatRows=1, hAlign="LEFT", style=_lines())
    paper.build([heading, supplier, gap, ordered, gap, table, gap, comment])
    return target.getvalue()


def _lines() -> Any:  # reportlab's own tuples
    return [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, "black"), ("LINEABOVE", (0, -1), (-1, -1), 0.8, "black"),
        ("ALIGN", (3, 0), (3, -1), "RIGHT"), ("ALIGN", (5, 0), (-1, -1), "RIGHT"), ("FONTSIZE", (0, 0), (-1, -1), 8),
    ]  # fmt: skip


def _cells(line: Row) -> list[str]:
    text = str(line["Description"])
    part = str(line["VendorPartNum"] or line["PartNum"])
    shown = text[:40] + ("…" if len(text) > 40 else "")
    quantity, price = f"{line['Quantity'].normalize():f}", f"{line['UnitPrice']:,.2f}"
    return [str(line["Line"]), part[:24], shown, quantity, str(line["UOM"]), price, f"{_amount(line):,.2f}"]


def _amount(line: Row) -> Decimal:
    return (line["Quantity"] * line["UnitPrice"]).quantize(Decimal("0.01"))


def _dates(row: Row) -> str:
    due = f", wanted on {row['DueDate'].isoformat()}" if row["DueDate"] else ""
    ordered = row["OrderDate"].isoformat() if row["OrderDate"] else "-"
    return f"Ordered on {ordered}{due}. Terms {row['TermsCode'] or '-'}."
