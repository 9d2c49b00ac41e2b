"""An answer as paper: rows with page sums, totals and lines to sign on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any  # reportlab is untyped

from app.model.money import ZERO, plain
from app.timberline.report import Cell, Report

ROWS_A_PAGE = 34


def content(made: Report) -> bytes:
    """The document, A4 across."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import SimpleDocTemplate

    data = io.BytesIO()
    document = SimpleDocTemplate(
        data, pagesize=landscape(A4), title=made.title, author="Tieline", leftMargin=36, rightMargin=36, topMargin=36
    )
    styles = getSampleStyleSheet()
    story = [*_head(made, styles), *_pages(made), *_end(made, styles)]
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return data.getvalue()


def _head(made: Report, styles: Any) -> list[Any]:
    from reportlab.platypus import Paragraph, Spacer

    facts = [[name, value] for name, value in made.facts]
    sums = [["Bucket", "Count", "Amount"], *([name, str(count), plain(sum_)] for name, count, sum_ in made.buckets)]
    return [
        Paragraph(_escaped(made.title), styles["Title"]),
        _table(facts, heading=False),
        Spacer(1, 12),
        _table(sums),
        Spacer(1, 12),
        *(Paragraph(_escaped(message), styles["Normal"]) for message in made.messages),
    ]


def _pages(made: Report) -> list[Any]:
    from reportlab.platypus import PageBreak

    story: list[Any] = []
    amounts = [index for index, name in enumerate(made.headings) if name in {"Amount", "Framework total"}]
    cells = made.cells()
    while page := list(islice(cells, ROWS_A_PAGE)):
        lines = [[_text(one) for one in row] for row in page]
        foot = [""] * len(made.headings)
        foot[0] = f"Page: {len(lines)} rows"
        for index in amounts:
            foot[index] = plain(sum((_money(row[index]) for row in page), ZERO))
        story += [PageBreak(), _table([list(made.headings), *lines, foot])]
    return story


def _end(made: Report, styles: Any) -> list[Any]:
    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    _name, count, amount = made.buckets[-1]
    lines = [["Prepared by", "_" * 30, "Date", "_" * 15], ["Checked by", "_" * 30, "Date", "_" * 15]]
    uncovered = [
        Paragraph(_escaped(f"Not covered: {number}, {plain(money)}: {why}"), styles["Normal"])
        for number, money, why in made.coverage
    ]
    total = Paragraph(f"<b>Total: {count} records, {plain(amount)}</b>", styles["Normal"])
    return [*uncovered, KeepTogether([Spacer(1, 18), total, Spacer(1, 24), _table(lines, heading=False)])]


def _table(lines: Sequence[Sequence[str]], *, heading: bool = True) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Table, TableStyle

    style: list[Any] = [("FONTSIZE", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    if heading:
        style += [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
    return Table([list(line) for line in lines], style=TableStyle(style), hAlign="LEFT", repeatRows=1 if heading else 0)


def _number_page(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(document.pagesize[0] - 36, 20, f"Page {document.page}")


def _money(value: Cell) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
