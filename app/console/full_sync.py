"""Full data syncs: consequences first, then request or cancel."""

from __future__ import annotations

from app.console import cancelling, changes
from app.console.asking import Desk, Wish
from app.console.lookup import Lookup
from app.engine import gate
from app.engine.engine import Engine, OnEvent
from app.engine.facts import Facts
from app.model.agent import Company
from app.model.consequences import CancelConsequences, Consequences, PendingChange
from app.model.errors import UsageError
from app.model.job import Job
from app.model.report import RunReport
from app.model.role import Role
from app.model.run import RunMode, Trigger
from app.store import runs


class FullSync:
    """The full data sync of a job in a company."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lookup, self._desk = Lookup(engine=engine), Desk(engine=engine)

    def consequences(self, number: int, *, agent: str, company: str) -> Consequences:
        """What a full sync would read and hold up."""
        from app.sync import consequences

        job, facts, served = self._found(number, agent=agent, company=company)
        order = cancelling.order(self._engine, job, facts=facts, company=served)
        rows = sum(table.rows for table in consequences.table_rows(order))
        others = [other for other in self._engine.workshop.catalogue.values() if other.number != job.number]
        with self._engine.store.read() as connection:
            speed = runs.seconds_per_row(connection, job.number, company=served.code)
        return Consequences(
            job=job.number,
            company=served.code,
            rows=rows,
            seconds=None if speed is None else max(1.0, rows * speed),
            waiting_jobs=tuple(sorted(other.number for other in others if gate.is_switched_on(other, facts))),
            pending=changes.pending_rows(order),
        )

    def request(
        self, number: int, *, agent: str, company: str, by: str, wait: bool, on_event: OnEvent | None = None
    ) -> RunReport:
        """Ask for a full sync; the company's other jobs wait until it has ended."""
        job, facts, served = self._found(number, agent=agent, company=company)
        wish = Wish(agent=facts.agent.name, by=by, trigger=Trigger.USER, mode=RunMode.FULL)
        return self._desk.take([(job, served.code)], wish=wish, wait=wait, on_event=on_event)

    def cancel_consequences(self, number: int, *, agent: str, company: str) -> CancelConsequences:
        """What cancelling would skip, but for deletions: only the end of a full sync finds those."""
        job, facts, served = self._found(number, agent=agent, company=company)
        return cancelling.consequences(self._engine, job, facts=facts, company=served)

    def cancel(self, number: int, *, agent: str, company: str, by: str) -> int:
        """Stop at the next batch, set the pending changes aside; how many (0: there was no full sync)."""
        job, facts, served = self._found(number, agent=agent, company=company)
        what = f"Cancelling the full sync of job {job.number} {job.name}"
        self._engine.acting.require(Role.OPERATOR, what, agent=facts.agent.name)
        return cancelling.cancel(self._engine, job, facts=facts, company=served, by=by)

    def set_aside(self, number: int, *, agent: str, company: str, limit: int = 1000) -> tuple[PendingChange, ...]:
        """The changes that cancelled full syncs have set aside and nobody has fetched yet."""
        job, _, served = self._found(number, agent=agent, company=company)
        return changes.set_aside(served, job=job.number, limit=limit)

    def _found(self, number: int, *, agent: str, company: str) -> tuple[Job, Facts, Company]:
        job, name = self._lookup.job(number), self._lookup.agent(agent).name
        self._engine.acting.require(Role.VIEWER, f"Looking at the jobs of {name}", agent=name)
        served = self._lookup.company(company, agent=name)
        if not job.tables:
            raise UsageError(
                f"Job {job.number} {job.name} has no full sync",
                why="it brings no ERP table into ARM",
                remedy="Run it instead: `tieline jobs run`.",
            )
        return job, self._engine.facts(name, company=served.code), served
