"""`python -m app`, before any of our code runs."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

# A background job ignores Ctrl+C; here it is heard, whatever runs the tests.
_INTERRUPTED_WHILE_LOADING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import builtins, os, runpy
real = builtins.__import__
def interrupted(name, *rest, **named):
    if name == "app.cli.main":
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *rest, **named)
builtins.__import__ = interrupted
runpy.run_module("app", run_name="__main__", alter_sys=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_an_interrupt_while_modules_load_shows_no_traceback() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED_WHILE_LOADING],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGINT
    assert ended.stderr == ""
