"""Python's garbage, collected between two events of the window's thread and nowhere else."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_SEVERAL = (5_000, 10, 20)  # by generation: with fewer new objects, or rounds of the one before, it is not worth it


class Collector(QObject):
    """Takes the collector's work over: an object of Qt that died in a worker thread or while Qt paints ends us."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int | None:
        """Collect the oldest generation that has enough in it; which one, None if none has."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > _SEVERAL[generation]:
                gc.collect(generation)
                return generation
        return None
