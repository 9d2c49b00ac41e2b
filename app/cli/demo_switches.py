"""What is off by default is on for the demo alone: job 15, meant for go-live, and the setting it needs."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.cli.session import Session
from app.model.errors import NotAllowed

_JOB, _SETTING = 15, "invoiced_receipt_sync"


@contextmanager
def everything_on(session: Session, *, agent: str) -> Generator[None]:
    """Switch them on, and off again afterwards; what a killed demo left on is switched off by the next one."""
    note = Path(session.console.home) / "sandbox" / "demo.json"
    switched = _known(note) | _off(session, agent)
    if switched:
        note.write_text(json.dumps(sorted(switched)), encoding="utf-8")
    try:
        _switch(session, agent, switched, on=True)
    except NotAllowed as error:
        note.unlink(missing_ok=True)
        session.tell(f"{error} The demo goes on without job {_JOB}.")
        switched = set()
    try:
        yield
    finally:
        _switch(session, agent, switched, on=False)
        note.unlink(missing_ok=True)


def _off(session: Session, agent: str) -> set[str]:
    """What is off now."""
    found: set[str] = set()
    if not session.console.jobs.row(_JOB, agent=agent).enabled:
        found.add("job")
    if not session.console.agents.row(agent).settings.invoiced_receipt_sync:
        found.add("setting")
    return found


def _switch(session: Session, agent: str, switched: set[str], *, on: bool) -> None:
    console = session.console
    if "setting" in switched:
        console.agents.change(agent, by=session.user, **{_SETTING: on})
    if "job" in switched:
        turn = console.jobs.enable if on else console.jobs.disable
        turn(_JOB, agent=agent, by=session.user)


def _known(note: Path) -> set[str]:
    """What an earlier demo that was killed had switched on."""
    try:
        return {"job", "setting"} & set(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return set()
