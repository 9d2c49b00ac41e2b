"""Where each job stands in each company: owner, fence, next due time, full-sync request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any  # rows and values are untyped

import sqlalchemy as sa

from app.model.agent import CompanyCode
from app.model.job import JobNumber
from app.model.run import RunId, RunMode, RunStatus
from app.model.state import JobState
from app.store import reasons, tables

_states, _companies = tables.states, tables.companies

StateKey = tuple[CompanyCode, JobNumber]


def of_agent(connection: sa.Connection, agent: str, *, company: str | None = None) -> Mapping[StateKey, JobState]:
    """The stored states of an agent's companies, or of one; a job without a row never ran."""
    query = sa.select(_states).join(_companies, _companies.c.code == _states.c.company)
    query = query.where(_companies.c.agent == agent)
    if company is not None:
        query = query.where(_states.c.company == company)
    found = (_state(row) for row in connection.execute(query))
    return {(state.company, state.job): state for state in found}


def one(connection: sa.Connection, job: int, *, company: str) -> JobState:
    """The state of a job in a company."""
    row = connection.execute(sa.select(_states).where(_here(job, company=company))).one_or_none()
    return JobState(company=CompanyCode(company), job=JobNumber(job)) if row is None else _state(row)


def all_later(connection: sa.Connection, agent: str, *, jobs: Collection[int], places: int, now: datetime) -> bool:
    """Whether each of these jobs has a due time in each of the agent's companies, and none has come."""
    query = sa.select(sa.func.count(), sa.func.min(_states.c.next_due)).select_from(_states)
    query = query.join(_companies, _companies.c.code == _states.c.company)
    query = query.where(_companies.c.agent == agent, _states.c.job.in_(jobs), _states.c.next_due.is_not(None))
    count, first = connection.execute(query).one()
    return count == places and (first is None or first > now)


def put(connection: sa.Connection, job: int, *, company: str, **values: Any) -> None:
    """Change columns of a state, which is made if missing."""
    if connection.execute(_states.update().where(_here(job, company=company)).values(values)).rowcount == 0:
        connection.execute(_states.insert().values(company=company, job=job, **{"fence": 0, "stop": False, **values}))


def next_fence(connection: sa.Connection, job: int, *, company: str) -> int:
    """Take the next fence number: every earlier owner writes nothing from now on."""
    fence = one(connection, job, company=company).fence + 1
    put(connection, job, company=company, fence=fence)
    return fence


def drop_request(connection: sa.Connection, job: int, *, company: str, mode: RunMode) -> None:
    """Forget that a full sync is asked for, if this is what the run that is taken back was for."""
    if mode is RunMode.FULL:
        put(connection, job, company=company, full_requested=None, full_by=None)


def owner(connection: sa.Connection, job: int, *, company: str) -> RunId | None:
    """The run that owns the job now."""
    return one(connection, job, company=company).run


def owned(connection: sa.Connection, job: int, *, company: str, fence: int) -> bool | None:
    """Whether the owner with this fence was asked to stop; None if it is the owner no more."""
    here = sa.and_(_here(job, company=company), _states.c.fence == fence)
    return connection.execute(sa.select(_states.c.stop).where(here)).scalar_one_or_none()


def _here(job: int, *, company: str) -> sa.ColumnElement[bool]:
    return sa.and_(_states.c.company == company, _states.c.job == job)


def _state(row: sa.Row[Any]) -> JobState:
    return JobState(
        company=CompanyCode(row.company),
        job=JobNumber(row.job),
        run=None if row.run is None else RunId(row.run),
        fence=row.fence,
        stop=row.stop,
        started=row.started,
        ended=row.ended,
        last_ok=row.last_ok,
        last_status=None if row.last_status is None else RunStatus(row.last_status),
        next_due=row.next_due,
        held_due=row.held_due,
        held_reasons=reasons.from_json(row.held_reasons),
        refresh_of=None if row.refresh_of is None else RunId(row.refresh_of),
        full_requested=row.full_requested,
        full_by=row.full_by or "",
        troubles=row.troubles,
        not_before=row.not_before,
        open_failures=row.open_failures,
    )
