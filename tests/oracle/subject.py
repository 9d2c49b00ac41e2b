"""Tieline itself, asked through its command line: in this process, or as a process of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command gave back."""

    exit_code: int
    output: str
    errors: str

    @property
    def document(self):
        return json.loads(self.output)


def words(home, action, *, profile, options):
    return ["--home", str(home), "--json", "timberline", action, "--profile", str(profile), *options]


class InProcess:
    """Every command in this process, so that thousands of worlds take minutes."""

    def __init__(self, home):
        self.home = home

    def ask(self, action, *options, profile):
        from app.cli import main

        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = main.main(words(self.home, action, profile=profile, options=options))
        return Answer(exit_code=code, output=output.getvalue(), errors=errors.getvalue())


class Commanded:
    """Every command as the process that a person or a scheduler starts."""

    def __init__(self, home):
        self.home = home

    def start(self, action, *options, profile):
        command = [sys.executable, "-m", "app", *words(self.home, action, profile=profile, options=options)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, **pipes)

    def ask(self, action, *options, profile):
        return ended(self.start(action, *options, profile=profile))


def ended(process):
    output, errors = process.communicate(timeout=120)
    return Answer(exit_code=process.returncode, output=output.decode(), errors=errors.decode())
