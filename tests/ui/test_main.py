"""A journey on a virtual screen: the real window, the real engine, keys pressed from outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import compose
from app.model.run import RunStatus, Trigger

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool for a virtual screen"
    ),
]


def until(found, *, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = found()
        if answer:
            return answer
        time.sleep(0.2)
    pytest.fail(f"waited in vain for {what}")


@pytest.fixture
def display():
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def environment(display, home):
    inherited = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    return {**inherited, "DISPLAY": display, "XDG_CONFIG_HOME": str(home.parent / "config"), "LANG": "C.UTF-8"}


class Screen:
    """Presses keys as a person would."""

    def __init__(self, environment):
        self._environment = environment

    def __call__(self, *words):
        told = subprocess.run(
            ["xdotool", *map(str, words)], env=self._environment, capture_output=True, text=True, check=False
        )
        return told.stdout.split()

    def windows(self, name):
        return self("search", "--onlyvisible", "--name", name)

    def focus(self, name):
        window = until(lambda: self.windows(name), what=f"a window called {name}")[-1]
        self("windowfocus", "--sync", window)
        return window


@pytest.fixture
def console(home):
    console = compose.build(home)
    console.sandbox.create()
    yield console
    console.close()


@pytest.fixture
def window(environment, home, console):
    process = subprocess.Popen([sys.executable, "-m", "app", "--home", str(home)], env=environment, cwd=ROOT)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()
    for engine in _engines(console.home):
        os.kill(engine, signal.SIGTERM)


def test_a_job_is_run_by_keys_and_closing_lets_the_engine_drain(window, environment, console):
    screen = Screen(environment)
    agent = console.agents.rows()[0].name
    screen.focus("^Tieline$")
    until(lambda: console.agents.row(agent).seen, what="the engine's first sign of life")
    until(lambda: _succeeded(console, 1), what="the first scheduled run")
    screen("key", "ctrl+2")
    time.sleep(1)
    screen("key", "ctrl+f")
    screen("type", "--delay", "30", "shipvia")
    screen("key", "Return")
    time.sleep(0.5)
    screen("key", "ctrl+r")
    until(lambda: _asked_for(console, 3), what="a run of ShipVia asked for by a user")
    screen("key", "ctrl+q")
    screen.focus("^Close Tieline$")
    screen("key", "Down", "Return")
    assert window.wait(timeout=PATIENCE) == 0
    until(lambda: not _lives(console), what="the end of the engine's process")


def _asked_for(console, job):
    return any(run.trigger is Trigger.USER for run in console.runs.page(job=job, limit=20))


def _succeeded(console, job):
    return any(run.status is RunStatus.SUCCEEDED for run in console.runs.page(job=job, limit=5))


def _lives(console):
    return console.agents.rows()[0].state.value == "running"


def test_a_termination_closes_the_window_quietly(window, environment, console):
    Screen(environment).focus("^Tieline$")
    agent = console.agents.rows()[0].name
    until(lambda: console.agents.row(agent).seen, what="the engine's first sign of life")
    window.send_signal(signal.SIGTERM)
    assert window.wait(timeout=PATIENCE) == 0
    assert _engines(console.home)


def _engines(home):
    """Process ids of the engine of this folder, which goes on when the window is closed."""
    told = subprocess.run(
        ["pgrep", "-f", "--", f"--home {home} agent run"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in told.stdout.split()]
