"""Goes on where a process that is gone has left off."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime

import sqlalchemy as sa

from app.engine import life, successors
from app.model.run import LogLine, RunMode, RunStatus
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
    with store.read() as connection:
        if not _anything(connection, store=store, agent=agent, executor=executor, busy=busy, before=before):
            return 0
    with store.begin() as connection:
        now = store.now(connection)
        known = processes.of(connection, agent)
        dead = [one for one in known if one.executor != executor and not life.lives(one, now=now)]
        lost = {one.executor for one in dead if processes.remove(connection, one, unless_beaten=True)}
        alive = {one.executor for one in known} - {one.executor for one in dead}
        taken = 0
        still_open = runs.still_open(connection, agent=agent)
        doing = {*before, *busy()}
        for found in still_open:
            orphan = found.executor == executor and found.run.id not in doing
            if found.run.status in _ACTIVE and (found.executor in lost or found.executor not in alive or orphan):
                _interrupt(connection, found, now=now)
                taken += 1
        return taken


def _anything(
    connection: sa.Connection,
    *,
    store: Store,
    agent: str,
    executor: str,
    busy: Callable[[], Collection[int]],
    before: Collection[int],
) -> bool:
    now = store.now(connection)
    known = processes.of(connection, agent)
    alive = {one.executor for one in known if one.executor == executor or life.lives(one, now=now)}
    if len(alive) < len(known):
        return True
    active = [found for found in runs.still_open(connection, agent=agent) if found.run.status in _ACTIVE]
    doing = {*before, *busy()}
    return any(found.executor not in alive for found in active) or any(
        found.executor == executor and found.run.id not in doing for found in active
    )


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
