"""Beginning and ending a run, each in one transaction: who owns a job of a company, and by which fence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any  # columns of a row

import sqlalchemy as sa

from app.engine import due, gate, picture, successors
from app.engine.facts import Facts
from app.model.agent import AgentSettings, Company
from app.model.job import Job, Refreshes
from app.model.run import Counters, Run, RunMode, RunStatus
from app.store import companies, runs, states
from app.store.database import Store
from app.store.runs import OpenRun

_WHOLE = (RunMode.INCREMENTAL, RunMode.FULL)
_GOOD = (RunStatus.SUCCEEDED, RunStatus.WARNING)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Owned:
    """A run that this process owns until another takes a higher fence."""

    run: Run
    fence: int
    instance: int
    company: Company
    settings: AgentSettings
    after_stop: bool = False  # the job's run before this one was stopped: it may have brought more than it told


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a run ended."""

    status: RunStatus
    counters: Counters
    message: str
    unreachable: bool = False
    interrupted: bool = False  # the process ends: another run goes on


def begin(store: Store, number: int, *, executor: str, catalogue: picture.Catalogue) -> Owned | None:
    """Start a queued run; None if somebody else has, or if a rule holds it back after all."""
    with store.begin() as connection:
        found = runs.open_one(connection, number)
        if found is None:
            return None
        companies.lock(connection, found.run.company)
        found = runs.open_one(connection, number)
        if found is None or found.run.status is not RunStatus.QUEUED:
            return None
        run = found.run
        facts = picture.take(connection, store=store, agent=run.agent, catalogue=catalogue, company=run.company)
        job = catalogue[run.job]
        if gate.reasons(job, company=run.company, facts=facts, asking=gate.Asking(run=run)):
            runs.change(connection, run.id, at=facts.now, handed=None)
            return None
        return _take(connection, found, facts=facts, executor=executor)


def _take(connection: sa.Connection, found: OpenRun, *, facts: Facts, executor: str) -> Owned | None:
    run = found.run
    company = companies.find(connection, run.company)
    if company is None:
        return None
    fence = states.next_fence(connection, run.job, company=run.company)
    values: dict[str, object] = {"run": run.id, "stop": False, "started": facts.now}
    if run.mode in _WHOLE:
        again = due.next_run(facts.now, interval=facts.properties[run.job].interval)
        values |= {"next_due": again, "held_due": None, "held_reasons": None, "refresh_of": None}
    states.put(connection, run.job, company=run.company, **values)
    started: dict[str, Any] = {
        "status": RunStatus.RUNNING.value,
        "started": facts.now,
        "executor": executor,
        "fence": fence,
    }
    runs.change(connection, run.id, at=facts.now, **started)
    now = runs.one(connection, run.id) or run
    return Owned(
        run=now,
        fence=fence,
        instance=found.instance,
        company=company,
        settings=facts.agent.settings,
        after_stop=facts.state(run.job, company=run.company).last_status is RunStatus.STOPPED,
    )


def end(store: Store, owned: Owned, *, ending: Ending, job: Job, catalogue: picture.Catalogue) -> Run | None:
    """End the run; None, and nothing is changed, if another process owns the job by now."""
    run = owned.run
    with store.begin() as connection:
        companies.lock(connection, run.company)
        if states.owned(connection, run.job, company=run.company, fence=owned.fence) is None:
            return None
        now = store.now(connection)
        if ending.interrupted:
            ending = _goes_on(connection, owned, ending, at=now)
        row: dict[str, Any] = {**runs.counters(ending.counters), "status": ending.status.value, "ended": now}
        runs.change(connection, run.id, at=now, message=ending.message, unreachable=ending.unreachable, **row)
        _settle(connection, run, ending=ending, now=now)
        if ending.counters.changed:
            _refresh(connection, run, job=job, catalogue=catalogue, now=now)
        return runs.one(connection, run.id)


def _goes_on(connection: sa.Connection, owned: Owned, ending: Ending, *, at: datetime) -> Ending:
    successor = successors.add(connection, owned.run, instance=owned.instance, at=at)
    return replace(ending, message=f"{ending.message} Run {successor} goes on from there.")


def _settle(connection: sa.Connection, run: Run, *, ending: Ending, now: datetime) -> None:
    values: dict[str, object] = {"run": None, "stop": False, "ended": now, "last_status": ending.status.value}
    if ending.status in _GOOD and run.mode in _WHOLE:
        values["last_ok"] = now
    if run.mode is RunMode.FULL and not ending.interrupted:
        values |= {"full_requested": None, "full_by": None}
    troubles = states.one(connection, run.job, company=run.company).troubles + 1 if ending.unreachable else 0
    values |= {"troubles": troubles, "not_before": now + backing_off(troubles) if troubles else None}
    states.put(connection, run.job, company=run.company, **values)


def backing_off(troubles: int) -> timedelta:
    """How long the schedule leaves an unreachable database alone after so many tries in a row."""
    return min(_FIRST_WAIT * 2 ** min(troubles - 1, 10), _LONGEST_WAIT)


def _refresh(connection: sa.Connection, run: Run, *, job: Job, catalogue: picture.Catalogue, now: datetime) -> None:
    """Make the jobs that live on this one's data due at once."""
    names = {name for rule in job.rules if isinstance(rule, Refreshes) for name in rule.jobs}
    for other in catalogue.values():
        if other.name in names:
            states.put(connection, other.number, company=run.company, next_due=now, refresh_of=run.id)
