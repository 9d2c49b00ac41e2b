"""A process of the engine that the crash tests kill, stop and wake: `python -m tests.crash.engine.child FOLDER URL`."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from app.model.errors import Stopped
from app.model.run import Counters
from app.model.work import RunContext
from tests.app.engine.world import AGENT, CATALOGUE, World, open_world

BATCHES = 25
_TAKES = 0.04  # seconds a batch takes, so that there is something to interrupt


def ledger(folder: Path) -> sqlite3.Connection:
    """What stands for ARM: batches done, by job, each under the fence that was checked in its own transaction."""
    connection = sqlite3.connect(folder / "arm.sqlite", isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS fence (job INTEGER PRIMARY KEY, fence INTEGER, position INTEGER)")
    connection.execute("CREATE TABLE IF NOT EXISTS batch (job INTEGER, position INTEGER, run INTEGER, pid INTEGER)")
    return connection


def work(folder: Path, context: RunContext) -> Counters:
    """BATCHES batches a run; a run that finds the position of a former one goes on from there."""
    job, fence, done = context.order.job.number, context.order.fence, Counters()
    pause = threading.Event()
    with closing(ledger(folder)) as arm:
        _claim(arm, job, fence)
        while True:
            context.check()
            pause.wait(_TAKES)
            arm.execute("BEGIN IMMEDIATE")
            mine, position = arm.execute("SELECT fence, position FROM fence WHERE job = ?", (job,)).fetchone()
            if mine != fence:
                arm.execute("ROLLBACK")
                raise Stopped("The batch was not written", why="another run has taken over")
            if position == BATCHES:
                arm.execute("UPDATE fence SET position = 0 WHERE job = ?", (job,))
                arm.execute("COMMIT")
                return done
            arm.execute("INSERT INTO batch VALUES (?, ?, ?, ?)", (job, position, context.order.run, os.getpid()))
            arm.execute("UPDATE fence SET position = position + 1 WHERE job = ?", (job,))
            arm.execute("COMMIT")
            done += Counters(read=1, inserted=1)
            context.report(done, table="Part", total=BATCHES)


def _claim(arm: sqlite3.Connection, job: int, fence: int) -> None:
    arm.execute("BEGIN IMMEDIATE")
    arm.execute("INSERT OR IGNORE INTO fence VALUES (?, 0, 0)", (job,))
    claimed = arm.execute("UPDATE fence SET fence = ? WHERE job = ? AND fence < ?", (fence, job, fence)).rowcount
    arm.execute("COMMIT")
    if not claimed:
        raise Stopped("The run did not begin", why="another run has taken over")


def working_world(folder: Path, url: str) -> World:
    """The world whose every job does such batches."""
    world = open_world(folder, url=make_url(url), ticking=True)
    world.hands.does.update(dict.fromkeys(CATALOGUE, lambda context: work(folder, context)))
    return world


def main() -> None:
    """Be the agent's process until SIGTERM."""
    folder, url = Path(sys.argv[1]), sys.argv[2]
    world = working_world(folder, url)
    until = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: until.set())
    print("ready", flush=True)
    world.engine.serve(AGENT, until=until)
    world.store.close()


if __name__ == "__main__":
    main()
