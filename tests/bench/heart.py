"""Heartbeats: how late the event loop comes to its turn, and what of that is the machine's doing.

The window's thread is late for three reasons: it works itself, it waits for somebody in this process (a lock, Python's
interpreter lock), or the machine gives the processor to another program. Linux counts the third per thread, so it can
be told from the other two, which are the window's own; a second heart in a process of its own shows what any program
on this machine would have seen at the same time.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
_missed: list[str] = []
GOAL_MS = 50.0
_SCHEDULER = Path("/proc/thread-self/schedstat")
_OTHER = """
import sys, threading, time
asked = threading.Event()
threading.Thread(target=lambda: [asked.set() for _ in sys.stdin], daemon=True).start()
worst, last = 0.0, time.perf_counter()
print("ready", flush=True)
while True:
    time.sleep(0.005)
    now = time.perf_counter()
    worst, last = max(worst, now - last - 0.005), now
    if asked.is_set():
        asked.clear()
        print(worst * 1000, flush=True)
        worst = 0.0
"""


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One turn of the event loop, in ms."""

    late: float  # beyond the 5 ms asked for
    worked: float  # on the processor since the beat before
    kept: float  # ready to go on, but the machine had others on its processors

    @property
    def own(self) -> float:
        """What the window would have stalled on a machine that has a processor free for it."""
        return max(self.late - self.kept, 0.0)


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """The worst of many beats."""

    late: float
    own: float
    worked: float
    above: int  # own stalls above the goal
    other: float  # the worst of the heart in the other process


class Heart(QObject):
    """Beats every 5 ms and remembers how late it was; with `where` it also tells where the time went."""

    def __init__(self, *, where: bool = False) -> None:
        super().__init__()
        self._beats: list[Beat] = []
        self._last, self._worked, self._kept = time.perf_counter(), time.thread_time(), _kept()
        self._other = subprocess.Popen(
            [sys.executable, "-c", _OTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._ask_other(None)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)
        if where:
            threading.Thread(target=self._watch, args=(threading.get_ident(),), daemon=True).start()

    def take(self) -> Pulse:
        """The worst since the last time."""
        beats, self._beats = self._beats, []
        other = self._ask_other("worst")
        # Waiting for that answer is no stall.
        self._last, self._worked, self._kept = time.perf_counter(), time.thread_time(), _kept()
        return Pulse(
            late=max((beat.late for beat in beats), default=0.0),
            own=max((beat.own for beat in beats), default=0.0),
            worked=max((beat.worked for beat in beats), default=0.0),
            above=sum(beat.own > GOAL_MS for beat in beats),
            other=other,
        )

    def stop(self) -> None:
        """End the other process."""
        self._timer.stop()
        self._other.kill()
        self._other.wait()

    def _on_beat(self) -> None:
        now, worked, kept = time.perf_counter(), time.thread_time(), _kept()
        late = (now - self._last) * 1000 - BEAT_MS
        self._beats.append(Beat(late=late, worked=(worked - self._worked) * 1000, kept=kept - self._kept))
        self._last, self._worked, self._kept = now, worked, kept

    def _ask_other(self, question: str | None) -> float:
        assert self._other.stdin
        assert self._other.stdout
        if question:
            self._other.stdin.write(f"{question}\n")
            self._other.stdin.flush()
        answer = self._other.stdout.readline().strip()
        return 0.0 if answer == "ready" else float(answer)

    def _watch(self, thread: int) -> None:
        """Print the window's stack in the middle of each long turn."""
        seen = self._last
        while True:
            time.sleep(BEAT_MS / 1000)
            if (time.perf_counter() - self._last) * 1000 > GOAL_MS / 2 and seen != self._last:
                seen = self._last
                frame = sys._current_frames().get(thread)
                print("".join(traceback.format_stack(frame)[-6:]), file=sys.stderr)


def told(what: str, *, value: float, unit: str = "ms", goal: float | None = GOAL_MS) -> bool:
    """Print a figure and whether it meets its goal."""
    good = goal is None or value <= goal
    _missed.extend([] if good else [what])
    verdict = "" if goal is None else ("  ok" if good else f"  ABOVE {goal:g}")
    print(f"{what:58} {value:10.1f} {unit}{verdict}", flush=True)
    return good


def missed() -> bool:
    """Whether any goal was missed so far."""
    return bool(_missed)


def tell(what: str, *, pulse: Pulse) -> None:
    """Print the stalls of one exercise."""
    told(f"{what}: worst stall", value=pulse.late, goal=None)
    told(f"{what}: worst stall of another process meanwhile", value=pulse.other, goal=None)
    told(f"{what}: worst stall that is the window's own", value=pulse.own)
    told(f"{what}: longest work of the window's thread", value=pulse.worked)
    told(f"{what}: own stalls above the goal", value=pulse.above, unit="", goal=0)


def timed(act: Callable[[], object]) -> float:
    """How many ms of the processor it takes: on a busy machine the clock counts the work of others too."""
    start = time.thread_time()
    act()
    return (time.thread_time() - start) * 1000


def _kept() -> float:
    """How many ms this thread has waited for a processor; 0 where nobody counts it."""
    try:
        return int(_SCHEDULER.read_text("ascii").split()[1]) / 1_000_000
    except (OSError, IndexError, ValueError):
        return 0.0
