"""The same with real servers: ERP, ARM and Tieline's own store on PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import CODE, Tieline
from tests.peers import postgres

pytestmark = pytest.mark.postgres
RUN = ("jobs", "run", "3", "--agent", "North", "--wait")


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A server of this module's own: its access rules are changed here."""
    with postgres.running() as running:
        yield running


@pytest.fixture
def erp(server: postgres.Server) -> Iterator[str]:
    """A database with the ERP's schema and three ways to ship."""
    with server.database() as name:
        with server.connect(name) as connection:
            connection.execute('CREATE SCHEMA "Erp"')
            connection.execute(
                'CREATE TABLE "Erp"."ShipVia" ("Company" varchar(8), "ShipViaCode" varchar(4), '
                '"Description" varchar(30), "SysRowID" uuid, "SysRevID" bigint)'
            )
            for number, code in enumerate(("AIR", "ROAD", "SEA"), start=1):
                connection.execute(
                    'INSERT INTO "Erp"."ShipVia" VALUES (%s, %s, %s, %s, %s)', (CODE, code, code, uuid.uuid4(), number)
                )
        yield name


@pytest.fixture
def arm(server: postgres.Server) -> Iterator[str]:
    """An empty database."""
    with server.database() as name:
        yield name


def _map(tieline: Tieline, *, erp: str, arm: str) -> None:
    tieline.ok("agent", "add", "North")
    tieline.ok("company", "map", CODE, "--agent", "North", "--erp", erp, "--arm", arm)


def test_rows_arrive_and_a_second_run_reads_nothing(tieline: Tieline, server: postgres.Server, erp: str, arm: str):
    _map(tieline, erp=server.url(erp), arm=server.url(arm))
    assert tieline.ok("--json", *RUN).json["runs"][0]["inserted"] == 3
    assert tieline.ok("--json", *RUN).json["runs"][0]["read"] == 0
    with server.connect(arm) as connection:
        rows = connection.execute('SELECT "ShipViaCode", "Deleted" FROM "ShipVia" ORDER BY 1').fetchall()
    assert rows == [("AIR", 0), ("ROAD", 0), ("SEA", 0)]


def test_the_store_may_be_a_server_too(tieline: Tieline, server: postgres.Server, erp: str, arm: str):
    with server.database() as store:
        words = ("--store", server.url(store))
        tieline.ok(*words, "agent", "add", "North")
        tieline.ok(
            *words, "company", "map", CODE, "--agent", "North", "--erp", server.url(erp), "--arm", server.url(arm)
        )
        assert tieline.ok(*words, "--json", *RUN).json["runs"][0]["inserted"] == 3
        assert [run["status"] for run in tieline.ok(*words, "--json", "runs", "list").json] == ["succeeded"]
        assert not (tieline.home / "tieline.sqlite").exists()


def test_a_wrong_password_is_exit_4_and_is_not_shown(
    tieline: Tieline, server: postgres.Server, erp: str, arm: str, monkeypatch: pytest.MonkeyPatch
):
    _ask_for_passwords(server, role="careful", password="the right one")
    with server.connect(erp) as connection:
        connection.execute('GRANT ALL ON SCHEMA "Erp" TO careful')
        connection.execute('GRANT ALL ON ALL TABLES IN SCHEMA "Erp" TO careful')
    url = server.url(erp).replace(f"//{server.user}@", "//careful:${ERP_PASSWORD}@")
    _map(tieline, erp=url, arm=server.url(arm))
    monkeypatch.setenv("ERP_PASSWORD", "a wrong one")
    done = tieline(*RUN)
    assert done.code == 4, done.err
    assert "a wrong one" not in done.out + done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("ERP_PASSWORD", "the right one")
    assert tieline.ok("--json", *RUN).json["runs"][0]["inserted"] == 3


def test_a_table_that_stays_locked_in_the_erp_is_told_and_the_next_run_brings_it(
    tieline: Tieline, server: postgres.Server, erp: str, arm: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.connect.databases.BUSY_TIMEOUT_MS", 200)
    _map(tieline, erp=server.url(erp), arm=server.url(arm))
    with server.connect(erp) as other, other.transaction():
        other.execute('LOCK TABLE "Erp"."ShipVia" IN ACCESS EXCLUSIVE MODE')
        done = tieline(*RUN)
        assert done.code == 4, done.err
        assert "lock" in done.told()
    assert tieline.ok("--json", *RUN).json["runs"][0]["inserted"] == 3


def test_a_server_that_is_not_there_is_exit_4(tieline: Tieline, server: postgres.Server, arm: str):
    gone = "postgresql+psycopg://tieline@127.0.0.1:1/erp"
    _map(tieline, erp=gone, arm=server.url(arm))
    done = tieline(*RUN)
    assert done.code == 4
    assert tieline("doctor").code == 4
    store = tieline("--store", gone, "agent", "list")
    assert store.code == 4
    assert "Traceback" not in done.err + store.err


def _ask_for_passwords(server: postgres.Server, *, role: str, password: str) -> None:
    with server.connect() as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
        rules = Path(connection.execute("SHOW hba_file").fetchone()[0])
        rules.write_text(f"local all {role} scram-sha-256\n{rules.read_text()}")
        connection.execute("SELECT pg_reload_conf()")
