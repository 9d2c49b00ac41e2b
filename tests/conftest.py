"""What holds for every test: no screen, a home of its own, and nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("TIELINE_TEST_SCREEN"):  # before anything imports PySide6: Qt reads it once
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

ROOT = Path(__file__).resolve().parent.parent
# Threads of libraries that live as long as the process does; they are nobody's left-overs.
_LASTING = ("pytest_timeout", "execnet", "asyncio_", "ThreadPoolExecutor-", "QThread", "Dummy-", "dbos", "pydevd")
_PATIENCE = 5.0  # seconds that a thread may take to notice that it is over


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark that expects warnings in the log."""
    config.addinivalue_line("markers", "logs_warnings: the test provokes warnings in Tieline's log")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test; the user's is never touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TIELINE_HOME", str(folder))
    monkeypatch.setenv("TIELINE_SECRETS", str(tmp_path / "secrets of the account"))
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the reference data beside the checkout; tests that need it are skipped without."""
    named = os.environ.get("TIELINE_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the reference data: TIELINE_SHARED, or ../shared beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which Tieline logged a warning or worse that the test did not announce."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    told = [
        f"{record.name}: {record.getMessage()}"
        for record in (*caplog.get_records("setup"), *caplog.get_records("call"))
        if record.levelno >= logging.WARNING and record.name.partition(".")[0] in {"app", "ui"}
    ]
    assert not told, "logged but not announced (mark: logs_warnings):\n" + "\n".join(told)


@pytest.fixture(autouse=True)
def no_left_over_threads() -> Iterator[None]:
    """Fail a test that leaves a thread of ours running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _PATIENCE
    while left := _left_over(before):
        if time.monotonic() > deadline:
            pytest.fail(f"left-over threads: {', '.join(thread.name for thread in left)}")
        gc.collect()
        left[0].join(timeout=0.05)


def _left_over(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread.is_alive() and thread not in before and not thread.name.startswith(_LASTING)
    ]
