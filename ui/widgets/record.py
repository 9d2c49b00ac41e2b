"""A failed record as it was read: every column, the field at fault marked, the reason above."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.model.failure import FailedRecord
from ui.models.columns import Column
from ui.models.failures import told
from ui.models.rows import RowsModel
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """One column of the record."""

    place: int
    name: str
    value: str
    at_fault: bool
    in_key: bool


class RecordView(QWidget):
    """Reason, remedy and the row."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._model = _model(self)
        self._view = RowsView(self._model, theme=theme, name="recordTable", title=tr("The record as read"))
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._where = parts.muted(wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self._reason)
        inside.addWidget(self._where)
        inside.addWidget(self._view, 1)
        self.show_failure(None)

    def show_failure(self, failure: FailedRecord | None) -> None:
        """Show this record, or say that one is to be picked."""
        self._view.setVisible(failure is not None)
        if failure is None:
            self._reason.setText(tr("Pick a failed record to see the row as it was read."))
            self._where.setText("")
            self._model.replace(())
            return
        self._reason.setText(failure.reason)
        self._where.setText(
            f"{tr('Correct it in the ERP; the next run brings it, or retry it now.')} "
            f"{tr('Table')} {failure.table}, {tr('run')} {failure.run}, {tr('tried')} {failure.attempts}×."
        )
        self._model.replace(_fields(failure))


def _fields(failure: FailedRecord) -> list[FieldRow]:
    merged = {**failure.key, **failure.row}
    return [
        FieldRow(
            place=place,
            name=name,
            value=told(value),
            at_fault=name == failure.field,
            in_key=name in failure.key,
        )
        for place, (name, value) in enumerate(merged.items())
    ]


def _model(parent: QObject) -> RowsModel[FieldRow]:
    return RowsModel(
        (
            Column(
                key="name",
                title=tr("Field"),
                text=lambda row: row.name,
                width=170,
                icon=lambda row: "warning_filled" if row.at_fault else ("key" if row.in_key else ""),
                tone=lambda row: "failed" if row.at_fault else "muted",
                spoken=lambda row: f"{row.name}, {tr('at fault')}" if row.at_fault else row.name,
            ),
            Column(
                key="value",
                title=tr("Value as read"),
                text=lambda row: row.value,
                width=200,
                stretch=True,
                tone=lambda row: "failed" if row.at_fault else "text",
                tip=lambda row: row.value,
            ),
        ),
        key=lambda row: row.name,
        tie=lambda row: (not row.at_fault, row.place),
        parent=parent,
    )
