"""Versions of settings: what was set when and by whom, and back to one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any  # settings come back from JSON

from app.console.agents import Agents
from app.console.jobs import Jobs
from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.errors import UsageError
from app.model.role import Role
from app.model.version import SettingVersion
from app.store import versions


class Versions:
    """Every change of an agent's or a job's settings is a version."""

    def __init__(self, engine: Engine, *, agents: Agents, jobs: Jobs) -> None:
        self._store, self._acting, self._lookup = engine.store, engine.acting, Lookup(engine=engine)
        self._agents, self._jobs = agents, jobs

    def of(self, agent: str, *, job: int | None = None, limit: int = 100) -> tuple[SettingVersion, ...]:
        """The versions of a job, or of the agent itself; newest first. What was never changed has none."""
        name = self._lookup.agent(agent).name
        number = None if job is None else self._lookup.job(job).number
        self._acting.require(Role.VIEWER, f"Listing the versions of {name}", agent=name)
        with self._store.read() as connection:
            return versions.page(connection, agent=name, job=number, limit=limit)

    def revert(self, version: int, *, agent: str, job: int | None = None, by: str) -> None:
        """Set everything as it was in this version, which makes a new one; nothing is taken out of the past."""
        name = self._lookup.agent(agent).name
        self._acting.require(Role.IMPLEMENTER, f"Setting back what was set of {name}", agent=name)
        found = next((one for one in self.of(agent, job=job, limit=10_000) if one.id == version), None)
        if found is None:
            what = name if job is None else f"job {job} of {name}"
            remedy = "Open Versions… anew and pick one of them."
            raise UsageError("Nothing was set back", why=f"there is no version {version} of {what}", remedy=remedy)
        values: dict[str, Any] = dict(found.settings)
        if found.job is None:
            self._agents.change(agent, by=by, **values)
            return
        current = self._jobs.row(found.job, agent=agent)
        interval = timedelta(seconds=values["interval_s"])
        if interval != current.interval or values["instance"] != current.instance:
            instance = values["instance"] if values["instance"] != current.instance else None
            self._jobs.change(found.job, agent=agent, interval=interval, instance=instance, by=by)
        if bool(values["enabled"]) != current.enabled:
            switch = self._jobs.enable if values["enabled"] else self._jobs.disable
            switch(found.job, agent=agent, by=by)
