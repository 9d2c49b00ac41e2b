"""What may be wrong with the world, each told in one clear sentence with the right exit code, nothing lost."""

from __future__ import annotations

import os
import resource
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import CODE, Erp, Tieline

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plays on files and limits of Unix")
RUN = ("jobs", "run", "3", "--agent", "North", "--wait")


def _run_of(tieline: Tieline) -> dict[str, object]:
    return tieline.ok("--json", "runs", "list", "--job", "3", "--limit", "1").json[0]


def test_a_missing_table_fails_its_job_and_no_other(north: Tieline, erp: Erp):
    erp.do("DROP TABLE ShipVia")
    done = north("--json", "jobs", "run", "3", "1", "--agent", "North", "--wait")
    assert done.code == 1
    by_job = {run["job"]: run for run in done.json["runs"]}
    assert by_job[3]["status"] == "failed"
    assert "ShipVia" in by_job[3]["message"]
    assert by_job[1]["status"] == "succeeded"


def test_a_missing_key_column_fails_its_job_and_names_the_column(north: Tieline, erp: Erp):
    erp.do("ALTER TABLE ShipVia DROP COLUMN ShipViaCode")
    assert north(*RUN).code == 1
    run = _run_of(north)
    assert run["status"] == "failed"
    assert "ShipViaCode" in str(run["message"])


def test_a_missing_other_column_is_no_trouble(north: Tieline, erp: Erp):
    erp.do("ALTER TABLE ShipVia DROP COLUMN Description")
    north.ok(*RUN)
    assert [code for code, _ in erp.arrived()] == ["AIR", "ROAD", "SEA"]


def test_a_database_that_is_not_there_is_exit_4_and_is_not_made(north: Tieline, erp: Erp):
    erp.path.rename(erp.path.with_name("moved.db"))
    done = north(*RUN)
    assert done.code == 4
    assert "Traceback" not in done.err
    assert not erp.path.exists()


def test_a_file_that_is_no_database_is_exit_4(north: Tieline, erp: Erp):
    erp.path.write_text("this is a letter, not a database " * 100)
    assert north(*RUN).code == 4


@pytest.mark.slow  # waits as long as a driver waits for a lock
def test_a_locked_arm_is_told_and_nothing_is_lost(north: Tieline, erp: Erp):
    north.ok(*RUN)
    erp.ship_via("RAIL")
    with closing(sqlite3.connect(erp.arm)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        done = north(*RUN)
    assert done.code in {1, 4}
    assert "Traceback" not in done.err
    north.ok(*RUN)
    assert ("RAIL", 0) in erp.arrived()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_arm_file_is_told(north: Tieline, erp: Erp):
    north.ok(*RUN)
    erp.ship_via("RAIL")
    erp.arm.chmod(0o444)
    erp.path.parent.chmod(0o555)
    try:
        done = north(*RUN)
    finally:
        erp.path.parent.chmod(0o755)
        erp.arm.chmod(0o644)
    assert done.code in {1, 4}
    assert "Traceback" not in done.err
    assert ("RAIL", 0) not in erp.arrived()
    north.ok(*RUN)
    assert ("RAIL", 0) in erp.arrived()


def test_the_erp_is_never_written_to(north: Tieline, erp: Erp):
    before = erp.path.read_bytes()
    north.ok(*RUN)
    assert erp.path.read_bytes() == before
    assert not list(erp.path.parent.glob("erp.db-*"))


def test_a_full_disk_is_told_and_the_rows_come_later(north: Tieline, erp: Erp):
    north.ok(*RUN)
    size = erp.arm.stat().st_size
    erp.ship_via(*(f"{number:04}" for number in range(3000)), description="a long way to ship things " * 8)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))

    done = north.process(*RUN, preexec_fn=little_room)
    assert done.code in {1, 4}, done.err
    assert "Traceback" not in done.err
    north.ok(*RUN)
    assert len(erp.arrived()) == 3003


def test_a_home_that_cannot_be_made_is_told(tieline: Tieline, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    done = Tieline(home=tmp_path / "file" / "home")("agent", "list")
    assert done.code in {4, 5}
    assert str(tmp_path / "file") in done.told()


def test_a_home_from_a_newer_version_is_left_alone(north: Tieline, home: Path):
    store = home / "tieline.sqlite"
    with closing(sqlite3.connect(store)) as connection, connection:
        (table,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%alembic_version%'"
        ).fetchone()
        connection.execute(f"UPDATE {table} SET version_num = '9999_from_the_future'")
    before = store.read_bytes()
    done = north("jobs", "list", "--agent", "North")
    assert done.code == 5
    assert "newer" in done.told()
    assert store.read_bytes() == before


def test_two_commands_at_once_on_one_home_do_the_work_once(north: Tieline, erp: Erp):
    both = [north.start("--json", *RUN) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    runs = north.ok("--json", "runs", "list", "--job", "3").json
    assert sum(run["inserted"] for run in runs) == 3
    assert [code for code, _ in erp.arrived()] == ["AIR", "ROAD", "SEA"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("jobs", "list", "--agent", "Nroth"), "North"),
        (("agent", "show", "South"), "South"),
        (("agent", "run", "South"), "South"),
        (("jobs", "show", "61", "--agent", "North"), "61"),
        (("jobs", "run", "0", "--agent", "North", "--wait"), "0"),
        (("jobs", "why", "Ship Vai", "--agent", "North"), "3 ShipVia"),
        (("jobs", "full-sync", "3", "--agent", "North", "--company", "EPIC7", "--yes"), "EPIC7"),
        (("runs", "show", "4711"), "4711"),
        (("runs", "log", "4711"), "4711"),
        (("failures", "list", "--job", "99"), "99"),
        (("runs", "list", "--job", "99"), "99"),
        (("runs", "list", "--agent", "South"), "South"),
        (("agent", "add", "North"), "North"),
        (("company", "map", "X", "--agent", "South", "--erp", "sqlite:///e.db", "--arm", "sqlite:///a.db"), "South"),
    ],
)
def test_an_unknown_name_is_exit_2_and_named(north: Tieline, words: tuple[str, ...], told: str):
    done = north(*words)
    assert done.code == 2, done.err
    assert done.out == ""
    assert told in done.told()
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "url", ["not an address", "nosuch://host/db", "postgresql+psycopg://", "sqlite:///${TIELINE_NO_SUCH_VARIABLE}"]
)
def test_an_address_that_is_none_is_exit_5_at_the_latest_when_it_is_used(north: Tieline, erp: Erp, url: str):
    done = north("company", "map", CODE, "--agent", "North", "--erp", url, "--arm", erp.arm_url)
    if done.code == 0:
        done = north(*RUN)
    assert done.code in {4, 5}
    assert "Traceback" not in done.err


def test_a_password_is_never_shown(north: Tieline, erp: Erp):
    secret = "Tr0ub4dor"
    url = f"postgresql+psycopg://sa:{secret}@127.0.0.1:1/erp"
    mapped = north("company", "map", CODE, "--agent", "North", "--erp", url, "--arm", erp.arm_url)
    shown = [mapped, north(*RUN), north("agent", "show", "North"), north("--json", "agent", "show", "North")]
    shown += [north("doctor"), north("--json", "runs", "list"), north("company", "list")]
    assert [done for done in shown if secret in done.out + done.err] == []


def test_erp_and_arm_are_never_one_file(north: Tieline, erp: Erp):
    done = north("company", "map", CODE, "--agent", "North", "--erp", erp.url, "--arm", erp.url)
    assert done.code == 2
    assert "the same file" in done.told()
