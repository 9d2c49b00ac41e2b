"""Runs in processes of their own that kill themselves at any moment: `python -m tests.app.sync.victims`.

The program loads everything once, then forks a process a run: a line of JSON in, how it ended out. A run that shall
die does so by SIGKILL after so many steps of SQLite's machine, in the middle of whatever statement that is.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from app.model.run import RunMode
from app.sync.sessions import Routes
from tests.app.sync.site import Site

STEPS = 10  # of SQLite's machine between two moments at which a run may die


@dataclass(frozen=True, kw_only=True)
class Order:
    """One run, and after how many moments it is killed; None lets it end."""

    erp: str
    arm: str
    company: str
    mode: str
    fence: int
    dies_after: int | None = None


class Runs:
    """The program, as the tests talk to it."""

    def __init__(self) -> None:
        root = Path(__file__).parents[3]
        words = [sys.executable, "-m", "tests.app.sync.victims"]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        self._program = subprocess.Popen(
            words, cwd=root, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def do(self, order: Order) -> bool:
        """Whether the run came to its end before it was killed."""
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps(asdict(order)) + "\n")
        self._program.stdin.flush()
        ended = int(self._program.stdout.readline())
        assert ended in (0, signal.SIGKILL), f"the run of {order} ended with {ended}"
        return ended == 0

    def close(self) -> None:
        """End the program."""
        self._program.communicate()


def main() -> None:
    """Take orders until there are no more."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _run(Order(**json.loads(line)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), flush=True)


def _run(order: Order) -> None:
    if order.dies_after is not None:
        moments = count(1)

        def moment() -> None:
            if next(moments) > order.dies_after:
                os.kill(os.getpid(), signal.SIGKILL)

        @event.listens_for(sa.Engine, "connect")
        def _watch(connection: Any, _record: object) -> None:
            connection.set_progress_handler(moment, STEPS)

    site = Site(erp=order.erp, arm=order.arm, routes=Routes(batch=3), company=order.company)
    site.fences = iter([order.fence])
    site.run(RunMode(order.mode))


if __name__ == "__main__":
    main()
