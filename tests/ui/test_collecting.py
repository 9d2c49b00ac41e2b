"""Garbage is collected between two events, in the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from ui.collecting import Collector


class Ring:
    """Only the collector can end it."""

    def __init__(self) -> None:
        self.me = self


def litter() -> weakref.ref[Ring]:
    ring = Ring()
    rest = [Ring() for _ in range(6_000)]
    return weakref.ref(rest[-1] if rest else ring)


def test_garbage_waits_for_the_windows_thread(qtbot):
    parent = QObject()
    Collector(parent)
    gc.collect()
    left: list[weakref.ref[Ring]] = []
    worker = threading.Thread(target=lambda: left.append(litter()))
    worker.start()
    worker.join()
    assert left[0]() is not None
    qtbot.waitUntil(lambda: left[0]() is None, timeout=3000)
