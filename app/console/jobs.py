"""Jobs of an agent: the grid, why one does not run, and everything that can be asked of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from app.console import properties
from app.console.asking import Desk, Wish
from app.console.grid import Conditions, Grid
from app.console.lookup import Lookup
from app.engine import gate
from app.engine.engine import Engine, OnEvent
from app.engine.facts import Facts
from app.model.agent import CompanyCode
from app.model.decision import Decision
from app.model.failure import FailureId
from app.model.job import Job, JobRow
from app.model.reason import Reason
from app.model.report import RunReport
from app.model.role import Role
from app.model.run import RunMode, Trigger
from app.store import companies, decisions


class Jobs:
    """The 60 jobs, as an agent runs them."""

    def __init__(self, engine: Engine, *, conditions: Conditions) -> None:
        self._engine, self._conditions = engine, conditions
        self._lookup, self._desk = Lookup(engine=engine), Desk(engine=engine)

    def rows(self, agent: str, *, exact: bool = False) -> tuple[JobRow, ...]:
        """The grid, by job number; `exact` looks into the ERP, so that conditions fit the columns it has."""
        jobs = self._catalogue()
        grid = self._grid(self._facts(agent), exact=jobs if exact else ())
        return tuple(grid.row(job) for job in jobs)

    def row(self, number: int, *, agent: str, exact: bool = False) -> JobRow:
        """One job."""
        job = self._lookup.job(number)
        return self._grid(self._facts(agent), exact=(job,) if exact else ()).row(job)

    def why(self, number: int, *, agent: str) -> tuple[Reason, ...]:
        """Every reason why the job does not run now, of every company; empty if it is about to."""
        job, facts = self._lookup.job(number), self._facts(agent)
        places: Sequence[CompanyCode | None] = facts.companies or (None,)
        found = [reason for place in places for reason in _held(job, place, facts)]
        return tuple(dict.fromkeys(found))

    def decisions(self, number: int, *, agent: str, limit: int = 100) -> tuple[Decision, ...]:
        """What was decided at the job's due times, newest first."""
        job, name = self._lookup.job(number), self._lookup.agent(agent).name
        self._engine.acting.require(Role.VIEWER, f"Looking at the jobs of {name}", agent=name)
        with self._engine.store.read() as connection:
            return decisions.page(connection, agent=name, job=job.number, limit=limit)

    def run(
        self, numbers: Sequence[int], *, agent: str, wait: bool, by: str, on_event: OnEvent | None = None
    ) -> RunReport:
        """Run these jobs now in every company of the agent."""
        jobs = {self._lookup.job(number).number for number in numbers}
        return self._run(
            [job for job in self._engine.order if job.number in jobs], agent, wait=wait, by=by, on_event=on_event
        )

    def run_all(self, *, agent: str, wait: bool, by: str, on_event: OnEvent | None = None) -> RunReport:
        """Run each enabled job once, in dependency order."""
        facts = self._facts(agent)
        jobs = [job for job in self._engine.order if gate.is_switched_on(job, facts)]
        return self._run(jobs, agent, wait=wait, by=by, on_event=on_event)

    def retry(
        self,
        number: int,
        *,
        agent: str,
        wait: bool,
        by: str,
        records: Sequence[FailureId] | None = None,
        on_event: OnEvent | None = None,
    ) -> RunReport:
        """Try the job's failed records again, and only those; `records` picks some of them by id."""
        facts, job = self._facts(agent), self._lookup.job(number)
        wish = Wish(agent=facts.agent.name, by=by, trigger=Trigger.RETRY, mode=RunMode.RETRY)
        places = _places([job], facts)
        if records is not None:
            wish = replace(wish, records=tuple(dict.fromkeys(records)))
            places = [(job, company) for job, company in places if company and wish.of(company)]
        if not places:
            return RunReport(runs=(), waiting=())
        return self._desk.take(places, wish=wish, wait=wait, on_event=on_event)

    def fetch(
        self, number: int, *, agent: str, company: str, wait: bool, by: str, on_event: OnEvent | None = None
    ) -> RunReport:
        """Bring the changes that a cancelled full sync had set aside."""
        name, job = self._lookup.agent(agent).name, self._lookup.job(number)
        code = self._lookup.company(company, agent=name).code
        wish = Wish(agent=name, by=by, trigger=Trigger.FETCH, mode=RunMode.FETCH)
        return self._desk.take([(job, code)], wish=wish, wait=wait, on_event=on_event)

    def stop(self, number: int, *, agent: str) -> int:
        """Ask the job's runs to stop at the next batch, and drop its queued ones; how many there were."""
        job, facts = self._lookup.job(number), self._facts(agent)
        return properties.stop(self._engine.acting, job, facts=facts)

    def enable(self, number: int, *, agent: str, by: str = "") -> JobRow:
        """Make the job part of integration processing."""
        return self._switch(number, agent=agent, enabled=True, by=by)

    def disable(self, number: int, *, agent: str, by: str = "") -> JobRow:
        """Take the job out of integration processing; a running run ends by itself."""
        return self._switch(number, agent=agent, enabled=False, by=by)

    def change(
        self,
        number: int,
        *,
        agent: str,
        interval: timedelta | None = None,
        instance: int | None = None,
        by: str = "",
    ) -> JobRow:
        """Set properties; DecisionNeeded if the instance is changed while the agent is not paused."""
        job, facts = self._lookup.job(number), self._facts(agent)
        wanted = properties.wanted(job, facts=facts, interval=interval, instance=instance)
        properties.put(self._engine.acting, job, facts=facts, wanted=wanted, by=by)
        return self.row(number, agent=agent)

    def _switch(self, number: int, *, agent: str, enabled: bool, by: str) -> JobRow:
        job, facts = self._lookup.job(number), self._facts(agent)
        wanted = properties.switched(job, facts=facts, enabled=enabled)
        properties.put(self._engine.acting, job, facts=facts, wanted=wanted, by=by)
        return self.row(number, agent=agent)

    def _run(self, jobs: Sequence[Job], agent: str, *, wait: bool, by: str, on_event: OnEvent | None) -> RunReport:
        facts = self._facts(agent)
        wish = Wish(agent=facts.agent.name, by=by, trigger=Trigger.USER, mode=RunMode.INCREMENTAL)
        return self._desk.take(_places(jobs, facts), wish=wish, wait=wait, on_event=on_event)

    def _facts(self, agent: str) -> Facts:
        name = self._lookup.agent(agent).name
        self._engine.acting.require(Role.VIEWER, f"Looking at the jobs of {name}", agent=name)
        return self._engine.facts(name)

    def _catalogue(self) -> list[Job]:
        return sorted(self._engine.workshop.catalogue.values(), key=lambda job: job.number)

    def _grid(self, facts: Facts, *, exact: Sequence[Job]) -> Grid:
        with self._engine.store.read() as connection:
            served = companies.of(connection, facts.agent.name)
        tables = [table for job in exact for table in job.tables]
        return Grid(facts=facts, where=self._conditions(served, settings=facts.agent.settings, exact=tables))


def _held(job: Job, place: CompanyCode | None, facts: Facts) -> tuple[Reason, ...]:
    return gate.reasons(job, company=place, facts=facts, asking=gate.WHY)


def _places(jobs: Sequence[Job], facts: Facts) -> list[tuple[Job, CompanyCode | None]]:
    companies: Sequence[CompanyCode | None] = facts.companies or (None,)
    return [(job, company) for job in jobs for company in companies]
