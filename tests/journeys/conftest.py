"""A person at the command line.

Commands go through the program's own `main`, with its words and streams, in this process where nothing else is asked
for: a process for each would take most of the time. What is about processes starts real ones (`process`, `start`).
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIP_VIA = """CREATE TABLE ShipVia (Company TEXT, ShipViaCode TEXT, Description TEXT, WebDesc TEXT, Inactive INTEGER,
    SysRowID TEXT, SysRevID INTEGER)"""
COMPANY = "CREATE TABLE Company (Company TEXT, Name TEXT, CurrencyCode TEXT, SysRowID TEXT, SysRevID INTEGER)"
FOB = "CREATE TABLE FOB (Company TEXT, FOB TEXT, Description TEXT, SysRowID TEXT, SysRevID INTEGER)"
CODE = "EPIC06"


@dataclass(frozen=True, kw_only=True)
class Done:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    def told(self) -> str:
        """The error, which is one sentence on one line and no traceback."""
        assert "Traceback" not in self.err, self.err
        lines = [line for line in self.err.splitlines() if line.strip()]
        assert lines, "nothing was told"
        return lines[-1]


@dataclass(frozen=True, kw_only=True)
class Tieline:
    """The program on one home."""

    home: Path

    def command(self, *words: str) -> list[str]:
        """The command line of a process."""
        return [sys.executable, "-P", "-m", "app", "--home", str(self.home), *words]

    def env(self) -> dict[str, str]:
        """The environment of a process."""
        return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}

    def __call__(self, *words: str) -> Done:
        """Carry out a command in this process."""
        from app.cli.main import main

        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--home", str(self.home), *words])
        return Done(code=code, out=out.getvalue(), err=err.getvalue())

    def process(self, *words: str, timeout: float = 120, **more: Any) -> Done:
        """Carry out a command in a process of its own."""
        done = subprocess.run(
            self.command(*words), env=self.env(), capture_output=True, text=True, timeout=timeout, check=False, **more
        )
        return Done(code=done.returncode, out=done.stdout, err=done.stderr)

    def ok(self, *words: str) -> Done:
        """Carry out a command that has to succeed."""
        done = self(*words)
        assert done.code == 0, f"{words}: exit {done.code}\n{done.out}\n{done.err}"
        return done

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command and let it go on."""
        pipe = subprocess.PIPE
        return subprocess.Popen(self.command(*words), env=self.env(), stdout=pipe, stderr=pipe, text=True)


@dataclass(frozen=True, kw_only=True)
class Erp:
    """A tiny ERP in a SQLite file, and the ARM file beside it."""

    path: Path

    @property
    def url(self) -> str:
        """The ERP's address."""
        return f"sqlite:///{self.path}"

    @property
    def arm(self) -> Path:
        """ARM's file."""
        return self.path.with_name("arm.db")

    @property
    def arm_url(self) -> str:
        """ARM's address."""
        return f"sqlite:///{self.arm}"

    def do(self, *statements: str) -> None:
        """Change the ERP."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    def ship_via(self, *codes: str, description: str = "by road") -> None:
        """Add ways to ship, each with the next revision."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            (last,) = connection.execute("SELECT COALESCE(MAX(SysRevID), 100) FROM ShipVia").fetchone()
            rows = [
                (CODE, code, description, "", 0, str(uuid.uuid4()), last + number)
                for number, code in enumerate(codes, start=1)
            ]
            connection.executemany("INSERT INTO ShipVia VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def arrived(self) -> list[tuple[Any, ...]]:
        """What ARM has of the ways to ship."""
        with closing(sqlite3.connect(self.arm)) as connection:
            return connection.execute("SELECT ShipViaCode, Deleted FROM ShipVia ORDER BY 1").fetchall()


@pytest.fixture
def tieline(home: Path, monkeypatch: pytest.MonkeyPatch) -> Tieline:
    """The program on this test's home."""
    monkeypatch.setenv("COLUMNS", "80")
    return Tieline(home=home)


@pytest.fixture
def erp(tmp_path: Path) -> Erp:
    """An ERP with three ways to ship and a company."""
    made = Erp(path=tmp_path / "erp.db")
    made.do(SHIP_VIA, COMPANY, FOB)
    made.do(f"INSERT INTO Company VALUES ('{CODE}', 'Sandbox', 'EUR', '{uuid.uuid4()}', 101)")
    made.ship_via("AIR", "ROAD", "SEA")
    return made


@pytest.fixture
def north(tieline: Tieline, erp: Erp) -> Tieline:
    """The program with an agent North that serves the company."""
    tieline.ok("agent", "add", "North")
    tieline.ok("company", "map", CODE, "--agent", "North", "--erp", erp.url, "--arm", erp.arm_url)
    return tieline
