"""Who may do what: every call of the facade for every role, refused before anything is read, changed or begun."""

from __future__ import annotations

import dataclasses
import inspect
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import app.sandbox
from app import compose
from app.console import Console
from app.engine.engine import Engine
from app.model.audit import Result
from app.model.errors import NotAllowed, TielineError, UsageError
from app.model.event import RunChanged
from app.model.role import Role
from tests.app.console.test_audit import as_user

ANY, NOBODY, FILTERED = "any role", "no role", "sees what it may"
NONE = Path("/none/profile.toml")
VIEWER, OPERATOR, IMPLEMENTER, ADMIN = Role
Call = Callable[[Console], Any]
_by: dict[str, Any] = {"wait": False, "by": ""}
_run: dict[str, Any] = {"agent": "North", "wait": False, "by": ""}
_full: dict[str, Any] = {"agent": "North", "company": "E1"}

# What each call takes, as docs/deployment.md has it.
TABLE: Mapping[str, tuple[Role | str, Call]] = {
    "agents.add": (ADMIN, lambda c: c.agents.add("East")),
    "agents.rows": (FILTERED, lambda c: c.agents.rows()),
    "agents.row": (VIEWER, lambda c: c.agents.row("North")),
    "agents.pause": (OPERATOR, lambda c: c.agents.pause("North", note="x", by="")),
    "agents.resume": (OPERATOR, lambda c: c.agents.resume("North", by="")),
    "agents.change": (IMPLEMENTER, lambda c: c.agents.change("North", restrict_parts=True)),
    "agents.serve": (OPERATOR, lambda c: c.agents.serve("North", until=threading.Event())),
    "agents.start_process": (OPERATOR, lambda c: c.agents.start_process("North")),
    "agents.stop_process": (OPERATOR, lambda c: c.agents.stop_process("North")),
    "companies.map": (IMPLEMENTER, lambda c: c.companies.map("E2", agent="North", erp="sqlite:////e", arm="sqlite:////a")),
    "companies.of": (VIEWER, lambda c: c.companies.of("North")),
    "jobs.rows": (VIEWER, lambda c: c.jobs.rows("North")),
    "jobs.row": (VIEWER, lambda c: c.jobs.row(3, agent="North")),
    "jobs.why": (VIEWER, lambda c: c.jobs.why(3, agent="North")),
    "jobs.decisions": (VIEWER, lambda c: c.jobs.decisions(3, agent="North")),
    "jobs.run": (OPERATOR, lambda c: c.jobs.run([3], **_run)),
    "jobs.run_all": (OPERATOR, lambda c: c.jobs.run_all(**_run)),
    "jobs.retry": (OPERATOR, lambda c: c.jobs.retry(3, **_run)),
    "jobs.fetch": (OPERATOR, lambda c: c.jobs.fetch(3, company="E1", **_run)),
    "jobs.stop": (OPERATOR, lambda c: c.jobs.stop(3, agent="North")),
    "jobs.enable": (IMPLEMENTER, lambda c: c.jobs.enable(3, agent="North")),
    "jobs.disable": (IMPLEMENTER, lambda c: c.jobs.disable(3, agent="North")),
    "jobs.change": (IMPLEMENTER, lambda c: c.jobs.change(3, agent="North", instance=1)),
    "full_sync.consequences": (VIEWER, lambda c: c.full_sync.consequences(3, **_full)),
    "full_sync.cancel_consequences": (VIEWER, lambda c: c.full_sync.cancel_consequences(3, **_full)),
    "full_sync.set_aside": (VIEWER, lambda c: c.full_sync.set_aside(3, **_full)),
    "full_sync.request": (OPERATOR, lambda c: c.full_sync.request(3, wait=False, by="", **_full)),
    "full_sync.cancel": (OPERATOR, lambda c: c.full_sync.cancel(3, by="", **_full)),
    "runs.page": (VIEWER, lambda c: c.runs.page(agent="North")),
    "runs.count": (VIEWER, lambda c: c.runs.count(agent="North")),
    "runs.counts": (VIEWER, lambda c: c.runs.counts(agent="North")),
    "runs.some": (FILTERED, lambda c: c.runs.some([1])),
    "runs.lines": (VIEWER, lambda c: c.runs.lines(agent="North")),
    "runs.one": (VIEWER, lambda c: c.runs.one(1)),
    "runs.log": (VIEWER, lambda c: c.runs.log(1)),
    "failures.page": (VIEWER, lambda c: c.failures.page(agent="North")),
    "documents.trace": (VIEWER, lambda c: c.documents.trace("1", agent="North")),
    "documents.on_the_way": (VIEWER, lambda c: c.documents.on_the_way(59, agent="North")),
    "doctor.checks": (ANY, lambda c: c.doctor.checks()),
    "doctor.ddl": (VIEWER, lambda c: c.doctor.ddl()),
    "sandbox.create": (ADMIN, lambda c: c.sandbox.create()),
    "feed.drain": (FILTERED, lambda c: c.feed.drain()),
    "timberline.analyse": (VIEWER, lambda c: c.timberline.analyse(NONE)),
    "timberline.check_consistency": (VIEWER, lambda c: c.timberline.check_consistency(NONE)),
    "timberline.batches": (VIEWER, lambda c: c.timberline.batches(NONE)),
    "timberline.profile": (VIEWER, lambda c: c.timberline.profile(NONE)),
    "timberline.check_profile": (VIEWER, lambda c: c.timberline.check_profile(NONE)),
    "timberline.import_profile": (IMPLEMENTER, lambda c: c.timberline.import_profile(NONE, to=NONE)),
    "timberline.create_invoices": (OPERATOR, lambda c: c.timberline.create_invoices(NONE)),
    "timberline.process_receipts": (OPERATOR, lambda c: c.timberline.process_receipts(NONE)),
    "timberline.undo": (OPERATOR, lambda c: c.timberline.undo("1", profile=NONE)),
    "timberline.report": (NOBODY, lambda c: None),  # writes down an answer that its user has already
    "audit.page": (VIEWER, lambda c: c.audit.page()),
    "audit.verify": (VIEWER, lambda c: c.audit.verify()),
    "audit.digest": (VIEWER, lambda c: c.audit.digest()),
    "audit.export": (VIEWER, lambda c: c.audit.export(NONE)),
    "roles.rows": (NOBODY, lambda c: c.roles.rows()),  # whom to ask is no secret
    "roles.grant": (ADMIN, lambda c: c.roles.grant("zoe", role=Role.VIEWER)),
    "roles.revoke": (ADMIN, lambda c: c.roles.revoke("zoe")),
    "stores.overview": (VIEWER, lambda c: c.stores.overview()),
    "stores.move": (ADMIN, lambda c: c.stores.move("sqlite:////none/x.sqlite")),
    "stores.backup": (ADMIN, lambda c: c.stores.backup(NONE)),
    "stores.restore": (ADMIN, lambda c: c.stores.restore(NONE)),
    "stores.restore_into": (ADMIN, lambda c: c.stores.restore_into(NONE, Path("/proc/none"))),
    "versions.of": (VIEWER, lambda c: c.versions.of("North", job=10)),
    "versions.revert": (IMPLEMENTER, lambda c: c.versions.revert(1, agent="North", job=10, by="")),
    "alerts.now": (FILTERED, lambda c: c.alerts.now()),
}  # fmt: skip
DRY: Mapping[str, Call] = {
    "timberline.create_invoices": lambda c: c.timberline.create_invoices(NONE, dry_run=True),
    "timberline.process_receipts": lambda c: c.timberline.process_receipts(NONE, dry_run=True),
    "timberline.undo": lambda c: c.timberline.undo("1", profile=NONE, dry_run=True),
}
USERS = {"vic": VIEWER, "oli": OPERATOR, "ivy": IMPLEMENTER, "ann": ADMIN, "nobody": None}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for the whole table; its calls either fail or change little."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def console(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    """Two agents, a company, a run, settings of a job, and a user of each role with every agent."""
    monkeypatch.setattr(Engine, "serve", lambda *_, **__: None)

    def made(*_: object, **__: object) -> None:
        raise UsageError("The sandbox was not made")

    monkeypatch.setattr(app.sandbox, "create", made)
    fresh = not (home / "tieline.sqlite").exists()
    with closing(compose.build(home)) as found:
        found.agents._launch = lambda _: 1
        if fresh:
            found.agents.add("North")
            found.agents.add("South")
            found.companies.map("E1", agent="North", erp="sqlite:////none/erp.db", arm=f"sqlite:///{home}/arm.db")
            found.jobs.change(10, agent="North", instance=1)
            found.jobs.disable(10, agent="North")
            found.jobs.run([3], agent="North", wait=False, by="ann")
            found.roles.grant("ann", role=ADMIN)
            as_user(found, "ann")
            for user, role in USERS.items():
                if role not in {None, ADMIN}:
                    found.roles.grant(user, role=role)
            found.roles.grant("nora", role=VIEWER, agent="North")
        yield found


def calls(console: Console) -> set[str]:
    """Every call that the facade offers."""
    facades = {field.name: type(getattr(console, field.name)) for field in dataclasses.fields(console)}
    return {
        f"{facade}.{name}"
        for facade, kind in facades.items()
        if kind.__module__.startswith("app.console")
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if name[0] != "_"
    }


def test_the_table_names_every_call_of_the_facade(console: Console) -> None:
    assert set(TABLE) == calls(console)


def allowed(console: Console, call: Call) -> bool:
    """Whether it was not refused because of who asks; what else came of it does not matter here."""
    try:
        call(console)
    except NotAllowed as error:
        told = error.why.startswith("it takes the role "), error.remedy.startswith("Ask ann")
        return told != (True, True)
    except TielineError:
        return True
    return True


@pytest.mark.parametrize("user", USERS)
def test_each_role_may_make_its_calls_and_no_other(console: Console, user: str) -> None:
    role = USERS[user]
    wrong: list[str] = []
    for name, (takes, call) in TABLE.items():
        if takes == FILTERED:
            continue
        as_user(console, user)
        may = takes == NOBODY or (role is not None and (not isinstance(takes, Role) or role.includes(takes)))
        if allowed(console, call) != may:
            wrong.append(f"{name} {'may not' if may else 'may'}")
    assert wrong == []
    as_user(console, user)
    assert [allowed(console, call) for call in DRY.values()] == [role is not None] * len(DRY)  # showing is looking


def test_whoever_is_refused_leaves_a_row_and_nothing_else(console: Console) -> None:
    as_user(console, "ann")
    before = [(row.what, row.result) for row in console.audit.page(limit=1)]
    pause = console.agents.row("South").pause
    as_user(console, "vic")
    assert not allowed(console, lambda c: c.agents.pause("South", note="x", by=""))
    as_user(console, "ann")
    (row, earlier) = console.audit.page(limit=2)
    assert (row.who, row.what, row.result) == ("vic", "Pausing the agent South", Result.DENIED)
    assert row.note == "vic has viewer only"
    assert [(earlier.what, earlier.result)] == before
    assert console.agents.row("South").pause == pause


def test_who_may_look_at_one_agent_sees_nothing_of_another(console: Console) -> None:
    as_user(console, "ann")
    with closing(compose.build(Path(console.home))) as other:  # news from elsewhere
        as_user(other, "ann")
        console.feed.drain()
        other.companies.map("S1", agent="South", erp="sqlite:////none/s.db", arm="sqlite:////none/sarm.db")
        other.companies.map("N1", agent="North", erp="sqlite:////none/n.db", arm="sqlite:////none/narm.db")
        run = other.jobs.run([4], agent="South", wait=False, by="ann").runs[0]
        (north,) = [one for one in other.jobs.run([4], agent="North", **_by).runs if one.company == "N1"]
    as_user(console, "nora")
    told = {event.run.agent for event in console.feed.drain() if isinstance(event, RunChanged)}
    assert told == {"North"}
    assert [one.agent for one in console.runs.some([run.id, north.id])] == ["North"]
    assert [row.name for row in console.agents.rows()] == ["North"]
    names = {check.name for check in console.doctor.checks()}
    assert {"ERP of E1", "Agent North"} <= names
    assert not names & {"ERP of S1", "Agent South"}
    assert {alert.agent for alert in console.alerts.now()} <= {"North"}
    as_user(console, "nobody")
    assert console.feed.drain() == ()
    assert console.runs.some([run.id]) == ()


@pytest.mark.usefixtures("console")
def test_the_command_line_is_refused_just_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same home by the way that people take: the account the tests run under has no role in it."""
    from app.cli.main import main

    for words in (
        ["agent", "list"], ["jobs", "list", "--agent", "North"], ["jobs", "run", "3", "--agent", "North"],
        ["doctor"], ["doctor", "--ddl"], ["timberline", "analyse", "--profile", str(NONE)],
        ["profile", "check", str(NONE)], ["store", "backup", "--to", str(NONE)], ["audit", "list"],
        ["timberline", "create-invoices", "--profile", str(NONE), "--dry-run"], ["sandbox", "create"],
    ):  # fmt: skip
        assert main(["--home", str(home), *words]) == 2, words
        assert "who may." in capsys.readouterr().err, words
