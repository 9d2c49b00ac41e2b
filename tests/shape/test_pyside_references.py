"""Guards the PySide pin: a build made for newer Pythons drops references to None on 3.11 until the process aborts."""

from __future__ import annotations

import sys


def test_two_thousand_timer_events_lose_no_reference_to_none(qtbot):
    from PySide6.QtCore import QTimer

    ticks = 0
    before = sys.getrefcount(None)

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks >= 2000:
            timer.stop()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    qtbot.waitUntil(lambda: ticks >= 2000, timeout=20_000)
    assert sys.getrefcount(None) > before - 500
