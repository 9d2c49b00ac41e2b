"""What is done through the console is recorded, and roles decide who may do it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import compose
from app.console import Console
from app.engine.acting import this_user
from app.model.audit import Actor, Result
from app.model.errors import NotAllowed, TielineError, UsageError
from app.model.role import Role
from app.sandbox import timberline as sandbox


def as_user(console: Console, name: str, *, account: str | None = None) -> None:
    """Let every facade act as somebody else, as on that user's machine."""
    actor = Actor(user=name, host="desk", account=account or name)
    for field in dataclasses.fields(console):
        facade = getattr(console, field.name)
        for holder in (facade, getattr(facade, "_engine", None), getattr(facade, "_acting", None)):
            if hasattr(holder, "actor") and dataclasses.is_dataclass(holder):
                object.__setattr__(holder, "actor", actor)


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """A console on a home with one agent and one company."""
    with closing(compose.build(tmp_path / "home", None)) as found:
        found.agents.add("North")
        erp = "postgresql+psycopg://ann:sesame@localhost/erp"
        found.companies.map("EPIC06", agent="North", erp=erp, arm=f"sqlite:///{tmp_path}/arm.db")
        yield found


def test_each_change_leaves_a_row_with_before_and_after(console: Console) -> None:
    console.agents.pause("North", note="ERP upgrade", by="ann")
    console.jobs.change(10, agent="North", instance=2, by="ann")
    console.agents.resume("North", by="ann")
    console.agents.change("North", restrict_parts=True)
    console.jobs.disable(10, agent="North")
    console.jobs.run([3], agent="North", wait=False, by="ann")
    console.full_sync.request(3, agent="North", company="EPIC06", by="ann", wait=False)
    console.jobs.retry(3, agent="North", wait=False, by="ann")
    console.jobs.stop(3, agent="North")
    rows = list(reversed(console.audit.page()))
    assert [row.action for row in rows] == [
        "agent.add", "company.map", "agent.pause", "job.change", "agent.resume", "agent.change", "job.change",
        "job.run", "job.full-sync", "job.retry", "job.stop",
    ]  # fmt: skip
    by_action = {row.action: row for row in rows[:6]}
    assert by_action["agent.pause"].note == "ERP upgrade"
    assert by_action["job.change"].before == {"enabled": True, "interval_s": 600, "instance": 1} | {
        "interval_s": by_action["job.change"].before["interval_s"]
    }
    assert by_action["job.change"].after["instance"] == 2
    assert (by_action["agent.change"].before, by_action["agent.change"].after) == (
        {"restrict_parts": False},
        {"restrict_parts": True},
    )
    assert {row.who for row in rows} == {this_user().shown}
    assert "sesame" not in repr(rows)
    assert console.audit.verify().broken is None


def test_without_roles_everybody_may_do_everything(console: Console) -> None:
    as_user(console, "somebody")
    console.agents.add("South")
    assert console.audit.page(limit=1)[0].who == "somebody"


def test_the_first_role_must_be_an_admins_and_the_last_admin_stays(console: Console) -> None:
    with pytest.raises(UsageError, match="nobody would be admin"):
        console.roles.grant("bob", role=Role.VIEWER)
    console.roles.grant("ann", role=Role.ADMIN)
    as_user(console, "ann")
    console.roles.grant("bob", role=Role.OPERATOR, agent="north")
    with pytest.raises(UsageError, match="nobody would be admin"):
        console.roles.revoke("ann")
    console.roles.revoke("bob", agent="North")
    with pytest.raises(UsageError, match="bob has none with North"):
        console.roles.revoke("bob", agent="North")
    assert [grant.user for grant in console.roles.rows()] == ["ann"]


def test_each_role_may_do_its_part_with_its_agent_only(console: Console) -> None:
    console.agents.add("South")
    console.roles.grant("ann", role=Role.ADMIN)
    as_user(console, "ann")
    console.roles.grant("vic", role=Role.VIEWER, agent="North")
    console.roles.grant("bob", role=Role.OPERATOR, agent="North")
    console.roles.grant("ivy", role=Role.IMPLEMENTER)
    as_user(console, "vic")
    assert [row.name for row in console.agents.rows()] == ["North"]
    assert console.jobs.rows("North")
    for denied in (
        lambda: console.agents.row("South"),
        lambda: console.jobs.rows("South"),
        lambda: console.jobs.run([3], agent="North", wait=False, by=""),
        lambda: console.agents.pause("North", note="x", by=""),
        lambda: console.jobs.stop(3, agent="North"),
        lambda: console.jobs.disable(3, agent="North"),
        console.runs.page,
        lambda: console.roles.grant("vic", role=Role.ADMIN),
    ):
        with pytest.raises(NotAllowed):
            denied()
    assert console.runs.page(agent="North") == ()
    as_user(console, "bob")
    console.jobs.run([3], agent="North", wait=False, by="")
    console.agents.pause("North", note="x", by="")
    with pytest.raises(NotAllowed, match=r"role implementer.*bob has operator only.*Ask ann or ivy, who may"):
        console.jobs.change(3, agent="North", instance=2)
    with pytest.raises(NotAllowed):
        console.agents.resume("South", by="")
    as_user(console, "ivy")
    console.jobs.disable(3, agent="South")
    with pytest.raises(NotAllowed, match="Ask ann, who may"):
        console.agents.add("East")
    as_user(console, "nobody")
    with pytest.raises(NotAllowed, match="nobody has no role here"):
        console.agents.rows()


def test_what_is_denied_is_recorded_and_changes_nothing(console: Console) -> None:
    console.roles.grant("ann", role=Role.ADMIN)
    as_user(console, "bob")
    with pytest.raises(NotAllowed):
        console.agents.pause("North", note="x", by="ann")
    as_user(console, "ann")
    row = console.audit.page(limit=1)[0]
    assert (row.who, row.result, row.what) == ("bob", Result.DENIED, "Pausing the agent North")
    assert console.agents.row("North").pause is None


def test_only_an_admin_acts_for_another(console: Console) -> None:
    console.roles.grant("ann", role=Role.ADMIN)
    as_user(console, "ann")
    console.roles.grant("bob", role=Role.OPERATOR)
    as_user(console, "bob", account="ann")
    console.agents.pause("North", note="x", by="")
    assert console.audit.page(limit=1, who="bob (by ann)")
    with pytest.raises(NotAllowed):
        console.agents.add("East")
    as_user(console, "ann", account="bob")
    with pytest.raises(NotAllowed, match="bob, who acts for ann"):
        console.agents.add("East")


def test_a_posting_is_recorded_when_it_begins_and_when_it_ends(console: Console, tmp_path: Path) -> None:
    profile = sandbox.make(tmp_path / "site", seed=3)
    console.timberline.create_invoices(profile, dry_run=True)
    assert console.audit.page(action="timberline") == ()
    result = console.timberline.create_invoices(profile)
    end, begin = console.audit.page(action="timberline")
    assert (begin.result, end.result) == (Result.BEGUN, Result.DONE)
    assert end.after["status"] == result.status.value
    with pytest.raises(TielineError):
        console.timberline.undo("none", profile=profile)
    assert [row.result for row in console.audit.page(action="undo")] == [Result.FAILED, Result.BEGUN]
    console.roles.grant("ann", role=Role.ADMIN)
    as_user(console, "bob")
    with pytest.raises(NotAllowed):
        console.timberline.process_receipts(profile)


def test_the_account_is_the_systems_word_not_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    before = this_user().account
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "admin")
    assert this_user().account == before
    monkeypatch.setenv("TIELINE_USER", "ann")
    assert this_user().shown == f"ann (by {before})"
