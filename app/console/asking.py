"""Queues runs that a person asks for, and tells at once what can never start as things stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.engine import gate
from app.engine.engine import Engine, OnEvent
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.audit import Deed
from app.model.failure import FailureId, company_of
from app.model.job import Job
from app.model.reason import Reason
from app.model.reason import ReasonCode as Code
from app.model.report import RunReport, Waiting
from app.model.role import Role
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


_WORDS = {RunMode.INCREMENTAL: "run", RunMode.FULL: "full-sync", RunMode.RETRY: "retry", RunMode.FETCH: "fetch"}
_DOING = {
    RunMode.INCREMENTAL: "Running",
    RunMode.FULL: "The full sync of",
    RunMode.RETRY: "Retrying",
    RunMode.FETCH: "Fetching what is set aside of",
}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person asks for."""

    agent: str
    by: str
    trigger: Trigger
    mode: RunMode
    records: tuple[FailureId, ...] = ()  # what a retry is about; empty for all

    def of(self, company: CompanyCode) -> tuple[FailureId, ...]:
        """Those of the company."""
        return tuple(one for one in self.records if company_of(one) == company)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Takes wishes and sees them through."""

    engine: Engine

    def take(
        self, places: Iterable[tuple[Job, CompanyCode | None]], *, wish: Wish, wait: bool, on_event: OnEvent | None
    ) -> RunReport:
        """Queue a run a place; with `wait` see them through to their end."""
        wanted = tuple(places)
        self.engine.acting.require(Role.OPERATOR, f"{_DOING[wish.mode]} {_named(wanted)}", agent=wish.agent)
        asked, waiting = self._queue(wanted, wish)
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
            self.engine.acting.note(connection, _deed(places, wish, asked, waiting))
        return asked, tuple(waiting)

    def _add(self, connection: sa.Connection, job: Job, *, company: CompanyCode, facts: Facts, wish: Wish) -> RunId:
        """A run like it that is queued already is the one: asking twice makes no second run."""
        companies.lock(connection, company)
        now = self.engine.store.now(connection)
        if wish.mode is RunMode.FULL and facts.state(job.number, company=company).full_requested is None:
            states.put(connection, job.number, company=company, full_requested=now, full_by=wish.by)
        for queued in facts.queued(job.number, company=company):
            if queued.mode is wish.mode and queued.records in ((), wish.of(company)):
                return queued.id
        row = Asked(
            agent=facts.agent.name,
            company=company,
            job=job.number,
            instance=facts.properties[job.number].instance,
            trigger=wish.trigger,
            mode=wish.mode,
            by=wish.by,
            records=wish.of(company),
        )
        return runs.add(connection, row, at=now)


def _deed(
    places: tuple[tuple[Job, CompanyCode | None], ...], wish: Wish, asked: list[RunId], waiting: list[Waiting]
) -> Deed:
    after: dict[str, object] = {"runs": [*asked], "turned away": [f"{one.job} in {one.company}" for one in waiting]}
    if wish.records:
        after["records"] = [*wish.records]
    return Deed(action=f"job.{_WORDS[wish.mode]}", what=_named(places), agent=wish.agent, after=after)


def _named(places: tuple[tuple[Job, CompanyCode | None], ...]) -> str:
    """The jobs and companies as people name them."""
    jobs = {job.number: job for job, _ in places}
    codes = sorted({str(company) for _, company in places if company})
    if len(jobs) == 1:
        words = [f"job {job.number} {job.name}" for job in jobs.values()]
    else:
        words = [f"jobs {', '.join(map(str, jobs))}"]
    return " in ".join([*words, *([", ".join(codes)] if codes else [])])


def closed(job: Job, *, company: CompanyCode | None, facts: Facts) -> tuple[Reason, ...]:
    """The reasons, if a person must clear one of them first; else nothing."""
    held = gate.reasons(job, company=company, facts=facts, asking=gate.Asking())
    return held if company is None or any(reason.code in _CLOSED for reason in held) else ()
