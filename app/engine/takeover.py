"""Goes on where a process that is gone has left off."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime

import sqlalchemy as sa

from app.engine import life, successors
from app.model.run import LogLine, RunMode, RunStatus
from app.model.state import Process
from app.store import companies, log_lines, processes, runs, states
from app.store.database import Store
from app.store.runs import OpenRun

_log = logging.getLogger(__name__)
_ACTIVE = (RunStatus.RUNNING, RunStatus.STOPPING)


def take_over(store: Store, *, agent: str, executor: str, busy: Callable[[], Collection[int]]) -> int:
    """Queue what dead processes were running, and strike them off; how many runs there were.

    `busy` are the runs this process is really doing: one that the store still gives to it, but that it does not do,
    could not note its end and is as lost as that of a dead process. They are asked for before and after the store is
    read: a run may end, or begin, in between.
    """
    before = busy()

    def left(connection: sa.Connection, alive: Collection[str]) -> list[OpenRun]:
        """The runs that nobody does."""
        active = [found for found in runs.still_open(connection, agent=agent) if found.run.status in _ACTIVE]
        doing = {*before, *busy()}
        return [
            found
            for found in active
            if found.executor not in alive or (found.executor == executor and found.run.id not in doing)
        ]

    with store.read() as connection:
        dead, alive = _processes(connection, agent=agent, executor=executor, now=store.now(connection))
        if not dead and not left(connection, alive):
            return 0
    with store.begin() as connection:
        now = store.now(connection)
        dead, alive = _processes(connection, agent=agent, executor=executor, now=now)
        for one in dead:  # before the runs are read: whoever takes over at the same time waits here
            processes.remove(connection, one, unless_beaten=True)
        lost = left(connection, alive)
        for found in lost:
            _interrupt(connection, found, now=now)
        return len(lost)


def _processes(
    connection: sa.Connection, *, agent: str, executor: str, now: datetime
) -> tuple[list[Process], set[str]]:
    """The agent's dead processes, and the executors of those that live."""
    known = processes.of(connection, agent)
    dead = [one for one in known if one.executor != executor and not life.lives(one, now=now)]
    return dead, {one.executor for one in known} - {one.executor for one in dead}


def _interrupt(connection: sa.Connection, found: OpenRun, *, now: datetime) -> None:
    """End the run as stopped and let a new one go on; the new fence shuts the old process out."""
    run = found.run
    companies.lock(connection, run.company)
    states.next_fence(connection, run.job, company=run.company)
    state = states.one(connection, run.job, company=run.company)
    asked_to_stop = run.status is RunStatus.STOPPING or state.stop
    successor = None if asked_to_stop else successors.add(connection, run, instance=found.instance, at=now)
    message = "Interrupted: its process ended without finishing it."
    message += f" Run {successor} goes on from there." if successor else " It had been asked to stop."
    row = {"status": RunStatus.STOPPED.value, "ended": now, "message": message}
    runs.change(connection, run.id, at=now, only=_ACTIVE, **row)
    values: dict[str, object] = {"run": None, "stop": False, "ended": now, "last_status": RunStatus.STOPPED.value}
    if successor is None and run.mode is RunMode.FULL:
        values |= {"full_requested": None, "full_by": None}
    states.put(connection, run.job, company=run.company, **values)
    log_lines.add(connection, [LogLine(run=run.id, at=now, level="warning", text=message)])
    _log.info("Run %s was interrupted; run %s goes on", run.id, successor)
