"""Secrets: kept where the system keeps them, or named only; nowhere else, whatever is said and done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from app import compose
from app.connect import credentials
from app.connect.addresses import KEPT
from app.connect.databases import open_database, parse_url
from app.console.companies import exposed
from app.console.runs import Runs
from app.model.agent import AgentName, Company, CompanyCode
from app.model.check import CheckState
from app.model.errors import ConfigError
from app.store import companies
from tests.journeys.conftest import Tieline
from tests.peers import postgres

ROOT = Path(__file__).resolve().parents[3]
CANARIES = {"STORE_PASSWORD": "canary-store-5150", "ERP_PASSWORD": "canary-erp-5151"}
WRONG = "canary-wrong-5152"


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A server of this module's own: it asks for passwords."""
    with postgres.running() as running:
        with running.connect() as connection:
            for role, password in (("keeper", CANARIES["STORE_PASSWORD"]), ("reader", CANARIES["ERP_PASSWORD"])):
                connection.execute(f"CREATE ROLE {role} LOGIN SUPERUSER PASSWORD '{password}'")
            rules = Path(connection.execute("SHOW hba_file").fetchone()[0])
            asked = "".join(f"local all {role} scram-sha-256\n" for role in ("keeper", "reader"))
            rules.write_text(asked + rules.read_text())
            connection.execute("SELECT pg_reload_conf()")
        yield running


