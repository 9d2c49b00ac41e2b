"""A process that does outbound work and kills itself at the n-th boundary: before or after a request or a commit."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import httpx
from sqlalchemy.engine import base

from app import outbox
from app.model.job import JobNumber
from tests.peers.kinetic import QUICK, Context, Site, now


def _dying(function, countdown):
    def wrapped(*args, **kwargs):
        countdown()
        answer = function(*args, **kwargs)
        countdown()
        return answer

    return wrapped


def main(arm: str, address: str, fence: str, boundary: str) -> None:
    left = int(boundary)

    def countdown():
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    httpx.Client.request = _dying(httpx.Client.request, countdown)
    base.RootTransaction.commit = _dying(base.RootTransaction.commit, countdown)
    site = Site(erp=Path("unused"), arm=Path(arm), kinetic=None, api=address, fence=int(fence))
    works = outbox.kinds(now=now, patience=QUICK)
    for job in (46, 53, 59, 60, 54, 6):
        works[JobNumber(job)].run(Context(order=site.order(job)))


if __name__ == "__main__":
    main(*sys.argv[1:])
