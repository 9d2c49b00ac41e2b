"""Which processes live: a beat in the database's time, and on the same machine the process itself."""

from __future__ import annotations

import os
import platform
import signal
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from app.model.agent import AgentName
from app.model.state import Process

LEASE = timedelta(seconds=5)
BEAT = timedelta(seconds=1)
_STILL_ACTIVE = 259
_QUERY_LIMITED_INFORMATION = 0x1000


def this_process(
    agent: AgentName, *, schedules: bool, now: datetime, instances: tuple[int, ...] | None = None
) -> Process:
    """This process as a worker of an agent, under a name that no process had before."""
    return Process(
        executor=uuid.uuid4().hex,
        agent=agent,
        schedules=schedules,
        instances=instances,
        host=_host(),
        pid=os.getpid(),
        started=now,
        beat=now,
    )


def lives(process: Process, *, now: datetime) -> bool:
    """Whether the process has given a sign of life within the lease, and is not known to be gone."""
    if now - process.beat > LEASE:
        return False
    return process.host != _host() or _runs(process.pid)


def ask_to_end(process: Process) -> bool:
    """Ask an agent's process of this machine to drain and end; whether there was one to ask.

    Windows has no gentle way: there it ends at once, and the next process goes on with what it was doing.
    """
    if not process.schedules or process.host != _host() or process.pid == os.getpid() or not _runs(process.pid):
        return False
    try:
        os.kill(process.pid, signal.SIGTERM)
    except OSError:
        return False
    return True


def _host() -> str:
    """The machine since its last start, and the container: only there does a process id mean something."""
    parts = [platform.node()]
    for path in (Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")):
        try:
            parts.append(str(path.readlink()) if path.is_symlink() else path.read_text(encoding="ascii").strip())
        except OSError:
            continue
    return "|".join(parts)


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_defunct(pid)


def _is_defunct(pid: int) -> bool:
    """A killed child that nobody has waited for still has its number."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] == ["Z"]


def _runs_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)  # noqa: FBT003 - a C function
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
