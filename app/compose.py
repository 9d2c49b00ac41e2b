"""Builds everything once; the only file that knows which concrete class plays which role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from app import catalogue
from app.catalogue import graph
from app.connect import certificates
from app.connect.databases import parse_url
from app.console import Console, launching
from app.console.agents import Agents
from app.console.alerts import Alerts
from app.console.audit import Audit
from app.console.companies import Companies
from app.console.doctor import Doctor
from app.console.documents import Documents
from app.console.failures import Failures
from app.console.feed import Feed
from app.console.full_sync import FullSync
from app.console.grid import Where
from app.console.jobs import Jobs
from app.console.roles import Roles
from app.console.runs import Runs
from app.console.sandbox import Sandbox
from app.console.stores import Stores
from app.console.timberline import Timberline
from app.console.versions import Versions
from app.engine.engine import Engine
from app.engine.execution import Workshop
from app.engine.feed import Feed as EngineFeed
from app.engine.kinds import Nothing
from app.model.agent import AgentSettings, Company
from app.model.errors import Unreachable
from app.model.failure import FailedRecord
from app.model.job import Job, JobNumber, Table
from app.model.run import Run, RunMode
from app.model.work import Work
from app.store import home as homes
from app.store.database import Store, open_store
from app.store.home import Home

if TYPE_CHECKING:
    from app.sandbox.services import SandboxServices
    from app.sync.turns import Turns


def build(home: Path | None = None, store_url: str | None = None, *, moving: bool = False) -> Console:
    """The console on a data folder (default: TIELINE_HOME or the user's) and a store (default: SQLite in it).

    With `moving` also on a store that was moved: an interrupted move is completed from there.
    """
    folder = homes.find(home)
    folder.prepare()
    store = _opened(parse_url(store_url or f"sqlite:///{folder.store}", beside=folder.folder), in_use=not moving)
    log = homes.log_to(folder.log)
    kinds = _Kinds(folder)
    engine = _engine(store, folder, kinds=kinds)
    agents = Agents(engine, launch=launching.Launcher(home=folder.folder, store_url=store_url).start)
    companies, jobs, runs = Companies(engine), Jobs(engine, conditions=_conditions), Runs(engine)

    def close() -> None:
        kinds.stop()
        store.close()
        homes.stop_logging(log)

    return Console(
        home=str(folder.folder),
        agents=agents,
        companies=companies,
        jobs=jobs,
        full_sync=FullSync(engine),
        runs=runs,
        failures=Failures(engine, find=_open_failures),
        documents=Documents(engine),
        doctor=Doctor(engine, home=folder),
        sandbox=Sandbox(folder.folder, agents=agents, companies=companies, acting=engine.acting),
        feed=Feed(engine),
        timberline=Timberline(acting=engine.acting),
        audit=Audit(engine),
        roles=Roles(engine),
        stores=Stores(engine, home=folder.folder),
        versions=Versions(engine, agents=agents, jobs=jobs),
        alerts=Alerts(engine, agents=agents, jobs=jobs, runs=runs, first_failure=_first_failure),
        on_close=close,
    )


def _opened(url: URL, *, in_use: bool) -> Store:
    try:
        return open_store(url, in_use=in_use)
    except Unreachable as error:
        raise certificates.explained(error, url) from error


def _engine(store: Store, folder: Home, *, kinds: _Kinds) -> Engine:
    jobs = catalogue.load()
    workshop = Workshop(
        store=store,
        catalogue={job.number: job for job in jobs},
        kinds=kinds,
        feed=EngineFeed(store),
        peers=_peers(jobs),
        open_failures=_count_failures,
        committed=_committed,
    )
    shared = store.url.get_backend_name() == "postgresql"
    queue = store.url.render_as_string(hide_password=False) if shared else f"sqlite:///{folder.queue}"
    return Engine(workshop=workshop, order=graph.order(jobs), queue_url=queue)


class _Kinds:
    """The kind of work each job is; loaded when the first run needs it, for that brings Arrow along."""

    def __init__(self, folder: Home) -> None:
        self._folder = folder.folder / "sandbox"
        self._lock = Lock()
        self._sending: Mapping[JobNumber, Work] = {}
        self._echoes: Mapping[JobNumber, Work] = {}
        self._services: SandboxServices | None = None
        self._turns: Turns | None = None  # which all inbound work of this process shares

    def __call__(self, job: Job, mode: RunMode) -> Work:  # noqa: ARG002 - a kind may depend on what is read
        """The work of a job; work that goes outside finds the sandbox's own services on the sandbox company."""
        services = self._load()
        sends = self._sending.get(job.number)
        if sends is None:
            return self._inbound() if job.tables else Nothing()
        from app.outbox.both_ways import BothWays
        from app.sandbox.services import Served

        echo = self._echoes.get(job.number)
        return Served(BothWays(sends, self._inbound(), echo=echo) if job.tables else sends, services=services)

    def _load(self) -> SandboxServices:
        with self._lock:
            if self._services is None:
                from app import outbox, services
                from app.sandbox.services import SandboxServices

                self._sending = {**outbox.kinds(now=_now), **services.kinds(now=_now)}
                self._echoes = outbox.echoes(now=_now)
                self._services = SandboxServices(self._folder)
            return self._services

    def _inbound(self) -> Work:
        from app.sync.inbound import Inbound
        from app.sync.turns import Turns

        with self._lock:
            self._turns = self._turns or Turns()
        return Inbound(now=_now, turns=self._turns)

    def stop(self) -> None:
        """End the services that this process started."""
        if self._services is not None:
            self._services.stop()


def _now() -> datetime:
    return datetime.now(UTC)


def _peers(jobs: tuple[Job, ...]) -> dict[JobNumber, tuple[Job, ...]]:
    """For each job the others that feed the same ARM tables."""
    feeders = graph.feeders(jobs)
    found: dict[JobNumber, tuple[Job, ...]] = {}
    for job in jobs:
        others = {other.number: other for table in job.tables for other in feeders[table.target]}
        found[job.number] = tuple(other for number, other in sorted(others.items()) if number != job.number)
    return found


def _conditions(companies: Sequence[Company], *, settings: AgentSettings, exact: Sequence[Table]) -> Where:
    from app.sync import conditions

    dialects = [parse_url(company.erp).get_dialect().name for company in companies] or ["sqlite"]
    shapes = None
    if exact:
        from app.sync import wheres

        alike = [company for company, its in zip(companies, dialects, strict=False) if its == dialects[0]]
        shapes = wheres.shapes(alike, exact)
    return partial(conditions.where_text, settings=settings, erp=dialects[0], shapes=shapes)


def _open_failures(company: Company, job: JobNumber | None) -> tuple[FailedRecord, ...]:
    from app.sync import failed

    return failed.open_failures(company, job=job)


def _first_failure(company: Company, job: JobNumber) -> datetime | None:
    from app.sync import failed

    return min((one.first_seen for one in failed.open_failures(company, job=job, limit=1)), default=None)


def _count_failures(company: Company, job: JobNumber) -> int:
    from app.sync import failed

    return failed.counts(company).get(job, 0)


def _committed(company: Company, run: Run, store: str) -> dict[str, int] | None:
    from app.sync.committed import committed

    counted = committed(company, job=run.job, run=run.id, store=store)
    return None if counted is None else asdict(counted)
