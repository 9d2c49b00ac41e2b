"""How long a start takes: python -m tests.bench.start [--program dist/Tieline/Tieline] [--starts 5] [--offscreen].

On a virtual screen, from the start of the process until its window is on the screen, and until its first page is ready;
the goals are 2 s each. What the processor worked meanwhile is told too, since a busy machine makes any start long.
The first start of a new data folder makes the store; it is told apart from those that follow.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app import compose
from tests.bench.heart import missed, told

ROOT = Path(__file__).resolve().parents[2]
GOAL_S = 2.0
_READY = re.compile(r" (?P<process>\d+) INFO ui.main: .* after (?P<painted>\d+) ms .* after (?P<ready>\d+) ms")
_PATIENCE_S = 60


@contextmanager
def screen() -> Generator[str]:
    """A virtual screen; its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def start(command: list[str], *, home: Path, environment: dict[str, str]) -> tuple[float, float, float, float]:
    """Seconds until the window is seen and until it is ready, and ms of work until each."""
    log = home / "logs" / "tieline.log"
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "--home", str(home)], env=environment, cwd=ROOT)
    seen, found = None, None
    try:
        while found is None and time.perf_counter() - begun < _PATIENCE_S:
            if seen is None and _visible(environment):
                seen = time.perf_counter() - begun
            time.sleep(0.02)
            text = log.read_text("utf-8") if log.exists() else ""
            found = next((one for one in _READY.finditer(text) if int(one["process"]) == process.pid), None)
        if found is None:
            raise SystemExit("The window was never ready.")
        ready = time.perf_counter() - begun
        return seen or ready, ready, float(found["painted"]), float(found["ready"])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _visible(environment: dict[str, str]) -> bool:
    words = ["xdotool", "search", "--onlyvisible", "--name", "^Tieline$"]
    return bool(subprocess.run(words, env=environment, capture_output=True, check=False).stdout.strip())


def main() -> int:
    """Start several times; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--starts", type=int, default=5)
    arguments = parser.parse_args()
    command = [str(Path(arguments.program).absolute())] if arguments.program else [sys.executable, "-m", "app"]
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        home = Path(folder) / "home"
        environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        environment |= {"DISPLAY": display, "XDG_CONFIG_HOME": folder, "LANG": "C.UTF-8"}
        _tell("first start", [start(command, home=home, environment=environment)], goal=None)
        _fill(home)
        found = [start(command, home=home, environment=environment) for _ in range(arguments.starts)]
        _tell(f"median of {len(found)} starts", found, goal=GOAL_S)
    return 1 if missed() else 0


def _fill(home: Path) -> None:
    """A company whose agent is paused: what is measured is the window, not an engine beside it."""
    console = compose.build(home)
    company = console.sandbox.create()
    console.agents.pause(company.agent, note="bench", by="bench")
    console.close()


def _tell(what: str, found: list[tuple[float, float, float, float]], *, goal: float | None) -> None:
    seen, ready, painted, worked = (statistics.median(values) for values in zip(*found, strict=True))
    told(f"{what}: window on the screen", value=seen, unit="s", goal=goal)
    told(f"{what}: first page ready", value=ready, unit="s", goal=goal)
    told(f"{what}: work until the window was painted", value=painted, goal=None)
    told(f"{what}: work until the first page was ready", value=worked, goal=None)


if __name__ == "__main__":
    sys.exit(main())
