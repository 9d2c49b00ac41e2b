"""Runs in the store: the history, and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any  # rows and values are untyped

import sqlalchemy as sa

from app.model.agent import AgentName, CompanyCode
from app.model.history import RunFilter
from app.model.job import JobNumber
from app.model.run import Counters, Run, RunId, RunMode, RunStatus, Trigger
from app.store import history, tables

_runs = tables.runs
OPEN = (RunStatus.QUEUED.value, RunStatus.RUNNING.value, RunStatus.STOPPING.value)
_COUNTERS = ("read", "inserted", "updated", "deleted", "unchanged", "failed", "skipped")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A run that is not stored yet."""

    agent: AgentName
    company: CompanyCode
    job: JobNumber
    instance: int
    trigger: Trigger
    mode: RunMode
    by: str = ""
    recovers: RunId | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenRun:
    """A run that has not ended, with what the engine keeps beside it."""

    run: Run
    instance: int
    executor: str | None
    fence: int | None
    handed: datetime | None
    attempt: int


def add(connection: sa.Connection, asked: Asked, *, at: datetime) -> RunId:
    """Queue a run."""
    row = {
        "agent": asked.agent,
        "company": asked.company,
        "job": asked.job,
        "instance": asked.instance,
        "trigger": asked.trigger.value,
        "mode": asked.mode.value,
        "status": RunStatus.QUEUED.value,
        "by": asked.by,
        "queued": at,
        "recovers": asked.recovers,
        "records": list(asked.records) or None,
        "changed": at,
    }
    return RunId(connection.execute(_runs.insert().values(row).returning(_runs.c.id)).scalar_one())


def one(connection: sa.Connection, number: int) -> Run | None:
    """The run with this id."""
    row = connection.execute(sa.select(_runs).where(_runs.c.id == number)).one_or_none()
    return None if row is None else _run(row)


def some(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Run, ...]:
    """The runs with these ids, by id."""
    rows = connection.execute(sa.select(_runs).where(_runs.c.id.in_(numbers)).order_by(_runs.c.id))
    return tuple(_run(row) for row in rows)


def lineage(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Run, ...]:
    """These runs; instead of an interrupted one the run that went on with it."""
    found, ended = {*numbers}, {*numbers}
    while ended:
        query = sa.select(_runs.c.id, _runs.c.recovers).where(_runs.c.recovers.in_(ended))
        successors = {row.id: row.recovers for row in connection.execute(query)}
        found = (found - {*successors.values()}) | {*successors}
        ended = {*successors}
    return some(connection, sorted(found))


def page(
    connection: sa.Connection,
    *,
    agent: str | None = None,
    job: int | None = None,
    limit: int,
    before: int | None = None,
    wanted: RunFilter | None = None,
) -> tuple[Run, ...]:
    """Runs, newest first."""
    query = (
        sa.select(_runs).where(*_chosen(agent, job), *history.passing(wanted)).order_by(_runs.c.id.desc()).limit(limit)
    )
    if before is not None:
        query = query.where(_runs.c.id < before)
    return tuple(_run(row) for row in connection.execute(query))


def count(
    connection: sa.Connection, *, agent: str | None = None, job: int | None = None, wanted: RunFilter | None = None
) -> int:
    """How many runs there are."""
    query = sa.select(sa.func.count()).select_from(_runs).where(*_chosen(agent, job), *history.passing(wanted))
    return connection.execute(query).scalar_one()


def counts(
    connection: sa.Connection, *, agent: str | None = None, wanted: RunFilter | None = None
) -> dict[RunStatus, int]:
    """How many runs there are of each status."""
    query = sa.select(_runs.c.status, sa.func.count()).where(*_chosen(agent, None), *history.passing(wanted))
    return {RunStatus(row[0]): row[1] for row in connection.execute(query.group_by(_runs.c.status))}


