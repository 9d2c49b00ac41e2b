"""The agent's process beside the window: it works at lower priority, and no password is among its arguments."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from app import compose
from app.model.agent import AgentState

LINUX = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")


@LINUX
def test_a_started_process_works_for_the_agent_at_lower_priority_and_ends_when_asked(home: Path) -> None:
    url = f"sqlite:///{home}/tieline.sqlite?timeout=31"
    console = compose.build(home, url)
    console.agents.add("Main")
    pid = console.agents.start_process("Main")
    try:
        end = time.monotonic() + 30
        while console.agents.row("Main").state is not AgentState.RUNNING:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert b"timeout=31" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert console.agents.stop_process("Main") == 1
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    assert console.agents.row("Main").state is AgentState.UNREACHABLE
    assert console.agents.stop_process("Main") == 0
    console.close()
