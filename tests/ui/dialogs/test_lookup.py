"""The look-up finds while one types, and takes over the message of the picked row."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from ui.dialogs.lookup import LookupDialog, picked_message


def test_a_message_leads_to_its_code(qtbot, theme):
    dialog = LookupDialog("[IM002] [unixODBC] Data source name not found", theme=theme)
    qtbot.addWidget(dialog)
    assert dialog.model.row_at(0).code == "IM002"
    dialog.edit.setText("no such thing anywhere")
    assert dialog._stack.currentIndex() == 1


def test_the_picked_row_of_the_history_is_looked_up(front, qtbot):
    front.history_page.read()
    qtbot.waitUntil(lambda: front.history_page.model.rowCount() > 0)
    view = front.history_page.view
    view.select(front.history_page.model.key_at(0))
    assert "records failed" in picked_message(view)
    assert picked_message(front.jobs_page.view) == ""
    assert isinstance(view, QTableView)
