from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt

from ui.models.columns import Column
from ui.models.rows import RowsModel


@dataclass(frozen=True, kw_only=True)
class Thing:
    number: int
    name: str
    size: int


COLUMNS = (
    Column[Thing](key="name", title="Name", text=lambda thing: thing.name),
    Column[Thing](key="size", title="Size", text=lambda thing: str(thing.size), sort=lambda thing: thing.size),
)


class Counting:
    """A sort key that counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self, thing):
        self.asked += 1
        return thing.size


@pytest.fixture
def made(qapp):
    models = []

    def make(columns=COLUMNS):
        models.append(RowsModel(columns, key=lambda thing: thing.number, tie=lambda thing: -thing.number))
        return models[-1]

    return make


def shown(model):
    return [model.row_at(row) for row in range(model.rowCount())]


def thing(number, pick):
    return Thing(number=number, name=pick.choice("abc"), size=pick.randrange(4))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_and_goes_the_order_is_that_of_a_plain_sort(made, seed, qtmodeltester):
    pick, model, known = random.Random(seed), made(), {}
    qtmodeltester.check(model)
    for _ in range(60):
        match pick.randrange(5):
            case 0:
                known = {n: known.get(n, thing(n, pick)) for n in pick.sample(range(40), pick.randrange(30))}
                model.replace(known.values())
            case 1 | 2:
                fresh = {n: thing(n, pick) for n in pick.sample(range(40), 5)}
                known |= fresh
                model.change(fresh.values())
            case 3:
                column, down = pick.randrange(2), pick.random() < 0.5
                model.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
            case _:
                model.search(word := pick.choice(["", "a", "b 1"]))
        if "column" in locals() and "word" in locals():
            wanted = [t for t in known.values() if all(part in f"{t.name} {t.size}" for part in word.split())]
            wanted.sort(key=lambda t: -t.number)
            wanted.sort(key=lambda t: (t.name, t.size)[column], reverse=down)
            assert shown(model) == wanted
            assert [model.place_of(t.number) for t in wanted] == list(range(len(wanted)))


def test_a_row_is_asked_once_for_its_sort_key_until_it_is_another_row(made):
    count = Counting()
    model = made((Column[Thing](key="size", title="Size", text=str, sort=count),))
    things = [Thing(number=n, name="x", size=n % 7) for n in range(500)]
    model.replace(things)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        model.sort(0, order)
    model.replace(things)
    assert count.asked == 500
    model.change([replace(things[3], size=9)])
    assert count.asked == 501
    assert shown(model)[-1].size == 9


def test_a_long_list_is_made_ready_for_a_sort_before_anybody_asks(made, qtbot):
    count = Counting()
    model = made((Column[Thing](key="size", title="Size", text=lambda t: t.name, sort=count),))
    model.replace([Thing(number=n, name="x", size=n) for n in range(3000)])
    qtbot.waitUntil(lambda: count.asked == 3000)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert count.asked == 3000
    assert shown(model)[0].size == 2999


def test_many_rows_that_come_at_once_leave_the_rows_that_stay_where_they_are_found(made):
    model = made()
    model.replace([Thing(number=n, name="x", size=n) for n in range(100)])
    model.replace([Thing(number=n, name="x", size=n) for n in range(50, 20_000)])
    assert model.rowCount() == 19_950
    assert model.place_of(60) == 19_939
    assert model.place_of(10) is None
