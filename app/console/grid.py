"""Sums a job up over an agent's companies: one row of the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.engine import gate
from app.engine.facts import Facts
from app.model.agent import AgentSettings, Company
from app.model.job import Job, JobRow, JobStatus, Table, TableView
from app.model.run import Run, RunStatus
from app.model.state import JobState

Where = Callable[[Table], str | None]


class Conditions(Protocol):
    """Writes the conditions of tables as SQL of the ERP that the companies use."""

    def __call__(self, companies: Sequence[Company], *, settings: AgentSettings, exact: Sequence[Table]) -> Where:
        """How to write one; for the tables in `exact` it fits the columns that the ERP really has."""
        ...


_WORST_FIRST = (
    (RunStatus.FAILED, JobStatus.FAILED),
    (RunStatus.STOPPED, JobStatus.STOPPED),
    (RunStatus.WARNING, JobStatus.WARNING),
    (RunStatus.SUCCEEDED, JobStatus.SUCCEEDED),
)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Rows for one moment of one agent."""

    facts: Facts
    where: Where

    def row(self, job: Job) -> JobRow:
        """The job's row."""
        facts, properties = self.facts, self.facts.properties[job.number]
        takes_part = gate.is_switched_on(job, facts)
        states = [facts.state(job.number, company=company) for company in facts.companies]
        dues = [state.next_due for state in states if state.next_due]
        return JobRow(
            number=job.number,
            name=job.name,
            enabled=properties.enabled,
            interval=properties.interval,
            last_run=max((state.started for state in states if state.started), default=None),
            next_run=min(dues, default=None) if takes_part else None,
            status=self._status(job, states),
            depends_on=tuple(sorted(one.number for one in facts.dependencies(job))),
            instance=properties.instance,
            description=job.description,
            direction=job.direction,
            tables=tuple(self._table(table) for table in job.tables),
            open_failures=sum(state.open_failures for state in states),
            full_sync=tuple(state.company for state in states if state.full_requested),
        )

    def _table(self, table: Table) -> TableView:
        return TableView(source=table.source, target=table.target, key=table.key, where=self.where(table))

    def _status(self, job: Job, states: list[JobState]) -> JobStatus:
        active = [run for state in states if (run := self.facts.active(job.number, company=state.company))]
        if any(run.status is RunStatus.STOPPING for run in active):
            return JobStatus.STOPPING
        if active:
            return JobStatus.RUNNING
        queued = [run for state in states for run in self.facts.queued(job.number, company=state.company)]
        if queued:
            return JobStatus.QUEUED if any(self._may_start(job, run) for run in queued) else JobStatus.WAITING
        if not gate.is_switched_on(job, self.facts):
            return JobStatus.DISABLED  # by its switch, or by a setting that rules it out: `why` says which
        if any(self._is_held(job, state) for state in states):
            return JobStatus.WAITING
        return _last(states)

    def _may_start(self, job: Job, run: Run) -> bool:
        return not gate.reasons(job, company=run.company, facts=self.facts, asking=gate.Asking(run=run))

    def _is_held(self, job: Job, state: JobState) -> bool:
        """Whether the schedule has looked at a due time and a rule holds the job back."""
        if state.held_due is None or not any(process.schedules for process in self.facts.processes):
            return False
        return bool(gate.reasons(job, company=state.company, facts=self.facts, asking=gate.SCHEDULE))


def _last(states: list[JobState]) -> JobStatus:
    ended = {state.last_status for state in states}
    return next((shown for status, shown in _WORST_FIRST if status in ended), JobStatus.SCHEDULED)
