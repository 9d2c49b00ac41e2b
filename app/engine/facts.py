"""What the rules are asked about: an agent's jobs in its companies at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.model.agent import Agent, CompanyCode
from app.model.job import Job, JobNumber
from app.model.run import Run, RunMode, RunStatus
from app.model.state import JobProperties, JobState, Process

Place = tuple[CompanyCode, JobNumber]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One moment, as the store had it; `processes` are those that live."""

    now: datetime
    agent: Agent
    jobs: Mapping[JobNumber, Job]
    companies: tuple[CompanyCode, ...]
    properties: Mapping[JobNumber, JobProperties]
    states: Mapping[Place, JobState]
    runs: tuple[Run, ...]  # those that have not ended
    processes: tuple[Process, ...] = ()
    store_newer: bool = False

    def state(self, job: JobNumber, *, company: CompanyCode) -> JobState:
        """The job's state in the company, also where nothing is stored yet."""
        return self.states.get((company, job)) or JobState(company=company, job=job)

    def active(self, job: JobNumber, *, company: CompanyCode) -> Run | None:
        """The run that is under way."""
        return self._active.get((company, job))

    def queued(self, job: JobNumber, *, company: CompanyCode) -> tuple[Run, ...]:
        """Runs that nobody has started, by age."""
        return self._queued.get((company, job), ())

    def busy(self, company: CompanyCode) -> tuple[Run, ...]:
        """The runs under way in a company."""
        return tuple(run for run in self._active.values() if run.company == company)

    def enabled(self, job: JobNumber) -> bool:
        """Whether the job's switch is on."""
        return self.properties[job].enabled

    def named(self, name: str) -> Job | None:
        """The job of this name."""
        return self._names.get(name)

    def dependencies(self, job: Job) -> tuple[Job, ...]:
        """The jobs that this one waits for by the documented dependencies."""
        found = (self.named(name) for name in job.depends_on)
        return tuple(job for job in found if job is not None)

    def full_requests(self, company: CompanyCode) -> tuple[JobState, ...]:
        """The full syncs asked for in a company, oldest request first."""
        asked = [state for (code, _), state in self.states.items() if code == company and state.full_requested]
        return tuple(sorted(asked, key=lambda state: (state.full_requested or self.now, state.job)))

    def full_running(self, company: CompanyCode) -> Run | None:
        """The full sync under way in a company."""
        return next((run for run in self.busy(company) if run.mode is RunMode.FULL), None)

    @cached_property
    def _names(self) -> dict[str, Job]:
        return {job.name: job for job in self.jobs.values()}

    @cached_property
    def _active(self) -> dict[Place, Run]:
        return {(run.company, run.job): run for run in self.runs if run.status is not RunStatus.QUEUED}

    @cached_property
    def _queued(self) -> dict[Place, tuple[Run, ...]]:
        found: dict[Place, tuple[Run, ...]] = {}
        for run in sorted(self.runs, key=lambda run: run.id):
            if run.status is RunStatus.QUEUED:
                place = (run.company, run.job)
                found[place] = (*found.get(place, ()), run)
        return found
