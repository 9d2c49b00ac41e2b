"""What was decided at due times."""

from __future__ import annotations

from typing import Any  # rows are untyped

import sqlalchemy as sa

from app.model.agent import AgentName, CompanyCode
from app.model.decision import Decision, Outcome
from app.model.job import JobNumber
from app.model.run import RunId
from app.store import reasons, tables

_decisions = tables.decisions
_times = _decisions.c.count.label("times")  # a row has a method of the column's name


def add(connection: sa.Connection, decision: Decision) -> None:
    """Record a decision; one that repeats the last one's outcome and reasons lengthens it."""
    last = _last(connection, decision)
    if last is not None and decision.run is None and _alike(last, decision):
        row = {"last_due": decision.last_due, "count": last.times + decision.count, "made": decision.made}
        connection.execute(_decisions.update().where(_decisions.c.id == last.id).values(row))
        return
    connection.execute(
        _decisions.insert().values(
            agent=decision.agent,
            company=decision.company,
            job=decision.job,
            due=decision.due,
            last_due=decision.last_due,
            count=decision.count,
            made=decision.made,
            outcome=decision.outcome.value,
            reasons=reasons.to_json(decision.reasons),
            run=decision.run,
        )
    )


def page(connection: sa.Connection, *, agent: str, job: int, limit: int) -> tuple[Decision, ...]:
    """A job's decisions, newest first."""
    here = sa.and_(_decisions.c.agent == agent, _decisions.c.job == job)
    query = sa.select(_decisions, _times).where(here).order_by(_decisions.c.last_due.desc(), _decisions.c.company)
    return tuple(_decision(row) for row in connection.execute(query.limit(limit)))


def _last(connection: sa.Connection, decision: Decision) -> sa.Row[Any] | None:
    here = sa.and_(
        _decisions.c.agent == decision.agent,
        _decisions.c.company == decision.company,
        _decisions.c.job == decision.job,
    )
    query = sa.select(_decisions, _times).where(here).order_by(_decisions.c.last_due.desc()).limit(1)
    return connection.execute(query).one_or_none()


def _alike(row: sa.Row[Any], decision: Decision) -> bool:
    codes = [reason.code for reason in reasons.from_json(row.reasons)]
    return (
        row.run is None
        and row.outcome == decision.outcome.value
        and codes == [reason.code for reason in decision.reasons]
    )


def _decision(row: sa.Row[Any]) -> Decision:
    return Decision(
        agent=AgentName(row.agent),
        company=CompanyCode(row.company),
        job=JobNumber(row.job),
        due=row.due,
        last_due=row.last_due,
        count=row.times,
        made=row.made,
        outcome=Outcome(row.outcome),
        reasons=reasons.from_json(row.reasons),
        run=None if row.run is None else RunId(row.run),
    )
