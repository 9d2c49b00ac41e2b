"""The history of runs and their logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.errors import UsageError
from app.model.history import LineFilter, RunFilter
from app.model.role import Role
from app.model.run import LogLine, Run, RunStatus
from app.store import history, log_lines, runs


class Runs:
    """Every run of this store."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._lookup, self._acting = engine.store, Lookup(engine=engine), engine.acting
        self._catalogue = engine.workshop.catalogue

    def page(
        self,
        *,
        agent: str | None = None,
        job: int | None = None,
        limit: int = 100,
        before: int | None = None,
        wanted: RunFilter | None = None,
    ) -> tuple[Run, ...]:
        """Runs that pass the filter, newest first; `before` is the id to go on from."""
        name = self._chosen(agent, job)
        with self._store.read() as connection:
            return runs.page(connection, agent=name, job=job, limit=limit, before=before, wanted=self._named(wanted))

    def count(self, *, agent: str | None = None, job: int | None = None, wanted: RunFilter | None = None) -> int:
        """How many runs pass."""
        name = self._chosen(agent, job)
        with self._store.read() as connection:
            return runs.count(connection, agent=name, job=job, wanted=self._named(wanted))

    def counts(self, *, agent: str | None = None, wanted: RunFilter | None = None) -> dict[RunStatus, int]:
        """How many runs pass, by status."""
        name = self._chosen(agent, None)
        with self._store.read() as connection:
            return runs.counts(connection, agent=name, wanted=self._named(wanted))

    def some(self, numbers: Sequence[int]) -> tuple[Run, ...]:
        """The runs with these ids, those of agents the user may not look at left out."""
        with self._store.read() as connection:
            found = runs.some(connection, numbers)
        return tuple(run for run in found if self._acting.may(Role.VIEWER, agent=run.agent))

    def lines(
        self,
        *,
        agent: str | None = None,
        level: str = "info",
        text: str = "",
        limit: int = 10_000,
        before: int | None = None,
        after: int | None = None,
    ) -> tuple[tuple[int, LogLine], ...]:
        """Log lines of all runs with their numbers, oldest first: the newest, or those before or after a number."""
        name = self._chosen(agent, None)
        if level not in history.LEVELS:
            raise UsageError(f"There is no level {level!r}", remedy=f"The levels are: {', '.join(history.LEVELS)}.")
        wanted = LineFilter(level=level, text=text)
        with self._store.read() as connection:
            return log_lines.page(connection, agent=name, wanted=wanted, limit=limit, before=before, after=after)

    def one(self, number: int) -> Run:
        """One run; UsageError if there is none with this id."""
        with self._store.read() as connection:
            found = runs.one(connection, number)
        if found is None:
            raise UsageError(f"There is no run {number}", remedy="`tieline runs list` shows the newest.")
        self._acting.require(Role.VIEWER, f"Showing run {number}", agent=found.agent)
        return found

    def log(self, number: int, *, limit: int = 10_000, after: int = 0) -> tuple[LogLine, ...]:
        """The run's log, oldest first; `after` skips that many lines."""
        self.one(number)
        with self._store.read() as connection:
            return log_lines.of(connection, number, limit=limit, after=after)

    def _named(self, wanted: RunFilter | None) -> RunFilter | None:
        """The same filter, which knows the jobs whose number or name holds the text: the store knows no names."""
        if wanted is None or not wanted.text.strip():
            return wanted
        text = wanted.text.strip().casefold()
        jobs = [job.number for job in self._catalogue.values() if text in f"{job.number} {job.name}".casefold()]
        return replace(wanted, jobs=tuple(jobs))

    def _chosen(self, agent: str | None, job: int | None) -> str | None:
        if job is not None:
            self._lookup.job(job)
        name = None if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.VIEWER, f"Listing the runs of {name or 'every agent'}", agent=name or "")
        return name
