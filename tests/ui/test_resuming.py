"""After a crash the next window says what was cut off, what goes on, and what is to be cleared up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from app.model.run import RunId, RunStatus, Trigger
from tests.ui import double
from ui.dialogs.results import ResultsDialog
from ui.resuming import Resuming
from ui.session import SessionMark


@pytest.fixture
def home(tmp_path):
    return tmp_path


@pytest.fixture
def resuming(desk, home, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    console = SimpleNamespace(home=str(home), runs=desk.console.runs)
    return Resuming(replace(desk, console=console), window=window)


def cut_off(number, *, successor=None):
    message = "Interrupted: its process ended without finishing it."
    message += f" Run {successor} goes on from there." if successor else " It had been asked to stop."
    return double.run(1, id=RunId(number), status=RunStatus.STOPPED, message=message, ended=double.NOW)


def begin(resuming, desk, qtbot):
    desk.work.start(resuming.begin())
    qtbot.waitUntil(lambda: not desk.work.busy)
    return [notice.text for notice in desk.notices.notices()]


def test_a_first_start_and_a_proper_end_say_nothing(resuming, desk, home, qtbot):
    assert begin(resuming, desk, qtbot) == []
    resuming.end()
    assert SessionMark(home).begin(now=double.NOW).closed
    SessionMark(home).end(now=double.NOW)
    assert begin(resuming, desk, qtbot) == []


def test_what_was_cut_off_is_told_after_a_crash(resuming, desk, home, world, qtbot):
    SessionMark(home).begin(now=double.NOW - timedelta(minutes=10))
    goes_on = double.run(1, id=RunId(2003), trigger=Trigger.RECOVERY, status=RunStatus.SUCCEEDED)
    world.runs += [cut_off(2001, successor=2003), cut_off(2002), goes_on]
    told = begin(resuming, desk, qtbot)
    assert "not closed properly" in told[0]
    assert "2 runs were cut off, 1 is to be cleared up" in told[0]
    qtbot.mouseClick(desk.notices.findChild(QPushButton, "noticeAction"), Qt.MouseButton.LeftButton)
    shown = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ResultsDialog) and one.isVisible())
    text = shown.findChild(QPlainTextEdit).toPlainText()
    assert text.index("2002") < text.index("Goes on by itself") < text.index("2001")
    shown.close()