class Keyring:
    """The system's credential store, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, account: str, secret: str) -> None:
        self.kept[service, account] = secret

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """A machine that has a credential store."""
    found = Keyring()
    monkeypatch.setattr(credentials, "store", lambda: found)
    return found


def addressed(server: postgres.Server, database: str, *, user: str, password: str) -> str:
    return server.url(database).replace(f"//{server.user}@", f"//{user}:{password}@")


def test_a_password_goes_to_the_credential_store_and_works_from_there(
    keyring: Keyring, server: postgres.Server, tmp_path: Path
) -> None:
    with closing(compose.build(tmp_path / "home")) as console, server.database() as name:
        console.agents.add("North")
        erp = addressed(server, name, user="reader", password=CANARIES["ERP_PASSWORD"])
        company = console.companies.map("E1", agent="North", erp=erp, arm=f"sqlite:///{tmp_path}/arm.db")
        assert f"reader:{KEPT}@" in company.erp
        assert list(keyring.kept.values()) == [CANARIES["ERP_PASSWORD"]]
        assert exposed(company) == ()
        database = open_database(company.erp, name="The ERP database of E1")
        with database.connect() as connection:
            assert connection.exec_driver_sql("SELECT current_user").scalar() == "reader"
        database.close()
        assert CANARIES["ERP_PASSWORD"].encode() not in (tmp_path / "home" / "tieline.sqlite").read_bytes()
        keyring.kept.clear()
        with pytest.raises(ConfigError, match="not in this machine's credential store"):
            open_database(company.erp, name="The ERP database of E1")
        assert "secret" not in parse_url(company.erp).render_as_string(hide_password=False)


def test_without_a_credential_store_nothing_is_mapped_and_it_is_said_what_to_do(
    server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "store", lambda: None)
    with closing(compose.build(tmp_path / "home")) as console, server.database() as name:
        console.agents.add("North")
        erp = addressed(server, name, user="reader", password=CANARIES["ERP_PASSWORD"])
        with pytest.raises(ConfigError, match=r"E1 was not mapped.*no credential store.*\$\{NAME\}"):
            console.companies.map("E1", agent="North", erp=erp, arm=f"sqlite:///{tmp_path}/arm.db")
        assert console.companies.of("North") == ()
        checks = {check.name: check for check in console.doctor.checks()}
        assert checks["Credential store"].state is CheckState.NOTE


def test_an_address_of_an_older_tieline_that_holds_a_secret_is_pointed_out(
    server: postgres.Server, tmp_path: Path
) -> None:
    with closing(compose.build(tmp_path / "home")) as console, server.database() as name:
        console.agents.add("North")
        erp = addressed(server, name, user="reader", password=CANARIES["ERP_PASSWORD"])
        old = Company(code=CompanyCode("E1"), agent=AgentName("North"), erp=erp, arm=f"sqlite:///{tmp_path}/arm.db")
        with console.companies._store.begin() as connection:
            companies.put(connection, old)
        assert exposed(old) == ("ERP",)
        checks = {check.name: check for check in console.doctor.checks()}
        assert checks["Secrets of E1"].state is CheckState.NOTE
        assert checks["ERP of E1"].state is CheckState.OK
        assert "socket" in checks["ERP of E1"].found
        assert CANARIES["ERP_PASSWORD"] not in repr(checks)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_planted_secrets_are_nowhere_to_be_found(server: postgres.Server, tmp_path: Path) -> None:
    """The whole day of an installation over PostgreSQL, then a look at every file, answer and process."""
    home, told = tmp_path / "home", []
    env = {**os.environ, **CANARIES, "PYTHONPATH": str(ROOT), "WRONG_PASSWORD": WRONG}

    def tieline(*words: str) -> int:
        command = [sys.executable, "-m", "app", "--home", str(home), "--store", store, *words]
        done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
        told.extend([done.stdout, done.stderr])
        return done.returncode

    with server.database() as kept, server.database() as name, server.database() as arm:
        _fill(server, name)
        store = addressed(server, kept, user="keeper", password="${STORE_PASSWORD}")
        erp = addressed(server, name, user="reader", password="${ERP_PASSWORD}")
        wrong = addressed(server, name, user="reader", password="${WRONG_PASSWORD}")
        assert tieline("agent", "add", "North") == 0
        assert tieline("company", "map", "E1", "--agent", "North", "--erp", wrong, "--arm", server.url(arm)) == 0
        assert tieline("jobs", "run", "3", "--wait") == 4
        assert tieline("doctor") in {4, 5}
        assert tieline("company", "map", "E1", "--agent", "North", "--erp", erp, "--arm", server.url(arm)) == 0
        assert tieline("jobs", "run", "3", "--wait") == 0
        assert tieline("doctor") == 0
        for words in (("company", "list"), ("--json", "company", "list"), ("audit", "list"), ("runs", "log", "1")):
            assert tieline(*words) == 0
        assert tieline("store", "backup", "--to", str(tmp_path / "backup.sqlite")) == 0
        seen = _with_a_child(store, home=home, env=env)
        dump = _dumped(server, kept)
    everything = {"answers": "\n".join(told).encode(), "processes": seen, "the store": dump.encode()}
    everything |= {str(file): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert len(everything) > 4
    for canary in (*CANARIES.values(), WRONG):
        assert [place for place, content in everything.items() if canary.encode() in content] == []


def _dumped(server: postgres.Server, name: str) -> str:
    """Every row of every table of the store's database, the queue's schema too."""
    query = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'dbos')"
    with server.connect(name) as connection:
        found = connection.execute(query).fetchall()
        assert {schema for schema, _ in found} == {"public", "dbos"}
        return repr([connection.execute(f'SELECT * FROM "{schema}"."{table}"').fetchall() for schema, table in found])


def _fill(server: postgres.Server, name: str) -> None:
    with server.connect(name) as connection:
        connection.execute('CREATE SCHEMA "Erp"')
        connection.execute(
            'CREATE TABLE "Erp"."ShipVia" ("Company" varchar(8), "ShipViaCode" varchar(4), '
            '"Description" varchar(30), "SysRowID" uuid, "SysRevID" bigint)'
        )
        values = ("E1", "AIR", "by air", uuid.uuid4(), 1)
        connection.execute('INSERT INTO "Erp"."ShipVia" VALUES (%s, %s, %s, %s, %s)', values)


def _with_a_child(store: str, *, home: Path, env: dict[str, str]) -> bytes:
    """The command line of the agent's process as the window starts it, with the address written out."""
    for name, value in CANARIES.items():
        store = store.replace(f"${{{name}}}", value)
    code = (
        "import sys\nfrom pathlib import Path\nfrom app.console.launching import Launcher\n"
        "print(Launcher(home=Path(sys.argv[1]), store_url=sys.stdin.read()).start('North'))\n"
    )
    command = [sys.executable, "-c", code, str(home)]
    done = subprocess.run(command, env=env, input=store, cwd=ROOT, capture_output=True, text=True, check=True)
    pid = int(done.stdout)
    try:
        seen, end = b"", time.monotonic() + 30
        while b"agent" not in seen and time.monotonic() < end:
            seen = Path(f"/proc/{pid}/cmdline").read_bytes()
        assert b"--store" in seen
        return seen
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_what_is_written_out_is_nowhere_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets as people type them: of a URL, of an ODBC driver, of Kinetic, of the mail server; no credential store."""
    monkeypatch.setattr(credentials, "_KNOWN", ())
    planted = {name: f"canary-{name}-6161" for name in ("url", "odbc", "kinetic", "key", "smtp")}
    erp = "mssql+pyodbc:///?odbc_connect=" + quote_plus(f"DRIVER=none;SERVER=127.0.0.1,1;UID=sa;PWD={planted['odbc']}")
    other = f"postgresql+psycopg://reader:{planted['url']}@127.0.0.1:1/erp"
    api = f"https://jane:{planted['kinetic']}@127.0.0.1:1/live?api-key={planted['key']}"
    arm = tmp_path / "arm.db"
    tieline, told = Tieline(home=tmp_path / "home"), list[str]()

    def run(*words: str) -> int:
        form = ("--json",) if len(told) % 4 else ()  # by turns
        done = tieline(*form, *words)
        told.extend([done.out, done.err])
        return done.code

    assert run("agent", "add", "North") == 0
    for code, address in (("E1", erp), ("E2", other)):
        more = ["--kinetic-api", api] if code == "E1" else []
        place = f"sqlite:///{arm}" if code == "E1" else f"sqlite:///{tmp_path}/arm2.db"
        assert run("company", "map", code, "--agent", "North", "--erp", address, "--arm", place, *more) == 0
    with closing(sqlite3.connect(arm)) as connection, connection:
        connection.execute("CREATE TABLE CompanySetting (Company TEXT, Name TEXT, Value TEXT)")
        settings = {"SmtpHost": "127.0.0.1", "SmtpPort": "1", "SmtpUser": "ann", "SmtpPassword": planted["smtp"]}
        connection.executemany(
            "INSERT INTO CompanySetting VALUES (?, ?, ?)", [("E1", *one) for one in settings.items()]
        )
    for words in (
        ("jobs", "run", "3", "16", "59", "60", "--wait"), ("doctor",), ("company", "list"), ("agent", "show", "North"),
        ("jobs", "list"), ("jobs", "why", "3"), ("runs", "list"), ("runs", "show", "1"), ("runs", "log", "1"),
        ("failures", "list"), ("audit", "list"), ("audit", "verify"), ("audit", "digest"), ("role", "list"),
        ("jobs", "full-sync", "3", "--company", "E2"), ("store", "backup", "--to", str(tmp_path / "home")),
    ):  # fmt: skip
        assert run(*words) != 2, words
    monkeypatch.setattr(Runs, "page", lambda *_, **__: _fail(f"at {other} and {api}\nwith {erp}"))
    assert run("runs", "list") == 1  # a fault of ours, whose text holds addresses, is kept for support
    files = {str(file): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file() and file != arm}
    assert any("fault" in name for name in files)
    assert {"tieline.sqlite", "engine.sqlite", "tieline.log"} <= {Path(name).name for name in files}
    everything = {"answers": "\n".join(told).encode(), **files}
    for canary in planted.values():
        forms = {canary.encode(), quote_plus(canary).encode(), canary.encode("utf-16-le")}
        assert [place for place, content in everything.items() if any(form in content for form in forms)] == []


def _fail(text: str) -> None:
    raise RuntimeError(text)