def still_open(connection: sa.Connection, *, agent: str, company: str | None = None) -> tuple[OpenRun, ...]:
    """Runs of an agent that have not ended, by id."""
    # Not ordered by the database: SQLite would then walk through every run there ever was instead of the open ones.
    query = sa.select(_runs).where(_runs.c.agent == agent, _runs.c.status.in_(OPEN))
    if company is not None:
        query = query.where(_runs.c.company == company)
    return tuple(sorted((_open(row) for row in connection.execute(query)), key=lambda one: one.run.id))


def open_one(connection: sa.Connection, number: int) -> OpenRun | None:
    """A run with what the engine keeps beside it, if it has not ended."""
    row = connection.execute(sa.select(_runs).where(_runs.c.id == number, _runs.c.status.in_(OPEN))).one_or_none()
    return None if row is None else _open(row)


def change(
    connection: sa.Connection, number: int, *, at: datetime, only: Sequence[RunStatus] = (), **values: Any
) -> bool:
    """Change columns of a run, if its status is still one of `only`; whether it was."""
    query = _runs.update().where(_runs.c.id == number)
    if only:
        query = query.where(_runs.c.status.in_([status.value for status in only]))
    return connection.execute(query.values(changed=at, **values)).rowcount == 1


def remove(connection: sa.Connection, number: int) -> bool:
    """Take back a run that nobody has started."""
    here = sa.and_(_runs.c.id == number, _runs.c.status == RunStatus.QUEUED.value)
    return connection.execute(_runs.delete().where(here)).rowcount == 1


def changed_since(connection: sa.Connection, when: datetime, *, limit: int = 1000) -> tuple[tuple[datetime, Run], ...]:
    """Runs that changed at or after a time, oldest change first."""
    query = sa.select(_runs).where(_runs.c.changed >= when).order_by(_runs.c.changed).limit(limit)
    return tuple((row.changed, _run(row)) for row in connection.execute(query))


def seconds_per_row(connection: sa.Connection, job: int, *, company: str) -> float | None:
    """How long the job's runs that read much took a row, by its newest; None if it never did."""
    query = sa.select(_runs).where(_runs.c.job == job, _runs.c.company == company, _runs.c.ended.is_not(None))
    query = query.where(_runs.c.read > 0, _runs.c.started.is_not(None)).order_by(_runs.c.read.desc(), _runs.c.id.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return None if row is None else (row.ended - row.started).total_seconds() / row.read


def counters(values: Counters) -> dict[str, int]:
    """Counters as columns."""
    return {name: getattr(values, name) for name in _COUNTERS}


def _chosen(agent: str | None, job: int | None) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = []
    if agent is not None:
        chosen.append(_runs.c.agent == agent)
    if job is not None:
        chosen.append(_runs.c.job == job)
    return chosen


def _open(row: sa.Row[Any]) -> OpenRun:
    return OpenRun(
        run=_run(row),
        instance=row.instance,
        executor=row.executor,
        fence=row.fence,
        handed=row.handed,
        attempt=row.attempt,
    )


def _run(row: sa.Row[Any]) -> Run:
    return Run(
        id=RunId(row.id),
        agent=AgentName(row.agent),
        job=JobNumber(row.job),
        company=CompanyCode(row.company),
        trigger=Trigger(row.trigger),
        mode=RunMode(row.mode),
        status=RunStatus(row.status),
        queued=row.queued,
        started=row.started,
        ended=row.ended,
        counters=Counters(**{name: getattr(row, name) for name in _COUNTERS}),
        message=row.message,
        by=row.by,
        unreachable=row.unreachable,
        records=tuple(row.records or ()),
    )


def interrupted_before(connection: sa.Connection, run: Run) -> Run | None:
    """The run of the same job and company before this one, if it was stopped."""
    alike = (_runs.c.job == run.job, _runs.c.company == run.company, _runs.c.id != run.id, _runs.c.started.is_not(None))
    row = connection.execute(sa.select(_runs).where(*alike).order_by(_runs.c.started.desc()).limit(1)).one_or_none()
    return _run(row) if row is not None and row.status == RunStatus.STOPPED.value else None
