"""Rows as text: for the clipboard with tabs, for a file with commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any  # a row is whatever the model holds

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.model.errors import Fatal
from ui.models.rows import RowsModel
from ui.words import tr

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def copy_rows(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> None:
    """Put the rows on the clipboard, tab-separated under their titles."""
    lines = table_of(model, rows=rows, order=order)
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def csv_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> str:
    """The rows as CSV; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in table_of(model, rows=rows, order=order):
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line)
    return out.getvalue()


def save_rows(model: RowsModel[Any], *, order: Sequence[int], parent: QWidget, name: str) -> None:
    """Ask for a file and write the rows shown, in their order, as CSV."""
    rows = [model.row_at(place) for place in range(model.rowCount())]
    text = csv_of(model, rows=rows, order=order)
    dialog = QFileDialog(parent, tr("Save as CSV"), str(Path.home()), "CSV (*.csv)")
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(f"{name}.csv")
    dialog.fileSelected.connect(lambda file: _write(Path(file), text=text))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _write(file: Path, *, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        why = f"{file}: {error.strerror or error}"
        raise Fatal("The rows were not saved", why=why, remedy="Choose another folder.") from error


def table_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> list[list[str]]:
    """Titles and texts of the columns that say something, in the order shown."""
    columns = [model.columns[place] for place in order if not model.columns[place].buttons]
    return [[column.title for column in columns], *([_cell(column.text(row)) for column in columns] for row in rows)]


def _cell(text: str) -> str:
    return " ".join(text.split())
