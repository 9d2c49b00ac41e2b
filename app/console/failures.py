"""Failed records that are still open."""

from __future__ import annotations

from collections.abc import Callable

from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.agent import Company
from app.model.failure import FailedRecord
from app.model.job import JobNumber
from app.model.role import Role
from app.store import companies

OpenFailures = Callable[[Company, JobNumber | None], tuple[FailedRecord, ...]]


class Failures:
    """What could not be brought over, in every company of an agent or of all."""

    def __init__(self, engine: Engine, *, find: OpenFailures) -> None:
        self._store, self._find = engine.store, find
        self._lookup, self._acting = Lookup(engine=engine), engine.acting

    def page(self, *, agent: str | None = None, job: int | None = None) -> tuple[FailedRecord, ...]:
        """Open failed records, by job, company and table."""
        number = None if job is None else self._lookup.job(job).number
        name = None if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.VIEWER, f"Listing the failed records of {name or 'every agent'}", agent=name or "")
        with self._store.read() as connection:
            served = companies.of(connection, name)
        found = [failure for company in served for failure in self._find(company, number)]
        return tuple(sorted(found, key=lambda one: (one.job, one.company, one.table)))
