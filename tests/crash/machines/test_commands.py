"""The commands of an installation with many machines, as people give them."""

from __future__ import annotations

import json
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.processes import until
from tests.journeys.conftest import Tieline
from tests.peers import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture
def tieline(home: Path) -> Tieline:
    """The program on this test's home, with two agents."""
    found = Tieline(home=home)
    found.ok("agent", "add", "North")
    found.ok("agent", "add", "South")
    return found


def test_the_audit_is_listed_filtered_and_verified(tieline: Tieline) -> None:
    tieline.ok("agent", "pause", "North", "--note", "ERP upgrade")
    rows = tieline.ok("--json", "audit", "list").json
    assert [row["action"] for row in rows] == ["agent.pause", "agent.add", "agent.add"]
    assert {"id", "at", "who", "host", "object", "note", "before", "after", "result", "hash"} <= rows[0].keys()
    assert rows[0]["note"] == "ERP upgrade"
    assert len(tieline.ok("--json", "audit", "list", "--action", "add", "--object", "south").json) == 1
    assert tieline.ok("--json", "audit", "list", "--since", "2999-01-01").json == []
    assert len(tieline.ok("--json", "audit", "list", "--limit", "1", "--before", "3").json) == 1
    assert tieline("audit", "list", "--limit", "0").code == 2
    assert "agent.pause" in tieline.ok("audit", "list").out
    found = tieline.ok("--json", "audit", "verify").json
    assert (found["ok"], found["rows"]) == (True, 3)
    head = f"3:{found['head']}"
    assert tieline("audit", "verify", "--expect", head).code == 0
    assert tieline("audit", "verify", "--expect", "3:nonsense").code == 2
    kept = tieline.home.parent / "archive.txt"
    for _ in range(2):
        tieline.ok("audit", "digest", "--to", str(kept))
    assert [line.split()[-1] for line in kept.read_text().splitlines()] == [head]
    assert tieline("audit", "verify", "--digest", str(kept)).code == 0
    assert tieline("audit", "verify", "--digest", "/none/archive.txt").code == 2
    with closing(sqlite3.connect(tieline.home / "tieline.sqlite")) as connection, connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET note = 'ERP Upgrade' WHERE id = 3")
    done = tieline("--json", "audit", "verify")
    assert (done.code, done.json["broken"]) == (1, 3)
    assert "at row 3 it is not as it was written" in done.told()
    assert tieline("audit", "digest", "--to", str(kept)).code == 1
    assert len(kept.read_text().splitlines()) == 1


def test_who_did_it_is_the_accounts_name_wherever_it_is_told(tieline: Tieline, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "mallory")
    tieline.ok("agent", "pause", "North", "--note", "x")
    row = tieline.ok("--json", "agent", "show", "North").json
    audited = tieline.ok("--json", "audit", "list", "--limit", "1").json[0]["who"]
    assert row["pause"]["by"] == audited != "mallory"


def test_a_denied_command_is_exit_2_and_says_who_may(tieline: Tieline) -> None:
    assert "everybody may do everything" in tieline.ok("role", "list").out
    tieline.ok("role", "grant", "somebody-else", "admin")
    done = tieline("agent", "pause", "North", "--note", "x")
    assert done.code == 2
    assert "somebody-else, who may" in done.told()
    assert tieline("agent", "list").code == 2
    assert tieline("role", "grant", "me", "admin").code == 2
    assert [row["user"] for row in tieline.ok("--json", "role", "list").json] == ["somebody-else"]


@pytest.mark.postgres
def test_a_store_moves_and_processes_share_it_by_instance(
    tieline: Tieline, server: postgres.Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with server.database() as name:
        assert tieline.ok("--json", "store", "move", "--to", server.url(name)).json["rows"]["agent"] == 2
        done = tieline("agent", "list")
        assert done.code == 5
        assert "this store was moved to" in done.told()
        assert tieline("store", "move", "--to", server.url(name)).code == 0  # there is nothing left to do
        monkeypatch.setenv("TIELINE_STORE", server.url(name))
        row = tieline.ok("--json", "agent", "show", "North").json
        assert (row["state"], row["processes"]) == ("unreachable", [])
        assert tieline("agent", "run", "North", "--instance", "100").code == 2
        process = tieline.start("agent", "run", "North", "--instance", "2", "--instance", "3")
        try:
            until(lambda: tieline.ok("--json", "agent", "show", "North").json["processes"])
            row = tieline.ok("--json", "agent", "show", "North").json
            assert row["processes"][0]["instances"] == [2, 3]
            assert (row["state"], row["missing_instances"]) == ("running", [1])
            why = tieline.ok("--json", "jobs", "why", "3", "--agent", "North").json
            assert "instance-not-running" in {reason["code"] for reason in why}
            assert "no process for instance 1" in tieline.ok("agent", "list").out.replace("\n", " ")
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        row = tieline.ok("--json", "agent", "show", "North").json
        assert (row["state"], row["processes"]) == ("unreachable", [])
        assert row["seen"] is not None
        made = tieline.ok("--json", "store", "backup", "--to", str(tmp_path)).json
        monkeypatch.delenv("TIELINE_STORE")
        other = Tieline(home=tmp_path / "restored")
        other.ok("store", "restore", made["file"])
        assert [one["name"] for one in json.loads(other.ok("--json", "agent", "list").out)] == ["North", "South"]
