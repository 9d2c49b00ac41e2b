"""The log page over a store with 1,000,000 lines: the first screen, and what a search of them brings."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from app import compose
from app.store.home import Home
from tests.bench.heart import Heart, tell, told
from ui.desk import Desk
from ui.front import Front
from ui.models.log import LogFilter
from ui.pages.log_reading import newest
from ui.theme.theme import Theme
from ui.window import MainWindow
from ui.work import Work

LINES = 1_000_000
_RUNS = 5_000
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
_RUN = (
    "INSERT INTO run (agent, company, job, instance, trigger, mode, status, by, queued, started, ended, changed, read,"
    " inserted, updated, deleted, unchanged, failed, skipped, message, unreachable, attempt)"
    " SELECT ?, ?, 1 + i % 60, 1, 'schedule', 'incremental', 'succeeded', '', i, i, i, i, 0, 0, 0, 0, 0, 0, 0, '', 0, 0"
    " FROM n"
)
_LINE = (
    "INSERT INTO log_line (run, at, level, text) SELECT 1 + i / 200, 1700000000000000 + i * 1000,"
    " CASE WHEN i % 1000 = 999 THEN 'warning' ELSE 'info' END,"
    " 'Vendor: batch ' || i || ' of 5,000 records, ' || (i % 4999) || ' inserted' FROM n"
)


async def page(theme: Theme, *, heart: Heart) -> None:
    """From the wish to see the log until its lines are there; then words that many, one and no line holds."""
    with tempfile.TemporaryDirectory() as folder:
        console = compose.build(Path(folder))
        company = console.sandbox.create(rows=100)
        with closing(sqlite3.connect(Home(folder=Path(folder)).store)) as store, store:
            store.execute(_NUMBERS + _RUN, (_RUNS, str(company.agent), str(company.code)))
            store.execute(_NUMBERS + _LINE, (LINES,))
        work = Work(loop=asyncio.get_running_loop())
        window = MainWindow(theme=theme)
        front = Front(window, console=console, work=work, starts_engines=False)
        window.show()
        await front.begin()
        await asyncio.sleep(1)
        window.go("log")
        shown = front.log_page
        shown.model.clear()
        heart.take()
        filled = asyncio.Event()
        shown.model.rowsInserted.connect(filled.set)
        begun = time.perf_counter()
        shown.show_run(None)
        await filled.wait()
        shown.view.viewport().repaint()
        told("log page, 1,000,000 lines: first screen", value=(time.perf_counter() - begun) * 1000, goal=200)
        await asyncio.sleep(2)
        for text in ("inserted", "batch 999777 of", "batch 77777 of", "nowhere"):
            await _search(front.desk, agent=str(company.agent), wanted=LogFilter(text=text))
        await _search(front.desk, agent=str(company.agent), wanted=LogFilter(level="warning"))
        tell("log page", pulse=heart.take())
        front.stop()
        await work.close()
        window.may_close = True
        window.close()
        console.close()


async def _search(desk: Desk, *, agent: str, wanted: LogFilter) -> None:
    begun, first, count = time.perf_counter(), None, 0
    async for found, done in newest(desk, agent=agent, wanted=wanted, most=10_000):
        if first is None and (found or done):
            first = (time.perf_counter() - begun) * 1000
        count = len(found)
    whole = (time.perf_counter() - begun) * 1000
    name = f"log page: {wanted.text!r} {wanted.level}"
    # What is in the newest lines is there at once; older lines come as they are found.
    told(f"{name}: first found", value=first or whole, goal=100 if wanted.text != "nowhere" and count > 1 else None)
    told(f"{name}: all {count:,} found", value=whole, goal=None)
