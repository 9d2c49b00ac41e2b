"""Takes a picture of an agent from the store, for the rules to be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from app.engine import life
from app.engine.facts import Facts
from app.model.agent import Agent
from app.model.errors import UsageError
from app.model.job import Job, JobNumber
from app.model.state import JobProperties
from app.store import agents, companies, jobs, processes, runs, states
from app.store.database import Store

Catalogue = Mapping[JobNumber, Job]


def take(
    connection: sa.Connection, *, store: Store, agent: str, catalogue: Catalogue, company: str | None = None
) -> Facts:
    """The agent's facts now, of one company or of all."""
    now = store.now(connection)
    found = agents.find(connection, agent)
    if found is None:
        raise UsageError(f"There is no agent called {agent!r}", remedy="`tieline agent list` shows them all.")
    served = [one.code for one in companies.of(connection, agent) if company is None or one.code == company]
    known = processes.of(connection, agent)
    alive = tuple(process for process in known if life.lives(process, now=now))
    beats = [process.beat for process in known if process.schedules]
    found = replace(found, seen=max([*beats, *([found.seen] if found.seen else [])], default=None))
    return Facts(
        now=now,
        agent=found,
        jobs=catalogue,
        companies=tuple(served),
        properties=properties(connection, found, catalogue=catalogue.values()),
        states=states.of_agent(connection, agent, company=company),
        runs=tuple(one.run for one in runs.still_open(connection, agent=agent, company=company)),
        processes=alive,
        store_newer=store.is_newer(connection),
    )


def properties(connection: sa.Connection, agent: Agent, *, catalogue: Iterable[Job]) -> dict[JobNumber, JobProperties]:
    """What is set of each job; one that nobody has touched is as it was declared."""
    stored = jobs.of(connection, agent.name)
    return {job.number: stored.get(job.number) or declared(job) for job in catalogue}


def declared(job: Job) -> JobProperties:
    """A job's properties before anybody changes them."""
    return JobProperties(enabled=job.enabled_at_first, interval=job.interval)
