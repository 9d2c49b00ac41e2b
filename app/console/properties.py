"""What a person sets of a job, and what follows from it for its runs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.engine import due
from app.engine.acting import Acting
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.audit import Deed
from app.model.errors import DecisionNeeded, UsageError
from app.model.job import Job
from app.model.role import Role
from app.model.run import Run, RunStatus
from app.model.state import JobProperties
from app.store import jobs, runs, states

_LONGEST = timedelta(days=366)
MOST_INSTANCES = 99


def switched(job: Job, *, facts: Facts, enabled: bool) -> JobProperties:
    """The job's properties with its switch on or off."""
    return dataclasses.replace(facts.properties[job.number], enabled=enabled)


def wanted(job: Job, *, facts: Facts, interval: timedelta | None, instance: int | None) -> JobProperties:
    """The job's properties as asked for; refuses what makes no sense or needs the agent paused."""
    now = facts.properties[job.number]
    if interval is not None and not timedelta(seconds=1) <= interval <= _LONGEST:
        why = f"{interval.total_seconds():g} seconds is no interval for it"
        remedy = "Give between one second and a year."
        raise UsageError(f"Job {job.number} was not changed", why=why, remedy=remedy)
    if instance is not None and instance != now.instance:
        _check_instance(job, facts=facts, instance=instance)
    return JobProperties(enabled=now.enabled, interval=interval or now.interval, instance=instance or now.instance)


def _check_instance(job: Job, *, facts: Facts, instance: int) -> None:
    what = f"The instance number of job {job.number} was not changed"
    if not 1 <= instance <= MOST_INSTANCES:
        remedy = f"Give a number from 1 to {MOST_INSTANCES}."
        raise UsageError(what, why=f"{instance} is no instance number", remedy=remedy)
    name = facts.agent.name
    if facts.agent.pause is None:
        why = f"the agent {name} is not paused"
        remedy = f"Pause it first: `tieline agent pause {name} --note TEXT`."
        raise DecisionNeeded(what, why=why, remedy=remedy)
    busy = sum(len(facts.busy(company)) for company in facts.companies)
    if busy:
        why = f"the agent {name} still finishes {busy} {'run' if busy == 1 else 'runs'}"
        raise DecisionNeeded(what, why=why, remedy="Wait until it is drained, then try again.")


def put(acting: Acting, job: Job, *, facts: Facts, wanted: JobProperties, by: str) -> None:
    """Store the properties; the next run moves with the interval, and a job switched off leaves the queue."""
    before, store = facts.properties[job.number], acting.store
    acting.require(Role.IMPLEMENTER, f"Changing job {job.number} {job.name}", agent=facts.agent.name)
    if wanted == before:
        return
    with store.begin() as connection:
        now = store.now(connection)
        jobs.put(connection, job.number, agent=facts.agent.name, properties=wanted, by=by, at=now)
        for company in facts.companies:
            if wanted.interval != before.interval:
                _move(connection, job, company=company, interval=wanted.interval)
            if wanted.instance != before.instance:
                for run in facts.queued(job.number, company=company):
                    runs.change(connection, run.id, at=now, instance=wanted.instance, handed=None)
            if not wanted.enabled:
                states.put(connection, job.number, company=company, held_due=None, held_reasons=None)
                for run in facts.queued(job.number, company=company):
                    _drop(connection, run, why="The job was disabled before the run could start.", at=now)
        acting.note(connection, _deed("job.change", job, facts, before=_plain(before), after=_plain(wanted)))


def _move(connection: sa.Connection, job: Job, *, company: CompanyCode, interval: timedelta) -> None:
    state = states.one(connection, job.number, company=company)
    if state.started is not None:
        again = due.next_run(state.started, interval=interval)
        states.put(connection, job.number, company=company, next_due=again, held_due=None, held_reasons=None)


def stop(acting: Acting, job: Job, *, facts: Facts) -> int:
    """Ask running runs to stop at the next batch, end queued ones at once; how many."""
    acting.require(Role.OPERATOR, f"Stopping job {job.number} {job.name}", agent=facts.agent.name)
    count, store = 0, acting.store
    with store.begin() as connection:
        now = store.now(connection)
        for company in facts.companies:
            active = facts.active(job.number, company=company)
            if active and states.owner(connection, job.number, company=company) == active.id:
                states.put(connection, job.number, company=company, stop=True)
                stopping = {"status": RunStatus.STOPPING.value}
                count += runs.change(connection, active.id, at=now, only=(RunStatus.RUNNING,), **stopping)
            for run in facts.queued(job.number, company=company):
                count += _drop(connection, run, why="Stopped before it had started.", at=now)
        acting.note(connection, _deed("job.stop", job, facts, after={"stopped": count}))
    return count


def _deed(
    action: str,
    job: Job,
    facts: Facts,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object],
) -> Deed:
    name = f"job {job.number} {job.name}"
    return Deed(action=action, what=name, agent=facts.agent.name, before=before or {}, after=after)


def _plain(values: JobProperties) -> dict[str, object]:
    seconds = round(values.interval.total_seconds())
    return {"enabled": values.enabled, "interval_s": seconds, "instance": values.instance}


def _drop(connection: sa.Connection, run: Run, *, why: str, at: datetime) -> bool:
    row = {"status": RunStatus.STOPPED.value, "ended": at, "message": why}
    dropped = runs.change(connection, run.id, at=at, only=(RunStatus.QUEUED,), **row)
    if dropped:
        states.drop_request(connection, run.job, company=run.company, mode=run.mode)
    return dropped
