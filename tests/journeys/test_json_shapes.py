"""The JSON that scripts rely on, command by command."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from tests.journeys.conftest import CODE, Erp, Tieline

STATUSES = {
    "disabled",
    "scheduled",
    "waiting",
    "queued",
    "running",
    "stopping",
    "succeeded",
    "warning",
    "failed",
    "stopped",
}
DIRECTIONS = {"inbound", "outbound", "bidirectional", "internal", "external"}
JOB = {"number", "name", "enabled", "interval_s", "last_run", "next_run", "status", "depends_on", "instance", "tables"}
RUN = {
    "id",
    "agent",
    "job",
    "company",
    "trigger",
    "status",
    "started",
    "ended",
    "read",
    "inserted",
    "updated",
    "deleted",
    "unchanged",
    "failed",
    "skipped",
    "message",
}
FAILURE = {"id", "job", "company", "table", "key", "field", "reason", "first_seen", "attempts"}


@pytest.fixture
def worked(north: Tieline, erp: Erp) -> Tieline:
    """A home where job 3 has run, with one failed record."""
    erp.do("UPDATE ShipVia SET ShipViaCode = NULL WHERE ShipViaCode = 'SEA'")
    assert north("jobs", "run", "3", "--agent", "North", "--wait").code == 1
    return north


def _time(value: str | None) -> None:
    assert value is None or datetime.fromisoformat(value).utcoffset() is not None


def _job(row: dict[str, Any]) -> None:
    assert row.keys() >= JOB
    assert isinstance(row["number"], int)
    assert isinstance(row["enabled"], bool)
    assert isinstance(row["interval_s"], int)
    assert isinstance(row["instance"], int)
    assert row["status"] in STATUSES
    assert all(isinstance(number, int) for number in row["depends_on"])
    _time(row["last_run"])
    _time(row["next_run"])
    for table in row["tables"]:
        assert table.keys() >= {"source", "target", "key", "where"}
        assert table["key"]
        assert table["where"] is None or isinstance(table["where"], str)


def _run(run: dict[str, Any]) -> None:
    assert run.keys() >= RUN
    assert run["read"] == run["inserted"] + run["updated"] + run["unchanged"] + run["failed"] + run["skipped"]
    assert isinstance(run["id"], int)
    assert isinstance(run["job"], int)
    _time(run["started"])
    _time(run["ended"])


def test_jobs_list(worked: Tieline):
    rows = worked.ok("--json", "jobs", "list", "--agent", "North").json
    assert [row["number"] for row in rows] == list(range(1, 61))
    for row in rows:
        _job(row)
    by_number = {row["number"]: row for row in rows}
    assert by_number[3]["status"] == "warning"
    assert by_number[3]["last_run"] is not None
    assert by_number[59]["depends_on"] == [1, 53]


def test_jobs_show(worked: Tieline):
    row = worked.ok("--json", "jobs", "show", "31", "--agent", "North").json
    _job(row)
    assert row["direction"] in DIRECTIONS
    assert row["description"]
    assert row["tables"][0]["source"] == "Currency"
    assert row["tables"][0]["where"]


def test_every_where_is_valid_sql_on_the_erp(worked: Tieline, erp: Erp):
    import sqlite3
    from contextlib import closing

    rows = worked.ok("--json", "jobs", "list", "--agent", "North").json
    sources = {table["source"] for row in rows for table in row["tables"]}
    conditions = {(t["source"], t["where"]) for row in rows for t in row["tables"] if t["where"]}
    assert conditions
    with closing(sqlite3.connect(":memory:")) as connection:
        from app import catalogue

        for source in sources:
            tables = [t for job in catalogue.load() for t in job.tables if t.source == source]
            columns = {column.name: None for table in tables for column in table.columns}
            connection.execute(f"CREATE TABLE {source} ({', '.join(columns)}, SysRowID, SysRevID)")
        for extra in ("UOMClass", "PartClass"):
            assert extra in sources
        for source, where in conditions:
            connection.execute(f"SELECT * FROM {source} WHERE {where}").fetchall()


def test_jobs_why_and_decisions(worked: Tieline):
    reasons = worked.ok("--json", "jobs", "why", "38", "--agent", "North").json
    assert reasons
    for reason in reasons:
        assert reason.keys() >= {"code", "text", "clears", "since", "company"}
        assert reason["text"]
        assert reason["clears"]
    assert isinstance(worked.ok("--json", "jobs", "decisions", "38", "--agent", "North").json, list)


def test_runs(worked: Tieline):
    runs = worked.ok("--json", "runs", "list", "--agent", "North", "--job", "3", "--limit", "5").json
    assert len(runs) == 1
    for run in runs:
        _run(run)
    one = worked.ok("--json", "runs", "show", str(runs[0]["id"])).json
    assert one == runs[0]
    assert one["status"] == "warning"
    assert one["trigger"] == "user"
    for line in worked.ok("--json", "runs", "log", str(one["id"])).json:
        assert line.keys() >= {"run", "at", "level", "text"}


def test_runs_list_is_newest_first_and_limited(worked: Tieline):
    worked("jobs", "run", "3", "--agent", "North", "--wait")
    runs = worked.ok("--json", "runs", "list").json
    assert [run["id"] for run in runs] == sorted((run["id"] for run in runs), reverse=True)
    assert len(worked.ok("--json", "runs", "list", "--limit", "1").json) == 1


def test_failures_list(worked: Tieline):
    (failure,) = worked.ok("--json", "failures", "list", "--job", "3").json
    assert failure.keys() >= FAILURE
    assert (failure["job"], failure["company"], failure["table"]) == (3, CODE, "ShipVia")
    _time(failure["first_seen"])
    assert worked.ok("--json", "failures", "list", "--job", "1").json == []


def test_agents_and_companies(worked: Tieline):
    (agent,) = worked.ok("--json", "agent", "list").json
    assert agent.keys() >= {"name", "enabled", "state", "pause", "companies", "settings"}
    shown = worked.ok("--json", "agent", "show", "North").json
    assert shown["companies"][0]["code"] == CODE
    paused = worked.ok("--json", "agent", "pause", "North", "--note", "why not").json
    assert paused["pause"]["note"] == "why not"
    assert worked.ok("--json", "agent", "resume", "North").json["pause"] is None
    changed = worked.ok("--json", "agent", "set", "North", "--restrict-parts", "--po-buyers", "ANN, BEN").json
    assert changed["settings"]["restrict_parts"] is True
    assert changed["settings"]["po_buyers"] == ["ANN", "BEN"]


def test_every_other_command_answers_with_one_document_too(worked: Tieline):
    for words in (
        ("jobs", "enable", "3"),
        ("jobs", "disable", "3"),
        ("jobs", "enable", "3"),
        ("jobs", "stop", "3"),
        ("jobs", "set", "3", "--interval", "60"),
        ("jobs", "set-aside", "3", "--company", CODE),
        ("jobs", "cancel-full-sync", "3", "--company", CODE, "--yes"),
        ("company", "list"),
        ("doctor", "--ddl"),
    ):
        json.loads(worked.ok("--json", *words).out)
    done = worked("--json", "doctor")
    assert {check["state"] for check in done.json} <= {"ok", "note", "problem", "unreachable"}


def test_progress_stays_out_of_stdout(north: Tieline):
    done = north.ok("--json", "jobs", "run", "3", "--agent", "North", "--wait")
    assert done.json["runs"]
    assert "ShipVia" in done.err


def test_an_error_leaves_stdout_empty(north: Tieline):
    done = north("--json", "runs", "show", "4711")
    assert (done.code, done.out) == (2, "")


def test_conditions_fit_the_columns_that_the_erp_has(north: Tieline, erp: Erp):
    erp.do(
        "CREATE TABLE Currency (Company, CurrencyCode, Inactive, SysRowID, SysRevID)",
        "INSERT INTO Currency VALUES ('EPIC06', 'USD', '0', 'a', '1'), ('EPIC06', 'OLD', '1', 'b', '2')",
        "CREATE TABLE PayMethod (Company TEXT, PMUID INTEGER, SysRowID TEXT, SysRevID INTEGER)",
    )
    grid = north.ok("--json", "jobs", "list").json
    listed = {row["number"]: row["tables"][0]["where"] for row in grid if row["tables"]}
    assert listed[43] is None  # the column that tells AP methods from others is not there
    for number in (31, 43):
        assert north.ok("--json", "jobs", "show", str(number)).json["tables"][0]["where"] == listed[number]
    with closing(sqlite3.connect(erp.path)) as connection:
        taken = connection.execute(f"SELECT CurrencyCode FROM Currency WHERE {listed[31]}").fetchall()
    assert taken == [("USD",)]
