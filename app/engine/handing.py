"""Gives queued runs that may start to the workers' queue, in the order of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.engine import gate, picture
from app.engine.facts import Facts
from app.engine.queue import Queue
from app.model.job import JobNumber
from app.model.run import Run, RunStatus
from app.store import runs
from app.store.database import Store
from app.store.runs import OpenRun

_DOUBTFUL = timedelta(seconds=2)  # a run handed over that long ago and still not started is looked after


def hand_over(
    store: Store, *, queue: Queue, agent: str, catalogue: picture.Catalogue, ranks: Mapping[JobNumber, int]
) -> int:
    """Hand over what may start now, and hand again what got lost; how many runs."""
    with store.read() as connection:
        found = [one for one in runs.still_open(connection, agent=agent) if one.run.status is RunStatus.QUEUED]
        if not found:
            return 0
        facts = picture.take(connection, store=store, agent=agent, catalogue=catalogue)
    ready = [one for one in found if _needs_handing(one, queue=queue, facts=facts) and may_start(one.run, facts)]
    for one in sorted(ready, key=lambda one: (ranks[one.run.job], one.run.id)):
        _hand(store, one, queue=queue, priority=ranks[one.run.job])
    return len(ready)


def give_back(store: Store, number: int) -> None:
    """Let whoever works next hand the run over: this process takes nothing more."""
    with store.begin() as connection:
        runs.change(connection, number, at=store.now(connection), only=(RunStatus.QUEUED,), handed=None)


def may_start(run: Run, facts: Facts) -> bool:
    """Whether no rule holds the queued run back."""
    job = facts.jobs.get(run.job)
    if job is None or run.company not in facts.companies:
        return False
    return not gate.reasons(job, company=run.company, facts=facts, asking=gate.Asking(run=run))


def _needs_handing(one: OpenRun, *, queue: Queue, facts: Facts) -> bool:
    if one.handed is None:
        return True
    if facts.now - one.handed < _DOUBTFUL:
        return False
    alive = [process.executor for process in facts.processes]
    return not queue.is_waiting(one.run.id, attempt=one.attempt, alive=alive)


def _hand(store: Store, one: OpenRun, *, queue: Queue, priority: int) -> None:
    """The row says so first: a crash before the queue has it is found out by its age."""
    with store.begin() as connection:
        now: datetime = store.now(connection)
        still = runs.open_one(connection, one.run.id)
        if still is None or still.run.status is not RunStatus.QUEUED or still.handed != one.handed:
            return
        lost = still.handed is not None and queue.resume(one.run.id, attempt=one.attempt, instance=one.instance)
        attempt = one.attempt if lost else one.attempt + 1
        runs.change(connection, one.run.id, at=now, handed=now, attempt=attempt)
    if not lost:
        queue.put(one.run.id, attempt=attempt, instance=one.instance, priority=priority)
