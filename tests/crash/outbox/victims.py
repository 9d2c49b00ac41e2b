"""Victims: processes that do outbound work and die, stop or are killed in the middle of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT


class Victims:
    """A process that forks victims; each is a process of its own, with its own connections and no threads."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.crash.outbox.victim"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def start(self, site, *, boundary: int = 0) -> int:
        """Let a victim work on the site; its process id."""
        site.fence += 10
        address = site.api or site.kinetic.address()
        return self._ask(str(site.arm), address, str(site.fence), str(boundary))

    def wait(self, pid: int) -> bool:
        """Wait for its end; whether it was killed. A victim that fails on its own fails the test."""
        ended = self._ask("wait", str(pid))
        assert ended in (0, -signal.SIGKILL), f"the victim ended with {ended}; see its traceback"
        return ended != 0

    def die_at(self, site, boundary: int) -> bool:
        """Run one to its death at a boundary, or to its end; whether it died."""
        return self.wait(self.start(site, boundary=boundary))

    def stopped(self, pid: int) -> bool:
        """Wait until it has stopped itself; False where it has ended before."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            state = _state(pid)
            if state in "TtZ":
                return state != "Z"
            time.sleep(0.005)
        raise AssertionError("the victim neither stopped nor ended")

    def go_on(self, pid: int) -> bool:
        """Let a stopped one go on to its end; whether it was killed meanwhile."""
        os.kill(pid, signal.SIGCONT)
        return self.wait(pid)

    def end(self) -> None:
        """End the process that forks."""
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def _ask(self, *words: str) -> int:
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
