"""Prints an answer: the same rows and sums as on the screen, with a page header."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.model.timberline import ActionResult
from ui import words
from ui.models.rows import RowsModel
from ui.timberline.buckets import meaning
from ui.timberline.plans import PlanRow
from ui.words import tr


def print_result(result: ActionResult, *, model: RowsModel[PlanRow], parent: QWidget) -> QPrintDialog:
    """Open the print dialog; when it is accepted, the answer is printed."""
    printer = QPrinter()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("printDialog")

    def _end(code: int) -> None:
        if code == QDialog.DialogCode.Accepted:
            document_of(result, model=model).print_(printer)
        dialog.deleteLater()

    dialog.finished.connect(_end)
    dialog.open()  # pyright: ignore[reportCallIssue]  the stub knows only the form with a receiver
    return dialog


def document_of(result: ActionResult, *, model: RowsModel[PlanRow]) -> QTextDocument:
    """The answer as a document."""
    document = QTextDocument()
    document.setHtml(_page(result, model=model))
    return document


def _page(result: ActionResult, *, model: RowsModel[PlanRow]) -> str:
    head = f"Timberline: {result.action.value}, {result.profile}, {words.exactly(result.started)}"
    titles = "".join(f"<th align='left'>{escape(column.title)}</th>" for column in model.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(column.text(model.row_at(place)))}</td>" for column in model.columns) + "</tr>"
        for place in range(model.rowCount())
    )
    sums = "".join(
        f"<tr><td>{escape(meaning(bucket).title)}</td><td align='right'>{words.number(total.count)}</td>"
        f"<td align='right'>{words.money(total.amount)}</td></tr>"
        for bucket, total in result.buckets.items()
    )
    messages = "".join(f"<p>{escape(message)}</p>" for message in result.messages)
    signed = f"<p>{escape(tr('Checked by'))} ____________________ {escape(tr('Date'))} ______________</p>"
    return (
        f"<h3>{escape(head)}</h3><table cellpadding='3'>{sums}</table>{messages}"
        f"<table cellpadding='3' width='100%'><tr>{titles}</tr>{rows}</table>{signed}"
    )
