"""What needs a look: told from the agents, the grid and the newest runs; one alert a cause, never one a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.console.agents import Agents
from app.console.jobs import Jobs
from app.console.runs import Runs
from app.engine.engine import Engine
from app.model.agent import AgentRow, AgentState, Company
from app.model.alert import Alert, AlertKind
from app.model.errors import TielineError
from app.model.job import JobNumber, JobRow, JobStatus
from app.model.run import Run, RunStatus
from app.store import companies

FirstFailure = Callable[[Company, JobNumber], datetime | None]

_LOOKED_AT = 2000  # newest runs of an agent
_QUIET_RUNS = 50
_LATE_AT_LEAST = timedelta(minutes=2)
_CATCHING_UP = timedelta(minutes=5)
_LONG_PAUSE = timedelta(days=1)
_BUSY = (JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.STOPPING, JobStatus.WAITING)
_GO_LIVE = JobNumber(15)

_ASK_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """How many records of a job were open when their database was asked, and since when."""

    count: int
    at: datetime
    since: datetime | None


class Alerts:
    """The alerts of every agent the user may look at."""

    def __init__(self, engine: Engine, *, agents: Agents, jobs: Jobs, runs: Runs, first_failure: FirstFailure) -> None:
        self._store, self._agents, self._jobs, self._runs = engine.store, agents, jobs, runs
        self._first_failure = first_failure
        self._known: dict[tuple[str, JobNumber], _Asked] = {}

    def now(self) -> tuple[Alert, ...]:
        """Every cause there is at this moment, the gravest first."""
        with self._store.read() as connection:
            moment = self._store.now(connection)
        found: list[Alert] = []
        for agent in self._agents.rows():
            if agent.enabled and agent.companies:
                rows = self._jobs.rows(agent.name)
                runs = self._runs.page(agent=agent.name, limit=_LOOKED_AT)
                since = {row.number: self._open_since(agent, row, now=moment) for row in rows if row.open_failures}
                found.extend(alerts_of(agent, rows=rows, runs=runs, now=moment, open_since=since))
        order = list(AlertKind)
        return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.agent, one.jobs)))

    def _open_since(self, agent: AgentRow, row: JobRow, *, now: datetime) -> datetime | None:
        """When the oldest open record of a job failed first; asked again only once another number of them is open."""
        place = (str(agent.name), row.number)
        asked = self._known.get(place)
        if asked is None or asked.count != row.open_failures or (asked.since is None and now - asked.at > _ASK_AGAIN):
            with self._store.read() as connection:
                served = companies.of(connection, agent.name)
            since = min(filter(None, (self._first(company, row.number) for company in served)), default=None)
            asked = self._known[place] = _Asked(count=row.open_failures, at=now, since=since)
        return asked.since

    def _first(self, company: Company, job: JobNumber) -> datetime | None:
        try:
            return self._first_failure(company, job)
        except TielineError:
            return None  # a database that does not answer is an alert of its own


def alerts_of(
    agent: AgentRow, *, rows: Sequence[JobRow], runs: Sequence[Run], now: datetime,
    open_since: Mapping[JobNumber, datetime | None],
) -> Iterator[Alert]:  # fmt: skip
    """The alerts of one agent; pure. `runs` are its newest, newest first."""
    if agent.pause:
        if now - agent.pause.at > _LONG_PAUSE:
            note = f"{agent.pause.by}: {agent.pause.note}"
            yield Alert(kind=AlertKind.PAUSED, agent=agent.name, since=agent.pause.at, detail=note)
    elif agent.state is AgentState.UNREACHABLE:
        yield Alert(kind=AlertKind.NO_PROCESS, agent=agent.name, since=agent.seen)
    elif not _catches_up(agent, now=now):
        yield from _late(agent, rows=rows, now=now)
    yield from _failing(agent, rows=rows, runs=runs)
    yield from _quiet(agent, rows=rows, runs=runs)
    for row in rows:
        if row.number == _GO_LIVE and row.enabled and agent.settings.invoiced_receipt_sync:
            yield Alert(kind=AlertKind.GO_LIVE, agent=agent.name, since=None, jobs=(row.number,))
        if row.open_failures:
            yield Alert(
                kind=AlertKind.RECORDS,
                agent=agent.name,
                since=open_since.get(row.number),
                jobs=(row.number,),
                count=row.open_failures,
            )


def _catches_up(agent: AgentRow, *, now: datetime) -> bool:
    """Whether its processes have only just started: what became due before is being caught up."""
    started = [process.started for process in agent.processes]
    return bool(started) and now - min(started) < _CATCHING_UP


def _late(agent: AgentRow, *, rows: Sequence[JobRow], now: datetime) -> Iterator[Alert]:
    for row in rows:
        if not row.enabled or row.next_run is None or row.status in _BUSY:
            continue
        if now - row.next_run > max(row.interval, _LATE_AT_LEAST):
            yield Alert(kind=AlertKind.LATE, agent=agent.name, since=row.next_run, jobs=(row.number,))


def _failing(agent: AgentRow, *, rows: Sequence[JobRow], runs: Sequence[Run]) -> Iterator[Alert]:
    """The last run of a job in a company, if it failed; those whose other side did not answer are one cause."""
    enabled = {row.number for row in rows if row.enabled}
    seen: set[tuple[JobNumber, str]] = set()
    silent: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        place = (run.job, run.company)
        if run.ended is None or place in seen or run.job not in enabled:
            continue
        seen.add(place)
        if run.status is not RunStatus.FAILED:
            continue
        if run.unreachable:
            silent[run.company].append(run)
            continue
        count, since = _streak(runs, run)
        yield Alert(
            kind=AlertKind.FAILING, agent=agent.name, since=since, jobs=(run.job,), company=run.company,
            count=count, detail=run.message,
        )  # fmt: skip
    for company, group in sorted(silent.items()):
        jobs = tuple(sorted(run.job for run in group))
        since = min(_streak(runs, run)[1] for run in group)
        yield Alert(
            kind=AlertKind.NO_ANSWER, agent=agent.name, since=since, jobs=jobs, company=company, count=len(jobs),
            detail=group[0].message,
        )  # fmt: skip


def _streak(runs: Sequence[Run], last: Run) -> tuple[int, datetime]:
    """How many runs of this job have failed one after the other, and since when."""
    count, since = 0, last.queued
    for run in runs:
        if (run.job, run.company) != (last.job, last.company) or run.ended is None:
            continue
        if run.status is not RunStatus.FAILED:
            break
        count, since = count + 1, run.started or run.queued
    return count, since


def _quiet(agent: AgentRow, *, rows: Sequence[JobRow], runs: Sequence[Run]) -> Iterator[Alert]:
    """A job whose newest runs all went well and changed nothing, although earlier ones did."""
    by_job: dict[JobNumber, list[Run]] = defaultdict(list)
    for run in runs:
        if run.ended:
            by_job[run.job].append(run)
    for row in rows:
        mine = by_job[row.number]
        newest, earlier = mine[:_QUIET_RUNS], mine[_QUIET_RUNS:]
        still = len(newest) == _QUIET_RUNS and not any(run.counters.changed for run in newest)
        brought = next((run for run in earlier if run.counters.changed), None)
        if row.enabled and still and brought and all(run.status is RunStatus.SUCCEEDED for run in newest):
            yield Alert(
                kind=AlertKind.QUIET, agent=agent.name, since=brought.ended, jobs=(row.number,), count=_QUIET_RUNS
            )
