from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView

from ui.models.columns import Column
from ui.models.rows import RowsModel


@dataclass(frozen=True, kw_only=True)
class Thing:
    number: int
    name: str
    size: int = 0


@pytest.fixture
def model(qapp):
    columns = (
        Column[Thing](key="name", title="Name", text=lambda thing: thing.name),
        Column[Thing](key="size", title="Size", text=lambda thing: str(thing.size), sort=lambda thing: thing.size),
    )
    found = RowsModel(columns, key=lambda thing: thing.number, tie=lambda thing: thing.number)
    found.replace([Thing(number=n, name=name) for n, name in ((3, "c"), (1, "a"), (2, "b"))])
    return found


def numbers(model):
    return [model.row_at(place).number for place in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(model, qtmodeltester):
    qtmodeltester.check(model)


def test_the_model_keeps_the_rules_while_rows_come_and_go(model, qtmodeltester):
    qtmodeltester.check(model)
    model.change([Thing(number=9, name="z")])
    model.replace([Thing(number=n, name=str(n)) for n in (2, 5, 9)])
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.search("5")
    model.search("")
    assert numbers(model) == [9, 5, 2]


def test_rows_without_a_sort_stand_in_the_order_of_the_tie(model):
    assert numbers(model) == [1, 2, 3]


def test_ties_are_in_rising_order_in_both_directions(model):
    model.replace([Thing(number=n, name="x", size=n % 2) for n in range(1, 7)])
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert numbers(model) == [2, 4, 6, 1, 3, 5]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == [1, 3, 5, 2, 4, 6]


def test_a_changed_row_emits_only_its_own_cells(model, qtbot):
    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.modelReset):
        model.change([Thing(number=2, name="b", size=7)])
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)


def test_the_selection_stays_on_its_row_when_the_order_changes(model, qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.selectionModel().select(
        model.index(1, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.change([Thing(number=7, name="zz"), Thing(number=3, name="0")])
    chosen = [model.row_at(index.row()).number for index in view.selectionModel().selectedRows()]
    assert chosen == [2]


def test_every_word_of_the_search_must_be_there(model):
    model.replace([Thing(number=1, name="Red apple"), Thing(number=2, name="Green apple")])
    model.search("APPLE red")
    assert numbers(model) == [1]


def test_a_changed_row_is_searched_with_its_new_text(model):
    model.search("zebra")
    model.change([Thing(number=2, name="zebra")])
    assert numbers(model) == [2]


def test_a_filter_that_takes_scattered_rows_away_resets_and_ends_right(model, qtmodeltester):
    model.replace([Thing(number=n, name="even" if n % 2 == 0 else "odd") for n in range(1000)])
    qtmodeltester.check(model)
    model.accept(lambda thing: thing.number % 2 == 0)
    assert numbers(model) == list(range(0, 1000, 2))
    model.accept(None)
    assert numbers(model) == list(range(1000))


def test_columns_say_their_title_to_a_screen_reader(model):
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Size: 0"
