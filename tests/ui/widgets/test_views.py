"""Columns that can be hidden, ways to copy, and named views of a list."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.model.errors import Fatal
from tests.ui import double
from ui.dialogs.name import NameDialog
from ui.models.runs import runs_model
from ui.widgets import copying
from ui.widgets.saved_views import SavedViews, TextFilter
from ui.widgets.table import RowsView


def columns(view):
    return [view._rows.columns[place].key for place in view.memory.visible_columns()]


@pytest.fixture
def box(qtbot):
    box = QLineEdit()
    qtbot.addWidget(box)
    return box


def table(qtbot, theme):
    model = runs_model(clock=lambda: double.NOW, parent=None)
    view = RowsView(model, theme=theme, name="viewsTest", title="Runs")
    model.setParent(view)
    model.replace(double.runs())
    qtbot.addWidget(view)
    return view


def test_a_hidden_column_stays_hidden_and_comes_back_with_the_reset(qtbot, theme):
    view = table(qtbot, theme)
    menu = view._header_menu
    menu.fill()
    next(action for action in menu.menu.actions() if action.text() == "Company").trigger()
    assert "company" not in columns(view)
    view.memory._save()
    again = table(qtbot, theme)
    assert "company" not in columns(again)
    again._header_menu.fill()
    again._header_menu._on_reset()
    assert "company" in columns(again)


def test_counters_that_are_seldom_asked_for_are_hidden_at_first(qtbot, theme):
    view = table(qtbot, theme)
    assert "skipped" not in columns(view)
    model = view._rows
    read = next(place for place, column in enumerate(model.columns) if column.key == "read")
    tip = model.index(0, read).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "12,345 read = 40 inserted + 12 updated + 12,290 unchanged + 3 failed"


def test_rows_are_copied_as_markdown_and_as_text_for_a_ticket(qtbot, theme):
    view = table(qtbot, theme)
    view.select(999)
    actions = {action.text(): action for action in view.copy_menu.actions()}
    actions["Markdown"].trigger()
    head, line, row = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("| Run | Started |")
    assert set(line) == set("|- ")
    assert row.startswith("| 999 |")
    actions["Text for a ticket"].trigger()
    assert "Run: 999\n" in QGuiApplication.clipboard().text()


def test_nothing_is_copied_as_a_formula_but_amounts_stay_numbers():
    text = copying.tabbed([["a", "b", "c"], ["=1+1", "-420.50", "@SUM(A1)"]])
    assert text.splitlines()[1] == "'=1+1\t-420.50\t'@SUM(A1)"
    assert copying.markdown([["a|b"], ["1"]]).startswith("| a\\|b |")


def test_a_view_keeps_filter_sort_and_columns(qtbot, theme, box):
    view = table(qtbot, theme)
    views = SavedViews(view, filters={"text": TextFilter(box=box)}, theme=theme)
    qtbot.addWidget(views)
    box.setText("EPIC06")
    view.memory.show_column(3, shown=False)
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    kept = columns(view)
    views._ask_name()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, NameDialog))
    asked.findChild(QLineEdit, "nameEdit").setText("Mine")
    qtbot.mouseClick(asked.findChild(QPushButton, "stepButton"), Qt.MouseButton.LeftButton)
    views.fill()
    views.views_menu.actions()[0].trigger()
    assert (box.text(), columns(view) == kept) == ("", False)
    views.fill()
    next(action for action in views.views_menu.actions() if action.text() == "Mine").trigger()
    assert (box.text(), columns(view)) == ("EPIC06", kept)
    assert view.horizontalHeader().sortIndicatorSection() == 0


def test_the_default_view_is_shown_at_the_next_start(qtbot, theme, box):
    view = table(qtbot, theme)
    views = SavedViews(view, filters={"text": TextFilter(box=box)}, theme=theme)
    qtbot.addWidget(views)
    box.setText("late")
    views.keep("Mine")
    views.be_default("Mine")
    box.clear()
    again = SavedViews(view, filters={"text": TextFilter(box=box)}, theme=theme)
    qtbot.addWidget(again)
    assert box.text() == "late"


def test_views_travel_as_a_file(qtbot, theme, box, tmp_path):
    view = table(qtbot, theme)
    views = SavedViews(view, filters={"text": TextFilter(box=box)}, theme=theme)
    qtbot.addWidget(views)
    box.setText("EPIC06")
    views.keep("Mine")
    views.write(tmp_path / "views.json")
    views.drop("Mine")
    assert views.kept() == {}
    views.read(tmp_path / "views.json")
    assert views.kept()["Mine"]["filters"] == {"text": "EPIC06"}
    document = json.loads((tmp_path / "views.json").read_text())
    (tmp_path / "other.json").write_text(json.dumps({**document, "list": "jobsTable"}))
    with pytest.raises(Fatal, match="no views of this list"):
        views.read(tmp_path / "other.json")


def test_a_ready_made_view_is_proposed_until_somebody_chooses(qtbot, theme, box):
    view = table(qtbot, theme)
    ready = {"Failed first": {"table": {"sort": "status"}}}
    views = SavedViews(view, filters={"text": TextFilter(box=box)}, theme=theme, ready_made=ready)
    qtbot.addWidget(views)
    views.propose("Failed first")
    header = view.horizontalHeader()
    assert view._rows.columns[header.sortIndicatorSection()].key == "status"
    views.fill()
    views.views_menu.actions()[0].trigger()
    box.setText("mine")
    views.propose("Failed first")
    assert not 0 <= header.sortIndicatorSection() < header.count()
