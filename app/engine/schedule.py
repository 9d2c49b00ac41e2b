"""Looks at the due times of an agent: queues what is due and may run, and records each decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.engine import due, gate, picture
from app.engine.due import Slots
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.decision import Decision, Outcome
from app.model.job import Job
from app.model.reason import Reason, ReasonCode
from app.model.run import RunId, RunMode, Trigger
from app.model.state import JobState
from app.store import agents, companies, decisions, reasons, runs, states
from app.store.database import Store
from app.store.runs import Asked

_GONE_BY = frozenset({ReasonCode.ALREADY_RUNNING, ReasonCode.ALREADY_QUEUED, ReasonCode.STOPPING})


@dataclass(frozen=True, kw_only=True)
class _Look:
    """One due job in one company, looked at now."""

    connection: sa.Connection
    facts: Facts
    job: Job
    company: CompanyCode
    state: JobState
    slots: Slots

    @property
    def now(self) -> datetime:
        return self.facts.now


def tick(store: Store, *, agent: str, catalogue: picture.Catalogue, order: tuple[Job, ...]) -> int:
    """Decide about every due time that has come; how many runs were queued. Ticking twice changes nothing."""
    with store.read() as connection:
        if _nothing_due(connection, store=store, agent=agent, catalogue=catalogue):
            return 0
        facts = picture.take(connection, store=store, agent=agent, catalogue=catalogue)
        waiting = [place for place in _due_places(facts, order) if _undecided(facts, *place)]
    queued = 0
    for job, company in waiting:
        with store.begin() as connection:
            companies.lock(connection, company)
            facts = picture.take(connection, store=store, agent=agent, catalogue=catalogue, company=company)
            queued += _decide(connection, facts, job=job, company=company)
    return queued


def _nothing_due(connection: sa.Connection, *, store: Store, agent: str, catalogue: picture.Catalogue) -> bool:
    """The cheap question that is enough at most looks: thousands of states need not be read four times a second."""
    found = agents.find(connection, agent)
    if found is None:
        return False
    properties = picture.properties(connection, found, catalogue=catalogue.values())
    jobs = [number for number, one in properties.items() if one.enabled]
    places = len(jobs) * len(companies.of(connection, agent))
    return states.all_later(connection, agent, jobs=jobs, places=places, now=store.now(connection))


def _due_places(facts: Facts, order: tuple[Job, ...]) -> list[tuple[Job, CompanyCode]]:
    return [
        (job, company)
        for job in order
        if facts.enabled(job.number)
        for company in facts.companies
        if _slots(facts, job, company) is not None
    ]


def _undecided(facts: Facts, job: Job, company: CompanyCode) -> bool:
    """Whether there is anything to write: a due time that was seen held back and still is needs no second look."""
    state, found = facts.state(job.number, company=company), _slots(facts, job, company)
    if state.next_due is None or found is None or found.passed or state.held_due != found.newest:
        return True
    held = gate.reasons(job, company=company, facts=facts, asking=gate.SCHEDULE)
    return _codes(held) != _codes(state.held_reasons)


def _codes(held: tuple[Reason, ...]) -> list[ReasonCode]:
    return [reason.code for reason in held]


def _slots(facts: Facts, job: Job, company: CompanyCode) -> Slots | None:
    state = facts.state(job.number, company=company)
    return due.slots(state.next_due, interval=facts.properties[job.number].interval, now=facts.now)


def _decide(connection: sa.Connection, facts: Facts, *, job: Job, company: CompanyCode) -> bool:
    found = _slots(facts, job, company)
    if found is None or not facts.enabled(job.number):
        return False
    state = facts.state(job.number, company=company)
    look = _Look(connection=connection, facts=facts, job=job, company=company, state=state, slots=found)
    if found.passed:
        _pass_over(look)
    held = gate.reasons(job, company=company, facts=facts, asking=gate.SCHEDULE)
    if not held:
        return _queue(look)
    if _GONE_BY & set(_codes(held)):
        _record(look, Outcome.SKIPPED, first=found.newest, held=held)
        again = due.next_run(found.newest, interval=found.interval)
        states.put(connection, job.number, company=company, next_due=again, held_due=None, held_reasons=None)
    else:
        values = {"next_due": found.newest, "held_due": found.newest, "held_reasons": reasons.to_json(held)}
        states.put(connection, job.number, company=company, **values)
    return False


def _pass_over(look: _Look) -> None:
    """Record the due times before the newest: the first may have been seen and held back, nobody saw the others."""
    first, count = look.slots.first, look.slots.passed
    if look.state.held_due == first:
        _record(look, Outcome.SKIPPED, first=first, held=look.state.held_reasons)
        first, count = first + look.slots.interval, count - 1
    if count:
        _record(look, Outcome.MISSED, first=first, last=look.slots.last_passed, count=count)


def _queue(look: _Look) -> bool:
    trigger = Trigger.DEPENDENCY if look.state.refresh_of else Trigger.SCHEDULE
    asked = Asked(
        agent=look.facts.agent.name,
        company=look.company,
        job=look.job.number,
        instance=look.facts.properties[look.job.number].instance,
        trigger=trigger,
        mode=RunMode.INCREMENTAL,
    )
    run = runs.add(look.connection, asked, at=look.now)
    _record(look, Outcome.RAN, first=look.slots.newest, run=run)
    again = due.next_run(look.now, interval=look.slots.interval)
    values = {"next_due": again, "held_due": None, "held_reasons": None, "refresh_of": None}
    states.put(look.connection, look.job.number, company=look.company, **values)
    return True


def _record(
    look: _Look,
    outcome: Outcome,
    *,
    first: datetime,
    last: datetime | None = None,
    count: int = 1,
    held: tuple[Reason, ...] = (),
    run: RunId | None = None,
) -> None:
    decision = Decision(
        agent=look.facts.agent.name,
        company=look.company,
        job=look.job.number,
        due=first,
        last_due=last or first,
        count=count,
        made=look.now,
        outcome=outcome,
        reasons=held,
        run=run,
    )
    decisions.add(look.connection, decision)
