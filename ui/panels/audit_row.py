"""One recorded action in full: who, from where, why, what was before and after, and its place in the chain."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.audit import AuditRow
from ui import words
from ui.models.audit import action_word, changes_model, changes_of, result_word
from ui.theme.theme import Theme
from ui.widgets import parts
from ui.widgets.table import RowsView
from ui.words import tr


class AuditRowPanel(QWidget):
    """Stands beside the list."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self.model = changes_model(self)
        self.view = RowsView(self.model, theme=theme, name="changesTable", title=tr("What it changed"))
        self._head = parts.heading("")
        self._head.setWordWrap(True)
        self._facts = {key: parts.value(title, name=f"audit-{key}") for key, title in _titles().items()}
        self._form = QWidget()
        form = parts.form(self._form, across=16, down=6)
        form.setContentsMargins(0, 0, 0, 0)
        for key, title in _titles().items():
            form.addRow(parts.muted(title), self._facts[key])
        self._nothing = parts.muted(wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._head)
        inside.addWidget(self._form)
        inside.addWidget(self._nothing)
        inside.addWidget(self.view, 1)
        inside.addStretch(0)
        self.show_row(None)

    def show_row(self, row: AuditRow | None) -> None:
        """Show this action, or say that one is to be picked."""
        self._form.setVisible(row is not None)
        self.view.setVisible(row is not None and bool(row.before or row.after))
        self._nothing.setVisible(not self.view.isVisibleTo(self))
        if row is None:
            self._head.setText("")
            self._nothing.setText(tr("Pick an action to see who did it, why, and what it changed."))
            self.model.replace(())
            return
        self._head.setText(action_word(row.action))
        self._nothing.setText(tr("It changed no setting."))
        told = {
            "when": words.exactly(row.at),
            "who": f"{row.who}, {tr('from')} {row.host}",
            "what": f"{row.what} ({tr('agent')} {row.agent})" if row.agent else row.what,
            "note": row.note or "–",
            "result": result_word(row.result),
            "hash": row.hash[:16],
        }
        for key, text in told.items():
            self._facts[key].setText(text)
        self._facts["hash"].setToolTip(row.hash)
        self.model.replace(changes_of(row))


def _titles() -> dict[str, str]:
    return {
        "when": tr("When"),
        "who": tr("Who"),
        "what": tr("To what"),
        "note": tr("Note"),
        "result": tr("Result"),
        "hash": tr("Hash"),
    }
