"""Does outbound work and kills itself at the n-th boundary: before or after a request or a commit.

`python -m tests.crash.outbox.victim` forks a victim for each order that it reads, so that no victim has to import
anything: hundreds of real processes die in a few minutes.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from pathlib import Path

import httpx
from sqlalchemy.engine import base

from app import outbox
from app.model.errors import TielineError
from app.model.job import JobNumber
from tests.peers.kinetic import QUICK, Context, Site, now
from tests.peers.outbound import JOBS


def _dying(function, countdown):
    def wrapped(*args, **kwargs):
        countdown()
        answer = function(*args, **kwargs)
        countdown()
        return answer

    return wrapped


def work(arm: str, address: str, fence: str, boundary: str) -> None:
    """A day of outbound work, ended by SIGKILL at the boundary (SIGSTOP where it is negative, never at 0)."""
    left, way = abs(int(boundary)), signal.SIGSTOP if int(boundary) < 0 else signal.SIGKILL

    def countdown():
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), way)

    httpx.Client.send = _dying(httpx.Client.send, countdown)
    base.RootTransaction.commit = _dying(base.RootTransaction.commit, countdown)
    site = Site(erp=Path("unused"), arm=Path(arm), kinetic=None, api=address, fence=int(fence))
    works = outbox.kinds(now=now, patience=QUICK)
    for job in JOBS:
        try:
            works[JobNumber(job)].run(Context(order=site.order(job)))
        except TielineError:
            continue  # as the engine would: the next job is another run


def _forked(order: list[str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work(*order)
    except BaseException:  # noqa: BLE001 - the fork must never return into the loop
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Answer each order with the victim's process id, or `wait PID` with how it ended (negative: the signal)."""
    for line in sys.stdin:
        first, *rest = line.rstrip("\n").split("\t")
        if first == "wait":
            _, status = os.waitpid(int(rest[0]), 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = _forked([first, *rest])
        print(answer, flush=True)


if __name__ == "__main__":
    main()
