"""Processes that crash tests wait for, freeze between two transactions, and end."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path


def until(true: Callable[[], object], *, seconds: float = 60.0) -> float:
    """Wait for something to become true; how long it took."""
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < seconds, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - start


def freeze(process: subprocess.Popen[str], *, folder: Path) -> None:
    """Stop a process between two transactions: inside one it would keep an SQLite file locked for everybody."""
    for _ in range(200):
        os.kill(process.pid, signal.SIGSTOP)
        until(lambda: _stands_still(process.pid))  # a thread on another core may go on for a moment
        if all(_free(file) for file in folder.rglob("*.sqlite")):
            return
        os.kill(process.pid, signal.SIGCONT)
        time.sleep(0.005)
    raise AssertionError("the process was never caught between two transactions")


def _stands_still(pid: int) -> bool:
    stats = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/stat")]
    return all(stat.rpartition(")")[2].split()[0] == "T" for stat in stats)


def _free(file: Path) -> bool:
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True


def end(processes: Iterable[subprocess.Popen[str]]) -> None:
    """End every process that is left, the frozen ones too."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()
