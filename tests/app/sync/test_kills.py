"""A run that dies at any moment leaves nothing doubled, nothing lost, and goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.model.run import RunId
from app.sync.committed import committed
from tests.app.sync.site import Site

VICTIM = """
import os, signal, sys
from dataclasses import replace
from app.model.run import RunMode
from app.sync.sessions import Routes
from app.model.run import RunId
from app.sync.committed import committed
from tests.app.sync.site import Site

erp, arm, fence, batches, mode = sys.argv[1:]
left = int(batches)

def at_border():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

site = Site(erp=erp, arm=arm, routes=Routes(batch=3))
site.fences = iter(range(int(fence), 10**6))
real = site.arm_database
from app.sync import books
count = books.count

def counted(*args, **named):
    count(*args, **named)
    if os.environ.get("INSIDE"):
        at_border()

books.count = counted
site.run(RunMode(mode), on_check=lambda: None if os.environ.get("INSIDE") else at_border())
"""


@pytest.mark.parametrize("mode", ["incremental", "full"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_run_killed_at_each_border_ends_right(small: Site, mode: str, inside: bool) -> None:
    small.make()
    ids = [small.add(f"P{number:02}") for number in range(14)]
    small.add("BAD", Description="x" * 31)
    if mode == "full":
        small.run()
        small.remove(ids[0])
    for turn in range(7):
        kill(small, fence=10 + turn, after=1 + turn % 2, mode=mode, inside=inside)
        small.change(ids[5 + turn % 3], Description=f"turn {turn}")
    small.fences = iter(range(100, 200))
    last = small.run() if mode == "incremental" else small.full()
    assert last.adds_up
    expected = [f"P{number:02}" for number in range(14)]
    assert small.parts() == (expected if mode == "incremental" else expected[1:])
    assert small.part("P05")["Description"].startswith("turn")
    assert [(key, field) for key, field, _ in small.failures()] == [("BAD", "Description")]
    assert small.run().read == 0


def test_what_a_killed_run_had_committed_stands_beside_its_rows(small: Site) -> None:
    small.make()
    for number in range(14):
        small.add(f"P{number:02}")
    kill(small, fence=10, after=3, mode="incremental", inside=False)
    company = small.order().company
    told = committed(company, job=small.job.number, run=RunId(10), store="store")
    assert told is not None
    assert told.inserted == told.read == len(small.rows()) > 0
    assert committed(company, job=small.job.number, run=RunId(11), store="store") is None
    small.fences = iter(range(100, 200))
    small.run()
    assert committed(company, job=small.job.number, run=RunId(10), store="store") is None


def kill(site: Site, *, fence: int, after: int, mode: str, inside: bool) -> None:
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)} | ({"INSIDE": "1"} if inside else {})
    words = [sys.executable, "-c", VICTIM, site.erp, site.arm, str(fence), str(after), mode]
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
