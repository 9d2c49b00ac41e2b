from __future__ import annotations

from app.model.event import LineLogged
from tests.ui import double


def test_a_hundred_news_of_a_run_are_told_once_with_the_newest(qtbot, desk, world):
    with world.lock:
        world.events = [double.progress(52, read=read, total=100) for read in range(1, 101)]
    with qtbot.waitSignal(desk.bridge.runs_changed) as told:
        pass
    assert [one.run.counters.read for one in told.args[0]] == [100]


def test_no_log_line_is_lost_and_their_order_stays(qtbot, desk, world):
    lines = double.lines()
    with world.lock:
        world.events = [LineLogged(line=line) for line in lines]
    with qtbot.waitSignal(desk.bridge.lines_logged) as told:
        pass
    assert told.args[0] == lines
