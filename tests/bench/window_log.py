"""The log: 1,000,000 lines at hand, and 50,000 more a second."""

from __future__ import annotations

import asyncio
import gc
import random
import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer

from app.model.run import LogLine, RunId
from tests.bench.heart import Heart, tell, timed, told
from ui.models.log import LogFilter, LogModel
from ui.theme.theme import Theme
from ui.widgets.log_view import LogView

LINES = 1_000_000
A_SECOND = 50_000
_WORDS = ("Vendor", "POHeader", "ShipVia", "GLAccount", "Project", "PartTran", "APInvHed", "JobHead")


def lines(count: int, *, start: int = 0) -> list[LogLine]:
    """Lines as jobs write them; one in a thousand is a warning."""
    pick, at = random.Random(start), datetime.now(UTC)
    return [
        LogLine(
            run=RunId(n // 200),
            at=at + timedelta(milliseconds=n),
            level="warning" if n % 1000 == 999 else "info",
            text=f"{pick.choice(_WORDS)}: batch {n} of 5,000 records, {n % 4999} inserted, {n % 17} updated",
        )
        for n in range(start, start + count)
    ]


async def million(theme: Theme) -> None:
    """The first screen of a long log, and what a search of it finds."""
    made = lines(LINES)
    model = LogModel(capacity=LINES * 2, parent=theme)
    view = LogView(model, theme=theme, name="bench4", title="bench")
    view.resize(1200, 700)
    view.show()

    def first() -> None:
        model.append(made)
        view.viewport().repaint()

    # The window never gets so many at once: what it shows first of a long log is measured in window_page.
    told("1,000,000 lines at once", value=timed(first), goal=None)
    ready = model.findChildren(QTimer)
    while any(timer.isActive() for timer in ready):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(0.05)
    for wanted in (
        LogFilter(text="batch 777777 of"),
        LogFilter(text="glaccount"),
        LogFilter(text="records"),
        LogFilter(text="not there"),
        LogFilter(level="warning"),
        LogFilter(),
    ):
        await _search(model, view=view, wanted=wanted)
    view.close()


async def _search(model: LogModel, *, view: LogView, wanted: LogFilter) -> None:
    done, seen = asyncio.Event(), list[float]()
    start = time.thread_time()

    def found() -> None:
        if not seen:
            view.viewport().repaint()
            seen.append(time.thread_time() - start)

    model.rowsInserted.connect(found)
    model.filtered.connect(done.set)
    model.filter_by(wanted)
    turn = time.thread_time() - start
    if model.filtering:
        await done.wait()
    whole = time.thread_time() - start
    model.filtered.disconnect(done.set)
    model.rowsInserted.disconnect(found)
    name = f"1,000,000 lines: {wanted.text!r} {wanted.level}"
    told(f"{name}: first turn", value=turn * 1000)
    told(f"{name}: first found on the screen", value=(seen[0] if seen else whole) * 1000, goal=100 if seen else None)
    told(f"{name}: all {model.rowCount():,} found", value=whole * 1000, goal=None)


async def flood(theme: Theme, *, heart: Heart, seconds: float) -> None:
    """50,000 log lines a second into a view that follows; the lines are made beforehand."""
    model = LogModel(parent=theme)
    view = LogView(model, theme=theme, name="bench3", title="bench")
    view.resize(1200, 700)
    view.show()
    ready = lines(int(A_SECOND * seconds))
    gc.freeze()  # in the window they would come one batch after the other
    await asyncio.sleep(0.5)
    heart.take()
    start, sent = time.perf_counter(), 0
    while (gone := time.perf_counter() - start) < seconds:
        due = int(gone * A_SECOND) - sent
        model.append(ready[sent : sent + due])
        sent += due
        await asyncio.sleep(0.05)
    told("lines: lines a second", value=sent / seconds, unit="/s", goal=None)
    tell("lines", pulse=heart.take())
    view.close()
