"""What has to be loaded before the window is painted: little, for a person waits meanwhile."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from app.store import home as homes
from tests.ui import double
from ui.front import Front
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "pyarrow", "dbos", "alembic", "psycopg", "pyodbc", "cyclopts", "tomlkit", "keyring", "httpx")
PAGES = ("agents", "jobs", "history", "failures", "log", "checks", "timberline", "timeline", "alerts", "audit", "roles")


@pytest.mark.parametrize("module", ["ui.main", "app.cli.screen"])
def test_nothing_heavy_is_loaded_before_the_window_is_painted(module):
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, app.__main__, {module}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(HEAVY) & set(told.stdout.split()) == set()


def test_pages_that_are_made_one_by_one_let_the_loop_turn_in_between(loop, qtbot, theme, work):
    window = MainWindow(theme=theme)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "may_close", True))
    turns = set()

    async def turn():
        while True:
            turns.add(sum(window.page(key) is not None for key in PAGES))
            await asyncio.sleep(0)

    async def make():
        turning = asyncio.ensure_future(turn())
        front = await Front.made(window, console=double.console(double.World()), work=work)
        turning.cancel()
        return front

    front = loop.run_until_complete(make())
    assert len(turns) > 10
    assert window.page("jobs") is front.jobs_page
    assert window.page("store") is front.system.store
    front.stop()


def test_the_log_of_the_home_tells_of_the_window_too(tmp_path):
    handler = homes.log_to(tmp_path / "tieline.log")
    logging.getLogger("ui.main").info("painted")
    homes.stop_logging(handler)
    assert "INFO ui.main: painted" in (tmp_path / "tieline.log").read_text("utf-8")
