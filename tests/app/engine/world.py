"""A small world for the engine: six jobs, one agent, one company, a clock that stands still, and work that obeys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from app.catalogue import graph
from app.engine import execution, ownership, schedule
from app.engine.engine import Engine
from app.engine.execution import Workshop
from app.engine.facts import Facts
from app.engine.feed import Feed
from app.model.agent import AgentName, Company, CompanyCode
from app.model.job import Direction, DisabledWhile, Job, JobNumber, OnlyWhile, Refreshes, Rule
from app.model.run import Counters, Run, RunId, RunMode, Trigger
from app.model.state import JobProperties, Process
from app.model.work import RunContext
from app.store import agents, companies, jobs, runs, states
from app.store.database import Store, open_store
from app.store.runs import Asked

AGENT, HERE, THERE = AgentName("Main"), CompanyCode("EPIC06"), CompanyCode("EPIC07")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def job(number: int, name: str, *after: str, rules: tuple[Rule, ...] = (), first: bool = True) -> Job:
    """A job that runs every minute."""
    return Job(
        number=JobNumber(number),
        key=name.lower(),
        name=name,
        description=name,
        direction=Direction.INBOUND,
        interval=MINUTE,
        depends_on=after,
        rules=rules,
        enabled_at_first=first,
    )


JOBS = (
    job(1, "Company"),
    job(2, "Unit", "Company"),
    job(3, "Part", "Unit"),
    job(4, "Buyer", rules=(DisabledWhile(setting="intercompany_gl"),)),
    job(5, "Receipt", rules=(OnlyWhile(setting="invoiced_receipt_sync"),), first=False),
    job(6, "Book", rules=(Refreshes(jobs=("Part",)),)),
)
CATALOGUE = {one.number: one for one in JOBS}
Does = Callable[[RunContext], Counters]


def nothing(context: RunContext) -> Counters:
    """Work that finds nothing."""
    context.check()
    return Counters()


@dataclass
class Hands:
    """Does what each job was told to do, and remembers what was done."""

    does: dict[int, Does] = field(default_factory=dict)
    done: list[tuple[int, str, RunMode]] = field(default_factory=list)

    def run(self, context: RunContext) -> Counters:
        """One run."""
        order = context.order
        self.done.append((order.job.number, order.company.code, order.mode))
        return self.does.get(order.job.number, nothing)(context)


@dataclass
class World:
    """Everything a test of the engine needs."""

    store: Store
    engine: Engine
    hands: Hands
    clock: list[datetime]

    def later(self, **by: float) -> datetime:
        """Let time pass."""
        self.clock[0] += timedelta(**by)
        return self.clock[0]

    def facts(self) -> Facts:
        """How things stand."""
        return self.engine.facts(AGENT)

    def ask(self, number: int, *, mode: RunMode = RunMode.INCREMENTAL, company: CompanyCode = HERE) -> RunId:
        """Queue a run."""
        asked = Asked(
            agent=AGENT, company=company, job=JobNumber(number), instance=1, trigger=Trigger.USER, mode=mode, by="ann"
        )
        with self.store.begin() as connection:
            now = self.store.now(connection)
            if mode is RunMode.FULL:
                states.put(connection, number, company=company, full_requested=now, full_by="ann")
            return runs.add(connection, asked, at=now)

    def begin(self, run: RunId, *, executor: str = "me") -> ownership.Owned | None:
        """Start a queued run."""
        return ownership.begin(self.store, run, executor=executor, catalogue=CATALOGUE)

    def end(self, owned: ownership.Owned, ending: ownership.Ending) -> Run | None:
        """End a run."""
        found = CATALOGUE[owned.run.job]
        return ownership.end(self.store, owned, ending=ending, job=found, catalogue=CATALOGUE)

    def execute(self, run: RunId, *, executor: str = "me") -> Run:
        """Do a whole run in this thread."""
        execution.execute(run, executor=executor, workshop=self.engine.workshop, halt=threading.Event())
        return self.run(run)

    def did(self, number: int, *, company: CompanyCode = HERE) -> Run:
        """Ask for a run and do it."""
        return self.execute(self.ask(number, company=company))

    def tick(self) -> int:
        """Look at the due times."""
        return schedule.tick(self.store, agent=AGENT, catalogue=CATALOGUE, order=self.engine.order)

    def run(self, number: int) -> Run:
        """A run as stored."""
        with self.store.read() as connection:
            found = runs.one(connection, number)
        assert found
        return found

    def all_runs(self) -> tuple[Run, ...]:
        """Every run, oldest first."""
        with self.store.read() as connection:
            return tuple(reversed(runs.page(connection, limit=1000)))

    def change_agent(self, **settings: object) -> None:
        """Change the agent's settings, or its switch."""
        enabled = bool(settings.pop("enabled", True))
        with self.store.begin() as connection:
            agent = agents.find(connection, AGENT)
            assert agent
            changed = replace(agent, enabled=enabled, settings=replace(agent.settings, **settings))  # type: ignore[arg-type]
            agents.change(connection, changed, by="ann", at=self.store.now(connection))

    def change_job(self, number: int, **values: object) -> None:
        """Change a job's properties."""
        properties = replace(self.facts().properties[JobNumber(number)], **values)  # type: ignore[arg-type]
        assert isinstance(properties, JobProperties)
        with self.store.begin() as connection:
            now = self.store.now(connection)
            jobs.put(connection, number, agent=AGENT, properties=properties, by="ann", at=now)


def process(executor: str, *, beat: datetime = NOON, pid: int = 1, host: str = "elsewhere") -> Process:
    """A process of the agent, on another machine unless told otherwise."""
    return Process(
        executor=executor, agent=AGENT, schedules=True, instances=None, host=host, pid=pid, started=beat, beat=beat
    )


def open_world(folder: Path, *, url: URL | None = None, ticking: bool = False) -> World:
    """A world in a folder; `ticking` takes the database's own clock."""
    clock = [NOON]
    store = open_store(url or make_url(f"sqlite:///{folder}/store.sqlite"), clock=None if ticking else lambda: clock[0])
    hands = Hands()
    workshop = Workshop(
        store=store,
        catalogue=CATALOGUE,
        kinds=lambda _job, _mode: hands,
        feed=Feed(store),
        peers={},
        open_failures=lambda _company, _job: 7,
    )
    shared = store.url.get_backend_name() == "postgresql"
    queue = store.url.render_as_string(hide_password=False) if shared else f"sqlite:///{folder}/engine.sqlite"
    engine = Engine(workshop=workshop, order=graph.order(JOBS), queue_url=queue)
    with store.begin() as connection:
        if agents.find(connection, AGENT) is None:
            agents.add(connection, name=AGENT, at=store.now(connection))
            companies.put(connection, Company(code=HERE, agent=AGENT, erp="sqlite:///e", arm="sqlite:///a"))
    return World(store=store, engine=engine, hands=hands, clock=clock)
