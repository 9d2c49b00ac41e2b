"""The sandbox company, from nothing to a second look, through processes of their own."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import Tieline

ALL = ("jobs", "run", "--all", "--wait", "--agent", "Sandbox")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Tieline:
    """A home in which the demo has run once."""
    tieline = Tieline(home=tmp_path_factory.mktemp("sandbox") / "home")
    done = tieline.process("demo", timeout=300)
    assert done.code == 1, done.err  # some of its records fail, for good reasons
    (tieline.home.parent / "demo.txt").write_text(done.out, encoding="utf-8")
    return tieline


def _demo(tieline: Tieline) -> str:
    return (tieline.home.parent / "demo.txt").read_text(encoding="utf-8")


def test_the_demo_ends_in_a_table_of_every_job_in_which_none_failed(filled: Tieline):
    lines = _demo(filled).splitlines()
    assert lines[0].split() == ["No.", "Job", "Status", "Read", "Written", "Failed", "Seconds"]
    numbers = [int(line.split()[0]) for line in lines[2:] if line[:3].strip().isdigit()]
    assert sorted(numbers) == [*range(1, 61)]
    assert [line for line in lines if " failed " in line] == []
    assert max(map(len, lines)) <= 80


def test_the_demo_has_work_for_each_of_the_60_jobs_and_leaves_job_15_off(filled: Tieline):
    runs = filled.ok("--json", "runs", "list", "--limit", "1000").json
    assert sorted({run["job"] for run in runs if run["read"]}) == [*range(1, 61)]
    assert filled.ok("--json", "jobs", "show", "15", "--agent", "Sandbox").json["enabled"] is False


def test_the_demo_ends_with_the_four_timberline_actions(filled: Tieline):
    table = _demo(filled)
    assert [
        name for name in ("analyse", "create-invoices", "process-receipts", "check-consistency") if name not in table
    ] == []


def test_every_inbound_job_brings_rows_and_all_of_them_add_up(filled: Tieline):
    rows = filled.ok("--json", "jobs", "list").json
    inbound = {row["number"] for row in rows if row["tables"] and row["enabled"]}
    runs = filled.ok("--json", "runs", "list", "--limit", "1000").json
    assert all(
        run["read"] == run["inserted"] + run["updated"] + run["unchanged"] + run["failed"] + run["skipped"]
        for run in runs
    )
    assert {run["job"] for run in runs if run["read"]} >= inbound
    assert {run["status"] for run in runs} == {"succeeded", "warning"}


def test_failed_records_are_listed_with_reasons(filled: Tieline):
    failures = filled.ok("--json", "failures", "list").json
    assert failures
    assert all(failure["reason"] for failure in failures)
    runs = filled.ok("--json", "runs", "list", "--limit", "1000").json
    assert len(failures) == sum(run["failed"] for run in runs)


def test_a_second_look_reads_what_was_sent_and_a_third_nothing(filled: Tieline):
    second = filled.process("--json", *ALL)
    assert second.code == 0, second.err
    came_back = {run["job"] for run in second.json["runs"] if run["read"]}
    assert came_back <= {2, 8, 14, 41, 49, 54, 59}, "only what the first look had sent to Kinetic and the scanner"
    third = filled.process("--json", *ALL)
    assert third.code == 0, third.err
    assert sum(run["read"] for run in third.json["runs"]) == 0


def test_sandboxes_of_one_seed_are_alike_and_of_another_differ(tmp_path: Path):
    def parts(name: str, seed: str) -> list[tuple[object, ...]]:
        tieline = Tieline(home=tmp_path / name)
        tieline.ok("sandbox", "create", "--rows", "50", "--seed", seed)
        (file,) = (tieline.home / "sandbox").glob("erp*")
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("SELECT * FROM Part ORDER BY SysRevID").fetchall()

    one, again, other = parts("one", "7"), parts("again", "7"), parts("other", "8")
    assert one == again
    assert one != other
    assert len(one) >= 50


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_killed_run_is_told_as_stopped_and_goes_on(tmp_path: Path):
    tieline = Tieline(home=tmp_path / "home")
    tieline.ok("sandbox", "create", "--rows", "150000")
    tieline("jobs", "run", "1", "10", "22", "27", "28", "29", "39", "--agent", "Sandbox", "--wait")
    worker = tieline.start("jobs", "run", "52", "--agent", "Sandbox", "--wait")
    deadline = time.monotonic() + 120
    while not _brought(tieline):
        assert worker.poll() is None, worker.communicate()
        assert time.monotonic() < deadline
    os.kill(worker.pid, signal.SIGSTOP)
    (running,) = tieline.ok("--json", "runs", "list", "--job", "52").json
    assert running["status"] == "running", "it had ended before it was killed: the test proves nothing"
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    began = time.monotonic()
    done = tieline.process("--json", "jobs", "run", "52", "--agent", "Sandbox", "--wait")
    assert done.code in {0, 1}, done.err
    runs = tieline.ok("--json", "runs", "list", "--job", "52").json
    killed, *_ = sorted(runs, key=lambda run: run["id"])
    assert killed["status"] == "stopped"
    assert any(run["trigger"] == "recovery" for run in runs)
    assert {run["status"] for run in runs} == {"stopped", "succeeded"}
    assert time.monotonic() - began < 60
    with closing(sqlite3.connect(tieline.home / "sandbox" / "erp.sqlite")) as erp:
        wanted = erp.execute(
            "SELECT PartNum FROM Part WHERE Company = 'EPIC06' AND COALESCE(InActive, 0) = 0 ORDER BY PartNum"
        ).fetchall()
    with closing(sqlite3.connect(tieline.home / "sandbox" / "arm.sqlite")) as arm:
        assert arm.execute("SELECT PartNum FROM Part WHERE Deleted = 0 ORDER BY PartNum").fetchall() == wanted


def _brought(tieline: Tieline) -> int:
    file = tieline.home / "sandbox" / "arm.sqlite"
    with closing(sqlite3.connect(file)) as arm:
        if not arm.execute("SELECT 1 FROM sqlite_master WHERE name = 'Part'").fetchone():
            return 0
        return arm.execute("SELECT COUNT(*) FROM Part").fetchone()[0]
