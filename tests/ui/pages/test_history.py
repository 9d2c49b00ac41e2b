from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from app.model.run import RunId, RunStatus, Trigger
from tests.ui import double


@pytest.fixture
def page(front, world, qtbot):
    world.runs += [double.run(100 + n, id=RunId(800 - n), trigger=Trigger.USER, by="Ada") for n in range(1000)]
    front._window.go("history")
    front.history_page.read()
    qtbot.waitUntil(lambda: front.history_page.model.rowCount() == 500)
    return front.history_page


def test_the_page_says_how_much_of_the_whole_it_shows_and_loads_more(page, qtbot):
    assert "500" in page._foot.text()
    assert "1,040" in page._foot.text()
    qtbot.mouseClick(page._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1000)


def test_status_trigger_time_and_words_narrow_the_list(page, qtbot):
    box = page.findChild(QComboBox, "triggerBox")
    box.setCurrentIndex(box.findData(Trigger.SCHEDULE))
    assert {run.trigger for run in rows(page)} == {Trigger.SCHEDULE}
    qtbot.mouseClick(page.findChild(QPushButton, "chip-warning"), Qt.MouseButton.LeftButton)
    assert {run.status for run in rows(page)} == {RunStatus.WARNING}
    page.findChild(QComboBox, "periodBox").setCurrentIndex(1)
    assert all((double.NOW - run.started).total_seconds() <= 3600 for run in rows(page))
    page.findChild(QLineEdit, "historyFilter").setText("nothing of the kind")
    assert rows(page) == []


def test_runs_beyond_the_newest_page_are_found_by_the_store(page, world, qtbot):
    old = double.run(26, id=RunId(-700), trigger=Trigger.RETRY, status=RunStatus.FAILED, message="the one of May")
    world.runs.append(old)
    page.findChild(QLineEdit, "historyFilter").setText("one of May")
    qtbot.waitUntil(lambda: [run.id for run in rows(page)] == [-700])
    assert page.head.said() == "1 run"
    page.findChild(QLineEdit, "historyFilter").setText("")
    box = page.findChild(QComboBox, "triggerBox")
    box.setCurrentIndex(box.findData(Trigger.RETRY))
    qtbot.waitUntil(lambda: -700 in [run.id for run in rows(page)])


def rows(page):
    return [page.model.row_at(place) for place in range(page.model.rowCount())]


def test_a_run_leads_to_its_log(page, front, qtbot):
    page.pick(999)
    qtbot.mouseClick(page.findChild(QPushButton, "openLogButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(front.log_page.isVisible)
    qtbot.waitUntil(lambda: len(front.log_page.view.selected()) == 1)
    assert front.log_page.view.selected()[0].run == 999
