"""The demo switches job 15 and its setting on for itself alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.demo_switches import everything_on
from app.cli.session import Session


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    session = Session(home=home)
    session.console.agents.add("Sandbox")
    (home / "sandbox").mkdir()
    yield session
    session.close()


def _on(session: Session) -> tuple[bool, bool]:
    setting = session.console.agents.row("Sandbox").settings.invoiced_receipt_sync
    return session.console.jobs.row(15, agent="Sandbox").enabled, setting


def test_job_15_and_its_setting_are_on_while_the_demo_runs_and_off_afterwards(session: Session, home: Path):
    with everything_on(session, agent="Sandbox"):
        assert _on(session) == (True, True)
    assert _on(session) == (False, False)
    assert list((home / "sandbox").iterdir()) == []


def test_an_interrupted_demo_switches_them_off_too(session: Session):
    with pytest.raises(KeyboardInterrupt), everything_on(session, agent="Sandbox"):
        raise KeyboardInterrupt
    assert _on(session) == (False, False)


def test_what_a_killed_demo_left_on_is_off_after_the_next(session: Session, home: Path):
    session.console.agents.change("Sandbox", invoiced_receipt_sync=True)
    session.console.jobs.enable(15, agent="Sandbox")
    (home / "sandbox" / "demo.json").write_text(json.dumps(["job", "setting"]), encoding="utf-8")
    with everything_on(session, agent="Sandbox"):
        assert _on(session) == (True, True)
    assert _on(session) == (False, False)


def test_what_a_person_has_switched_on_stays_on(session: Session):
    session.console.agents.change("Sandbox", invoiced_receipt_sync=True)
    session.console.jobs.enable(15, agent="Sandbox")
    with everything_on(session, agent="Sandbox"):
        pass
    assert _on(session) == (True, True)
