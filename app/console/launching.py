"""Starts an agent's process beside this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # options of Popen differ by system

from app.model.agent import AgentName

_LOWER = 5  # niceness above our own: worker threads must not make the window stutter
_STORE_VARIABLE = "TIELINE_STORE_URL"


@dataclass(frozen=True, kw_only=True)
class Launcher:
    """Knows how this program was started, so that another like it can be."""

    home: Path
    store_url: str | None

    def start(self, agent: AgentName) -> int:
        """Start the process that works for the agent; its process id."""
        environment = dict(os.environ)
        arguments = ["--home", str(self.home)]
        if self.store_url is not None:
            # An address may hold a password, and everybody can read the arguments of a process.
            environment[_STORE_VARIABLE] = self.store_url
            arguments += ["--store", f"${{{_STORE_VARIABLE}}}"]
        command = [*_program(), *arguments, "agent", "run", agent]
        silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=environment, cwd=Path.cwd(), **silent, **_lower())  # noqa: S603 - our own program
        if sys.platform != "win32":
            # Not in the child before it starts: code run there after a fork may deadlock in a process with threads.
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + _LOWER)
        return process.pid


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "app"]


def _lower() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
