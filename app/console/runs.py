"""The history of runs and their logs."""

from __future__ import annotations

from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.errors import UsageError
from app.model.role import Role
from app.model.run import LogLine, Run
from app.store import log_lines, runs


class Runs:
    """Every run of this store."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._lookup, self._acting = engine.store, Lookup(engine=engine), engine.acting

    def page(
        self, *, agent: str | None = None, job: int | None = None, limit: int = 100, before: int | None = None
    ) -> tuple[Run, ...]:
        """Runs, newest first; `before` is the id to go on from."""
        name = self._chosen(agent, job)
        with self._store.read() as connection:
            return runs.page(connection, agent=name, job=job, limit=limit, before=before)

    def count(self, *, agent: str | None = None, job: int | None = None) -> int:
        """How many runs there are."""
        name = self._chosen(agent, job)
        with self._store.read() as connection:
            return runs.count(connection, agent=name, job=job)

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

    def _chosen(self, agent: str | None, job: int | None) -> str | None:
        if job is not None:
            self._lookup.job(job)
        name = None if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.VIEWER, f"Listing the runs of {name or 'every agent'}", agent=name or "")
        return name
