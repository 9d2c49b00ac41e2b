from __future__ import annotations

from datetime import timedelta

from app.model.run import LogLine, RunId
from tests.ui import double
from ui.models.log import LogFilter, LogModel


def many(count, *, start=0):
    levels = ("info", "info", "warning", "info", "error")
    return [
        LogLine(
            run=RunId(1), at=double.NOW + timedelta(milliseconds=n), level=levels[n % 5], text=f"line {n} of Vendor"
        )
        for n in range(start, start + count)
    ]


def texts(model):
    return [model.line_at(row).text for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(qapp, qtmodeltester):
    model = LogModel(capacity=50)
    model.append(many(20))
    qtmodeltester.check(model)
    model.append(many(60, start=20))
    model.filter_by(LogFilter(level="error"))
    model.append(many(10, start=80))


def test_the_oldest_lines_fall_out_beyond_the_capacity(qapp):
    model = LogModel(capacity=100)
    for start in range(0, 500, 50):
        model.append(many(50, start=start))
    assert model.total == 100
    assert texts(model)[-1] == "line 499 of Vendor"
    assert texts(model)[0] == "line 400 of Vendor"


def test_a_filter_shows_its_lines_and_those_that_come_later(qapp):
    model = LogModel()
    model.append(many(10))
    model.filter_by(LogFilter(level="warning", text="VENDOR"))
    assert [model.line_at(row).level for row in range(model.rowCount())] == ["warning", "error"] * 2
    model.append(many(5, start=10))
    assert model.rowCount() == 6


def test_a_long_log_is_filtered_in_slices_and_loses_nothing_that_comes_meanwhile(qapp, qtbot):
    model = LogModel()
    model.append(many(200_000))
    with qtbot.waitSignal(model.filtered):
        model.filter_by(LogFilter(level="error"))
        model.append(many(10, start=200_000))
    assert model.rowCount() == 40_002


def test_the_next_trouble_is_found_in_both_directions(qapp):
    model = LogModel()
    model.append(many(10))
    assert model.next_trouble(-1, step=1) == 2
    assert model.next_trouble(2, step=1) == 4
    assert model.next_trouble(4, step=-1) == 2
    assert model.next_trouble(2, step=-1) is None
