"""Every reason why a job may not run now; the grid, `why` and the scheduler read this one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.engine import full_syncs, wording
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.job import DisabledWhile, Job, OnlyWhile
from app.model.reason import Reason
from app.model.reason import ReasonCode as Code
from app.model.run import Run, RunMode, RunStatus

_RULES = {
    "intercompany_gl": Code.INTERCOMPANY_GL_ACTIVE,
    "invoiced_receipt_sync": Code.INVOICED_RECEIPT_SYNC_OFF,
}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks: the schedule, a person or a run that is about to start."""

    schedule: bool = False  # due times and backing off matter
    outside: bool = False  # asked by somebody who does not work, so that a process must live
    run: Run | None = None  # the queued run that wants to start

    @property
    def mode(self) -> RunMode:
        """What would be read."""
        return self.run.mode if self.run else RunMode.INCREMENTAL


WHY = Asking(schedule=True, outside=True)
SCHEDULE = Asking(schedule=True)


def reasons(job: Job, *, company: CompanyCode | None, facts: Facts, asking: Asking) -> tuple[Reason, ...]:
    """Everything that holds the job back in this company, in an order that tells the largest obstacle first."""
    found = [*_of_agent(facts), *_of_job(job, facts)]
    found.extend(_of_processes(job, facts, asking))
    if company is None:
        found.append(wording.reason(Code.NO_COMPANY, agent=facts.agent.name))
    else:
        found.extend(_of_company(job, company, facts, asking))
    return tuple(found)


def is_switched_on(job: Job, facts: Facts) -> bool:
    """Whether the job takes part in integration processing: its own switch and its guard rules say so."""
    return not any(True for _ in _of_job(job, facts))


def _of_company(job: Job, company: CompanyCode, facts: Facts, asking: Asking) -> Iterator[Reason]:
    yield from _of_own_runs(job, company, facts, asking)
    for dependency in facts.dependencies(job):
        yield from _of_dependency(dependency, company, facts, asking)
    yield from full_syncs.reasons(job, company=company, facts=facts, mode=asking.mode)
    if asking.schedule and is_switched_on(job, facts):  # else no run is due at any time
        yield from _of_time(job, company, facts)


def _of_agent(facts: Facts) -> Iterator[Reason]:
    agent = facts.agent
    if facts.store_newer:
        yield wording.reason(Code.STORE_NEWER)
    if not agent.enabled:
        yield wording.reason(Code.AGENT_DISABLED, agent=agent.name)
    if agent.pause:
        busy = sum(len(facts.busy(company)) for company in facts.companies)
        code = Code.AGENT_DRAINING if busy else Code.AGENT_PAUSED
        who = agent.pause.by or "somebody"
        yield wording.reason(code, since=agent.pause.at, agent=agent.name, by=who, note=agent.pause.note, busy=busy)


def _of_job(job: Job, facts: Facts) -> Iterator[Reason]:
    if not facts.enabled(job.number):
        yield wording.reason(Code.JOB_DISABLED, job=job.name)
    for rule in job.rules:
        if isinstance(rule, DisabledWhile) and getattr(facts.agent.settings, rule.setting):
            yield wording.reason(_RULES[rule.setting], agent=facts.agent.name)
        if isinstance(rule, OnlyWhile) and not getattr(facts.agent.settings, rule.setting):
            yield wording.reason(_RULES[rule.setting], agent=facts.agent.name)


def _of_processes(job: Job, facts: Facts, asking: Asking) -> Iterator[Reason]:
    instance = facts.properties[job.number].instance
    workers = [process for process in facts.processes if process.schedules]
    if not workers:
        if asking.outside:
            yield wording.reason(Code.NO_PROCESS, since=facts.agent.seen, agent=facts.agent.name)
    elif (asking.outside or asking.schedule) and not any(process.serves(instance) for process in workers):
        yield wording.reason(Code.INSTANCE_NOT_RUNNING, agent=facts.agent.name, instance=instance)


def _of_own_runs(job: Job, company: CompanyCode, facts: Facts, asking: Asking) -> Iterator[Reason]:
    active = facts.active(job.number, company=company)
    if active:
        code = Code.STOPPING if active.status is RunStatus.STOPPING else Code.ALREADY_RUNNING
        yield wording.reason(code, since=active.started, company=company, run=active.id)
    for queued in facts.queued(job.number, company=company)[:1]:
        if asking.run is None or queued.id < asking.run.id:
            yield wording.reason(Code.ALREADY_QUEUED, since=queued.queued, company=company, run=queued.id)


def _of_dependency(dependency: Job, company: CompanyCode, facts: Facts, asking: Asking) -> Iterator[Reason]:
    state = facts.state(dependency.number, company=company)
    name = f"{dependency.number} {dependency.name}"
    active = facts.active(dependency.number, company=company)
    if active:
        yield wording.reason(Code.DEPENDENCY_RUNNING, since=active.started, company=company, job=name)
    # A full sync keeps the queued run of a dependency waiting, so it must not wait for that run in turn.
    queued = facts.queued(dependency.number, company=company)
    if queued and not (asking.mode is RunMode.FULL and state.last_ok):
        yield wording.reason(Code.DEPENDENCY_QUEUED, since=queued[0].queued, company=company, job=name)
    failed = state.last_status is RunStatus.FAILED
    if failed and (state.last_ok is None or _failed_meanwhile(state.ended, asking.run)):
        yield wording.reason(Code.DEPENDENCY_FAILED, since=state.ended, company=company, job=name)
    elif state.last_ok is None:
        yield wording.reason(Code.DEPENDENCY_NEVER_SUCCEEDED, company=company, job=name)
    if state.last_ok is None and not facts.enabled(dependency.number):
        yield wording.reason(Code.DEPENDENCY_DISABLED, company=company, job=name)


def _failed_meanwhile(ended: datetime | None, run: Run | None) -> bool:
    """Whether the dependency failed while this run waited for it: dependents of a failed job wait."""
    return run is not None and ended is not None and ended >= run.queued


def _of_time(job: Job, company: CompanyCode, facts: Facts) -> Iterator[Reason]:
    state = facts.state(job.number, company=company)
    if state.not_before and state.not_before > facts.now:
        until = state.not_before
        yield wording.reason(Code.BACKING_OFF, since=state.ended, company=company, times=state.troubles, until=until)
    if state.next_due and state.next_due > facts.now:
        yield wording.reason(Code.NOT_DUE, since=state.started, company=company, due=state.next_due)
