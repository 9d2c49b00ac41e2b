"""Cancels a full sync: it stops at its next batch, and what it would still have brought is kept as a list."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from app.console import changes, properties
from app.engine.engine import Engine
from app.engine.facts import Facts
from app.engine.takeover import take_over
from app.model.agent import Company
from app.model.audit import Deed
from app.model.consequences import CancelConsequences
from app.model.errors import Stopped, Transient
from app.model.job import Job
from app.model.run import RunId, RunMode, RunOrder
from app.store import companies, states
from app.store.database import Store

_PATIENCE, _LOOK = 60.0, 0.1  # seconds
_TRIES = 5
_NO_RUN = RunId(0)


def order(engine: Engine, job: Job, *, facts: Facts, company: Company, fence: int = 0) -> RunOrder:
    """An order for looking, or with a fence of its own for setting changes aside."""
    return RunOrder(
        run=_NO_RUN,
        store=engine.store.identity,
        agent=facts.agent.name,
        settings=facts.agent.settings,
        company=company,
        job=job,
        mode=RunMode.FETCH,
        fence=fence,
        peers=engine.workshop.peers.get(job.number, ()),
    )


def consequences(engine: Engine, job: Job, *, facts: Facts, company: Company) -> CancelConsequences:
    """What cancelling would skip: nothing is changed by looking."""
    state, active = facts.state(job.number, company=company.code), facts.active(job.number, company=company.code)
    running = active is not None and active.mode is RunMode.FULL
    pending = 0
    if state.full_requested is not None:
        pending = changes.pending_rows(order(engine, job, facts=facts, company=company))
    return CancelConsequences(
        job=job.number,
        company=company.code,
        requested=state.full_requested,
        running=running,
        pending=pending,
    )


def cancel(engine: Engine, job: Job, *, facts: Facts, company: Company, by: str) -> int:
    """Stop the full sync and set the pending changes aside; how many."""
    state = facts.state(job.number, company=company.code)
    active = facts.active(job.number, company=company.code)
    if state.full_requested is None and not (active and active.mode is RunMode.FULL):
        return 0
    properties.stop(engine.acting, job, facts=facts)
    _wait_for_end(engine, job, facts=facts, company=company)
    with engine.store.begin() as connection:
        states.put(connection, job.number, company=company.code, full_requested=None, full_by=None)
        name = f"job {job.number} {job.name} in {company.code}"
        engine.acting.note(connection, Deed(action="job.cancel-full-sync", what=name, agent=facts.agent.name))
    for _ in range(_TRIES):
        fence = _take(engine.store, job, company=company)
        if fence is None:
            _wait_for_end(engine, job, facts=facts, company=company)
            continue
        try:
            return _bypass(order(engine, job, facts=facts, company=company, fence=fence), by=by)
        except Stopped:
            continue  # a run of the job began meanwhile; what it brings needs no setting aside
    raise _busy(job)


def _bypass(order: RunOrder, *, by: str) -> int:
    from app.sync import pending

    return len(pending.bypass(order, by=by, now=lambda: datetime.now(UTC)))


def _take(store: Store, job: Job, *, company: Company) -> int | None:
    """A fence of our own, unless a run owns the job."""
    with store.begin() as connection:
        companies.lock(connection, company.code)
        if states.owner(connection, job.number, company=company.code) is not None:
            return None
        return states.next_fence(connection, job.number, company=company.code)


def _wait_for_end(engine: Engine, job: Job, *, facts: Facts, company: Company) -> None:
    """Until the run has stopped; that of a dead process is ended here."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        take_over(engine.store, agent=facts.agent.name, executor="", busy=lambda: ())
        with engine.store.read() as connection:
            if states.owner(connection, job.number, company=company.code) is None:
                return
        time.sleep(_LOOK)
    raise _busy(job)


def _busy(job: Job) -> Transient:
    return Transient(
        f"The full sync of job {job.number} is not cancelled yet",
        why="its batch has not ended",
        remedy="It stops at the end of the batch; cancel again in a minute to set the pending changes aside.",
    )
