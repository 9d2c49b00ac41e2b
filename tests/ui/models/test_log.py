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


def test_a_long_log_is_filtered_in_slices_and_loses_nothing_that_comes_meanwhile(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("ui.models.log._TURN_S", 0.0)
    model = LogModel()
    model.append(many(50_000))
    with qtbot.waitSignal(model.filtered):
        model.filter_by(LogFilter(level="error"))
        assert model.filtering
        model.append(many(10, start=50_000))
    assert model.rowCount() == 10_002


def test_the_next_trouble_is_found_in_both_directions(qapp):
    model = LogModel()
    model.append(many(10))
    assert model.next_trouble(-1, step=1) == 2
    assert model.next_trouble(2, step=1) == 4
    assert model.next_trouble(4, step=-1) == 2
    assert model.next_trouble(2, step=-1) is None


def test_the_next_trouble_is_found_among_the_lines_a_filter_shows(qapp):
    model = LogModel()
    model.append(many(10))
    model.filter_by(LogFilter(text="line 4"))
    assert model.next_trouble(-1, step=1) == 0
    assert model.next_trouble(0, step=1) is None
    assert model.next_trouble(1, step=-1) == 0


def test_lines_that_fall_out_leave_a_filtered_view_too(qapp, qtmodeltester):
    model = LogModel(capacity=100)
    qtmodeltester.check(model)
    model.filter_by(LogFilter(level="error"))
    for start in range(0, 500, 50):
        model.append(many(50, start=start))
    assert texts(model) == [f"line {n} of Vendor" for n in range(404, 500, 5)]
    model.filter_by(LogFilter())
    assert model.rowCount() == 100
    assert model.next_trouble(99, step=-1) == 97


def test_the_first_finds_of_a_search_are_shown_before_it_has_looked_at_everything(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("ui.models.log._TURN_S", 0.0)
    model = LogModel()
    model.append(many(100_000))
    found = []
    model.rowsInserted.connect(lambda: found.append((model.filtering, model.rowCount())))
    with qtbot.waitSignal(model.filtered):
        model.filter_by(LogFilter(text="VENDOR"))
        model.append(many(3, start=100_000))
    assert model.rowCount() == 100_003
    assert len(found) == 2
    assert 100 <= found[0][1] < 100_000


def test_a_search_follows_the_case_rules_of_all_languages(qapp):
    model = LogModel()
    model.append([LogLine(run=RunId(1), at=double.NOW, level="info", text="Straße 5")])
    model.filter_by(LogFilter(text="STRASSE"))
    assert model.rowCount() == 1


def test_clearing_keeps_the_filter(qapp):
    model = LogModel()
    model.append(many(10))
    model.filter_by(LogFilter(level="error"))
    model.clear()
    model.append(many(10))
    assert model.rowCount() == 2
    assert model.total == 10
