"""Rows as text: for the clipboard with tabs, as Markdown or for a ticket; for a file with commas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any  # a row is whatever the model holds

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.model import cells
from app.model.errors import Fatal
from ui.models.rows import RowsModel
from ui.words import tr

_NUMBER = re.compile(r"[+-]?[\d.,'\u00a0\u202f]+ ?%?")
Table = list[list[str]]


def copy_rows(
    model: RowsModel[Any],
    *,
    rows: Sequence[Any],
    order: Sequence[int],
    write: Callable[[Table], str] | None = None,
) -> None:
    """Put the rows on the clipboard, tab-separated under their titles, or as `write` writes them."""
    QGuiApplication.clipboard().setText((write or tabbed)(table_of(model, rows=rows, order=order)))


def tabbed(table: Table) -> str:
    """With tabs, as spreadsheets take it."""
    return "\n".join("\t".join(map(_tame, line)) for line in table)


def comma_separated(table: Table) -> str:
    """As CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_tame(cell) for cell in line] for line in table)
    return out.getvalue()


def markdown(table: Table) -> str:
    """As a table of Markdown."""
    head, *rest = ([cell.replace("\\", "\\\\").replace("|", "\\|") for cell in line] for line in table)
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ticket(table: Table) -> str:
    """A paragraph a row, each value behind its title; what is empty is left out."""
    head, *rest = table
    told = [
        "\n".join(f"{title}: {cell}" for title, cell in zip(head, line, strict=True) if cell not in ("", "–"))
        for line in rest
    ]
    return "\n\n".join(told)


def csv_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> str:
    """The rows as CSV."""
    return comma_separated(table_of(model, rows=rows, order=order))


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


def table_of(model: RowsModel[Any], *, rows: Sequence[Any], order: Sequence[int]) -> Table:
    """Titles and texts of the columns that say something, in the order shown."""
    columns = [model.columns[place] for place in order if not model.columns[place].buttons]
    return [[column.title for column in columns], *([_cell(column.text(row)) for column in columns] for row in rows)]


def _cell(text: str) -> str:
    return " ".join(text.split())


def _tame(cell: str) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe; a negative amount is none."""
    return cell if _NUMBER.fullmatch(cell) else cells.as_text(cell)
