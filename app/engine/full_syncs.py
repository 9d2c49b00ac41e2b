"""Whose turn it is when a full data sync is asked for, and who waits meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from app.engine import wording
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.job import DisabledWhile, Job, JobNumber, OnlyWhile
from app.model.reason import Reason
from app.model.reason import ReasonCode as Code
from app.model.run import RunMode
from app.model.state import JobState


def reasons(job: Job, *, company: CompanyCode, facts: Facts, mode: RunMode) -> Iterator[Reason]:
    """What full syncs of the company mean for this job."""
    running = facts.full_running(company)
    if running and running.job != job.number:
        name = _name(running.job, facts)
        yield wording.reason(Code.FULL_SYNC_RUNNING, since=running.started, company=company, job=name)
    first = _first(company, facts)
    if first and first.job != job.number:
        yield from _behind(job, first, company=company, facts=facts, mode=mode)
    others = [run for run in facts.busy(company) if run.job != job.number]
    if mode is RunMode.FULL and others and not running:
        names = ", ".join(_name(run.job, facts) for run in others)
        yield wording.reason(Code.OTHER_JOBS_RUNNING, company=company, jobs=names)


def _behind(job: Job, first: JobState, *, company: CompanyCode, facts: Facts, mode: RunMode) -> Iterator[Reason]:
    active = facts.active(first.job, company=company)
    if active and active.mode is RunMode.FULL:
        return  # told as running
    if job.number in awaited(facts.jobs[first.job], company=company, facts=facts):
        return
    code = Code.FULL_SYNC_TURN if mode is RunMode.FULL else Code.FULL_SYNC_REQUESTED
    name, by = _name(first.job, facts), first.full_by or "somebody"
    yield wording.reason(code, since=first.full_requested, company=company, job=name, by=by)


def awaited(job: Job, *, company: CompanyCode, facts: Facts) -> frozenset[JobNumber]:
    """The jobs that this one still waits for, and what those wait for: held back, they would hold it for ever."""
    found: set[JobNumber] = set()
    todo = [one for one in facts.dependencies(job) if facts.state(one.number, company=company).last_ok is None]
    while todo:
        one = todo.pop()
        if one.number not in found:
            found.add(one.number)
            todo.extend(other for other in facts.dependencies(one) if _lacking(other, company, facts))
    return frozenset(found)


def _lacking(job: Job, company: CompanyCode, facts: Facts) -> bool:
    never = facts.state(job.number, company=company).last_ok is None
    return never or bool(facts.queued(job.number, company=company))


def _first(company: CompanyCode, facts: Facts) -> JobState | None:
    """The request whose turn it is: the oldest, unless it waits for a younger one."""
    requests = [state for state in facts.full_requests(company) if _may_ever(facts.jobs.get(state.job), facts)]
    if not requests:
        return None
    first, seen = requests[0], {requests[0].job}
    while True:
        needed = awaited(facts.jobs[first.job], company=company, facts=facts)
        sooner = next((state for state in requests if state.job in needed and state.job not in seen), None)
        if sooner is None:
            return first
        first = sooner
        seen.add(sooner.job)


def _may_ever(job: Job | None, facts: Facts) -> bool:
    """A request of a job that is switched off holds nobody up."""
    if job is None or not facts.enabled(job.number):
        return False
    settings = facts.agent.settings
    return not any(
        (isinstance(rule, DisabledWhile) and getattr(settings, rule.setting))
        or (isinstance(rule, OnlyWhile) and not getattr(settings, rule.setting))
        for rule in job.rules
    )


def _name(number: JobNumber, facts: Facts) -> str:
    job = facts.jobs.get(number)
    return f"{number} {job.name}" if job else str(number)
