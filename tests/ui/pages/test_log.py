from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from app.model.event import LineLogged
from tests.ui import double
from ui.models.log import LogFilter
from ui.pages import log, log_reading


@pytest.fixture
def page(front, qtbot):
    front._window.go("log")
    qtbot.waitUntil(lambda: front.log_page.model.rowCount() == 6)
    return front.log_page


def test_level_and_text_narrow_the_lines(page, qtbot):
    page.findChild(QComboBox, "levelBox").setCurrentIndex(1)
    assert page.model.rowCount() == 2
    page.findChild(QLineEdit, "logFilter").setText("refused")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_older_lines_are_loaded_on_request_and_found_by_the_filter(page, world, qtbot, monkeypatch):
    monkeypatch.setattr(log, "_LINES", 4)
    world.older = [dataclasses.replace(line, text=f"old {n}") for n, line in enumerate(double.lines())]
    page.show_run(None)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    older = page.findChild(QPushButton, "olderLinesButton")
    assert not older.isHidden()
    qtbot.mouseClick(older, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)
    page.findChild(QLineEdit, "logFilter").setText("old 0")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert older.isHidden()
    page.findChild(QLineEdit, "logFilter").setText("")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)


def test_what_the_newest_lines_hold_is_shown_while_older_lines_are_still_looked_through(
    page, world, loop, qtbot, monkeypatch
):
    monkeypatch.setattr(log_reading, "_FIRST", 3)
    monkeypatch.setattr(log_reading, "_WINDOW", 3)
    world.older = [dataclasses.replace(line, text=f"old {n}") for n, line in enumerate(double.lines())]

    async def steps(wanted, most):
        reading = log_reading.newest(page._desk, agent=double.AGENT, wanted=wanted, most=most)
        return [([line.text for _, line in found], done) async for found, done in reading]

    every = [line.text for line in (*world.older, *double.lines(999))]
    found = loop.run_until_complete(steps(LogFilter(text="e"), 100))
    wanted = [text for text in every if "e" in text.casefold()]
    assert found[-1] == (wanted, True)
    assert found[0][0] == [text for text in every[-3:] if "e" in text.casefold()]
    assert len(found) == 5  # twelve lines in windows of three, and the end
    newest, done = loop.run_until_complete(steps(LogFilter(text="e"), 2))[-1]
    assert (newest, done) == (wanted[-2:], True)


def test_f8_goes_to_the_next_and_shift_f8_to_the_previous_trouble(page, qtbot):
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F8)
    assert page.view.currentIndex().row() == 2
    qtbot.keyClick(page.view, Qt.Key.Key_F8)
    assert page.view.currentIndex().row() == 3
    qtbot.keyClick(page.view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.currentIndex().row() == 2


def test_the_time_between_picked_lines_is_told(page):
    page.view.selectAll()
    assert "0.650" in page._foot.text()


def test_a_pause_keeps_new_lines_aside_and_loses_none(page, world, qtbot):
    button = page.findChild(QPushButton, "pauseLogButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with world.lock:
        world.events = [LineLogged(line=line) for line in double.lines()]
    qtbot.waitUntil(lambda: "6 waiting" in page.head.said())
    assert page.model.rowCount() == 6
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 12


def test_a_line_leads_to_its_run_and_its_job(page, front, qtbot):
    page.view.go_to(2)
    page._open_run()
    qtbot.waitUntil(front.history_page.isVisible)
    page._open_job()
    qtbot.waitUntil(front.jobs_page.isVisible)
    assert [job.number for job in front.jobs_page.picked_jobs()] == [26]
