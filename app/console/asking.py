"""Queues runs that a person asks for, and tells at once what can never start as things stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.engine import gate
from app.engine.engine import Engine, OnEvent
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.job import Job
from app.model.reason import Reason
from app.model.reason import ReasonCode as Code
from app.model.report import RunReport, Waiting
from app.model.run import RunId, RunMode, Trigger
from app.store import companies, runs, states
from app.store.runs import Asked

# What only a person clears: a run that waited for it might start at any time later, to everybody's surprise.
_CLOSED = frozenset(
    {
        Code.AGENT_DISABLED,
        Code.JOB_DISABLED,
        Code.INTERCOMPANY_GL_ACTIVE,
        Code.INVOICED_RECEIPT_SYNC_OFF,
        Code.STORE_NEWER,
    }
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person asks for."""

    agent: str
    by: str
    trigger: Trigger
    mode: RunMode


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Takes wishes and sees them through."""

    engine: Engine

    def take(
        self, places: Iterable[tuple[Job, CompanyCode | None]], *, wish: Wish, wait: bool, on_event: OnEvent | None
    ) -> RunReport:
        """Queue a run a place; with `wait` see them through to their end."""
        asked, waiting = self._queue(tuple(places), wish)
        if not wait or not asked:
            with self.engine.store.read() as connection:
                return RunReport(runs=runs.some(connection, asked), waiting=waiting)
        report = self.engine.follow(asked, agent=wish.agent, on_event=on_event)
        return RunReport(runs=report.runs, waiting=(*waiting, *report.waiting))

    def _queue(
        self, places: tuple[tuple[Job, CompanyCode | None], ...], wish: Wish
    ) -> tuple[list[RunId], tuple[Waiting, ...]]:
        facts = self.engine.facts(wish.agent)
        asked: list[RunId] = []
        waiting: list[Waiting] = []
        with self.engine.store.begin() as connection:
            for job, company in places:
                held = closed(job, company=company, facts=facts)
                if held or company is None:
                    waiting.append(Waiting(job=job.number, company=company, reasons=held))
                else:
                    asked.append(self._add(connection, job, company=company, facts=facts, wish=wish))
        return asked, tuple(waiting)

    def _add(self, connection: sa.Connection, job: Job, *, company: CompanyCode, facts: Facts, wish: Wish) -> RunId:
        """A run like it that is queued already is the one: asking twice makes no second run."""
        companies.lock(connection, company)
        now = self.engine.store.now(connection)
        if wish.mode is RunMode.FULL and facts.state(job.number, company=company).full_requested is None:
            states.put(connection, job.number, company=company, full_requested=now, full_by=wish.by)
        for queued in facts.queued(job.number, company=company):
            if queued.mode is wish.mode:
                return queued.id
        row = Asked(
            agent=facts.agent.name,
            company=company,
            job=job.number,
            instance=facts.properties[job.number].instance,
            trigger=wish.trigger,
            mode=wish.mode,
            by=wish.by,
        )
        return runs.add(connection, row, at=now)


def closed(job: Job, *, company: CompanyCode | None, facts: Facts) -> tuple[Reason, ...]:
    """The reasons, if a person must clear one of them first; else nothing."""
    held = gate.reasons(job, company=company, facts=facts, asking=gate.Asking())
    return held if company is None or any(reason.code in _CLOSED for reason in held) else ()
