"""A newcomer's first day, from an empty home to data in ARM."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

import pytest

from tests.journeys.conftest import CODE, Erp, Tieline

RUN = ("jobs", "run", "3", "--agent", "North", "--wait")


def test_an_empty_home_says_what_to_do_first(tieline: Tieline):
    assert "tieline agent add" in tieline.ok("agent", "list").out
    assert tieline.ok("--json", "agent", "list").json == []
    done = tieline("jobs", "list")
    assert done.code == 2
    assert "tieline agent add" in done.told()


def test_rows_arrive_then_changes_then_nothing_is_read(north: Tieline, erp: Erp):
    first = north.ok("--json", *RUN).json["runs"][0]
    assert (first["read"], first["inserted"], first["status"]) == (3, 3, "succeeded")
    erp.do("UPDATE ShipVia SET Description = 'fast', SysRevID = 500 WHERE ShipViaCode = 'AIR'")
    erp.ship_via("RAIL")
    second = north.ok("--json", *RUN).json["runs"][0]
    assert (second["read"], second["inserted"], second["updated"]) == (2, 1, 1)
    assert north.ok("--json", *RUN).json["runs"][0]["read"] == 0


def test_a_full_sync_finds_what_was_deleted(north: Tieline, erp: Erp):
    north.ok(*RUN)
    erp.do("DELETE FROM ShipVia WHERE ShipViaCode = 'SEA'")
    north.ok("jobs", "full-sync", "3", "--agent", "North", "--company", CODE, "--yes", "--wait")
    assert erp.arrived() == [("AIR", 0), ("ROAD", 0), ("SEA", 1)]


def test_a_full_sync_without_yes_counts_the_consequences_and_changes_nothing(north: Tieline, erp: Erp):
    north.ok(*RUN)
    erp.do("DELETE FROM ShipVia WHERE ShipViaCode = 'SEA'")
    runs = north.ok("--json", "runs", "list").json
    done = north("jobs", "full-sync", "3", "--agent", "North", "--company", CODE, "--wait")
    assert done.code == 3
    assert "2 row(s)" in done.out
    assert "--yes" in done.told()
    counted = north("--json", "jobs", "full-sync", "3", "--agent", "North", "--company", CODE)
    assert counted.code == 3
    assert counted.json["rows"] == 2
    assert north.ok("--json", "runs", "list").json == runs
    assert erp.arrived() == [("AIR", 0), ("ROAD", 0), ("SEA", 0)]
    assert north.ok("--json", "jobs", "why", "5", "--agent", "North").json != []


def test_a_requested_full_sync_holds_the_other_jobs_until_it_is_cancelled(north: Tieline, erp: Erp):
    north.ok(*RUN)
    erp.ship_via("RAIL")
    north.ok("jobs", "full-sync", "3", "--agent", "North", "--company", CODE, "--yes")
    held = north.ok("--json", "jobs", "why", "5", "--agent", "North").json
    assert "full-sync-requested" in [reason["code"] for reason in held]
    asked = north("jobs", "cancel-full-sync", "3", "--agent", "North", "--company", CODE)
    assert asked.code == 3
    cancelled = north.ok("--json", "jobs", "cancel-full-sync", "3", "--agent", "North", "--company", CODE, "--yes")
    assert cancelled.json["set_aside"] >= 1
    listed = north.ok("--json", "jobs", "set-aside", "3", "--agent", "North", "--company", CODE).json
    assert "RAIL" in [change["key"]["ShipViaCode"] for change in listed]
    assert ("RAIL", 0) not in erp.arrived()
    north.ok("jobs", "fetch", "3", "--agent", "North", "--company", CODE, "--wait")
    assert ("RAIL", 0) in erp.arrived()


def test_a_bad_row_is_set_aside_and_retried_when_it_is_put_right(north: Tieline, erp: Erp):
    erp.do("UPDATE ShipVia SET ShipViaCode = NULL WHERE ShipViaCode = 'SEA'")
    done = north("--json", *RUN)
    assert done.code == 1
    run = done.json["runs"][0]
    assert (run["status"], run["read"], run["inserted"], run["failed"]) == ("warning", 3, 2, 1)
    (failure,) = north.ok("--json", "failures", "list", "--job", "3").json
    assert failure["key"] == {"Company": CODE, "ShipViaCode": None}
    assert (failure["field"], failure["attempts"]) == ("ShipViaCode", 1)
    assert north("jobs", "retry", "3", "--agent", "North", "--wait").code == 1
    assert north.ok("--json", "failures", "list").json[0]["attempts"] == 2
    erp.do("UPDATE ShipVia SET ShipViaCode = 'SEA', SysRevID = SysRevID + 50 WHERE ShipViaCode IS NULL")
    north.ok("jobs", "retry", "3", "--agent", "North", "--wait")
    assert north.ok("--json", "failures", "list").json == []
    assert erp.arrived() == [("AIR", 0), ("ROAD", 0), ("SEA", 0)]


def test_a_paused_agent_runs_nothing_and_says_why_until_it_is_resumed(north: Tieline, erp: Erp):
    north.ok("agent", "pause", "North", "--note", "upgrade")
    assert "agent-paused" in [one["code"] for one in north.ok("--json", "jobs", "why", "3", "--agent", "North").json]
    done = north("--json", *RUN)
    assert done.code == 1
    assert done.json["runs"] == []
    assert "agent-paused" in [one["code"] for one in done.json["waiting"][0]["reasons"]]
    assert not erp.arm.exists() or erp.arrived() == []
    north.ok("agent", "resume", "North")
    north.ok(*RUN)


def test_an_instance_number_waits_for_a_pause(north: Tieline):
    north.ok("agent", "set", "North", "--bil-ports", "9001,9002")
    refused = north("jobs", "set", "3", "--agent", "North", "--instance", "2")
    assert refused.code == 3
    assert "pause" in refused.told().lower()
    north.ok("agent", "pause", "North", "--note", "instances")
    row = north.ok("--json", "jobs", "set", "3", "--agent", "North", "--instance", "2", "--interval", "77").json
    assert (row["instance"], row["interval_s"]) == (2, 77)


def test_a_disabled_job_does_not_run(north: Tieline):
    north.ok("jobs", "disable", "3", "--agent", "North")
    row = north.ok("--json", "jobs", "show", "3", "--agent", "North").json
    assert (row["enabled"], row["status"]) == (False, "disabled")
    assert north(*RUN).code == 1
    north.ok("jobs", "enable", "3", "--agent", "North")
    north.ok(*RUN)


def test_job_4_rests_while_intercompany_gl_is_active(north: Tieline):
    north.ok("agent", "set", "North", "--intercompany-gl")
    codes = [one["code"] for one in north.ok("--json", "jobs", "why", "4", "--agent", "North").json]
    assert "intercompany-gl-active" in codes
    assert north("jobs", "run", "4", "--agent", "North", "--wait").code == 1


def test_new_agents_have_every_job_enabled_but_15(north: Tieline):
    rows = north.ok("--json", "jobs", "list", "--agent", "North").json
    assert [row["number"] for row in rows] == list(range(1, 61))
    assert [row["number"] for row in rows if not row["enabled"]] == [15]


def test_a_dependent_waits_for_a_job_that_never_succeeded(north: Tieline):
    done = north("--json", "jobs", "run", "38", "--agent", "North", "--wait")
    assert done.code == 1
    (waiting,) = done.json["waiting"]
    assert waiting["job"] == 38
    assert "dependency-never-succeeded" in [reason["code"] for reason in waiting["reasons"]]
    north.ok("jobs", "run", "1", "38", "--agent", "North", "--wait")


def test_names_do_as_well_as_numbers_and_the_only_agent_needs_no_name(north: Tieline):
    assert north.ok("--json", "jobs", "show", "shipvia").json["number"] == 3


def test_without_wait_a_run_is_queued_and_an_agent_process_does_it(north: Tieline, erp: Erp):
    done = north.ok("--json", "jobs", "run", "3", "--agent", "North")
    assert [run["status"] for run in done.json["runs"]] == ["queued"]
    assert not erp.arm.exists() or erp.arrived() == []
    agent = north.start("agent", "run", "North")
    try:
        _until(lambda: north.ok("--json", "runs", "list", "--job", "3").json[0]["status"] == "succeeded")
    finally:
        agent.terminate()
        _, err = agent.communicate(timeout=60)
    assert agent.returncode == 0, err
    assert "Traceback" not in err
    assert [code for code, _ in erp.arrived()] == ["AIR", "ROAD", "SEA"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_ends_an_agent_process_cleanly(north: Tieline):
    import signal

    agent = north.start("agent", "run", "North")
    assert agent.stderr is not None
    assert "works" in agent.stderr.readline()
    agent.send_signal(signal.SIGINT)
    _, err = agent.communicate(timeout=60)
    assert agent.returncode == 0
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [2, 15])
def test_a_command_that_waits_ends_at_a_signal_in_one_sentence(north: Tieline, erp: Erp, number: int):
    with closing(sqlite3.connect(erp.path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")  # so that the run is not over before the signal comes
        command = north.start(*RUN)
        assert command.stderr is not None
        assert "Running jobs" in command.stderr.readline()
        command.send_signal(number)
    _, err = command.communicate(timeout=60)
    assert command.returncode == 128 + number
    assert err.splitlines() == ["Interrupted: nothing new was started; what was done so far is kept."]
    north.ok(*RUN)


def test_the_tables_for_people_fit_eighty_columns_and_have_no_colours(north: Tieline):
    north.ok(*RUN)
    for words in (("agent", "list"), ("runs", "list"), ("jobs", "list"), ("failures", "list"), ("doctor",)):
        out = north(*words).out
        assert "\x1b" not in out
        assert out.strip()
    assert max(map(len, north.ok("runs", "list").out.splitlines())) <= 80


def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(north: Tieline, erp: Erp):
    assert north("doctor").code == 0
    erp.path.rename(erp.path.with_name("moved.db"))
    done = north("doctor")
    assert done.code == 4
    assert str(erp.path) in done.out
    assert "Traceback" not in done.out + done.err


def test_the_doctor_prints_the_tables_of_arm_for_approval(north: Tieline, erp: Erp):
    text = north.ok("doctor", "--ddl").out
    assert "CREATE TABLE" in text
    assert not erp.arm.exists()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("\n".join(line for line in text.splitlines() if not line.startswith("--")))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"ShipVia", "Part", "Vendor"} <= tables


def _until(condition, *, seconds: float = 30) -> None:
    import time

    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"


def test_another_erp_behind_a_company_is_pointed_out(north: Tieline, erp: Erp):
    other = erp.path.with_name("other.db")
    done = north.ok("company", "map", CODE, "--agent", "North", "--erp", f"sqlite:///{other}", "--arm", erp.arm_url)
    assert "reads everything" in done.err
    done = north.ok("company", "map", CODE, "--agent", "North", "--erp", f"sqlite:///{other}", "--arm", erp.arm_url)
    assert not done.err
