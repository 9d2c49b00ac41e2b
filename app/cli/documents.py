"""The JSON shapes that scripts rely on (contracts: keys may be added, none may go)."""

from __future__ import annotations

from collections.abc import Mapping

from app.model.agent import AgentRow, Company
from app.model.check import Check
from app.model.consequences import CancelConsequences, Consequences, PendingChange
from app.model.decision import Decision
from app.model.failure import FailedRecord
from app.model.job import JobRow, TableView
from app.model.reason import Reason
from app.model.report import RunReport
from app.model.run import LogLine, Run

Document = Mapping[str, object]


def agent(row: AgentRow, *, companies: tuple[Company, ...] | None = None) -> Document:
    """An agent; with its companies' addresses where they are asked for."""
    settings = row.settings
    document: dict[str, object] = {
        "name": row.name,
        "enabled": row.enabled,
        "state": row.state,
        "pause": None if row.pause is None else {"by": row.pause.by, "at": row.pause.at, "note": row.pause.note},
        "companies": row.companies,
        "running": row.running,
        "failing": row.failing,
        "seen": row.seen,
        "processes": [
            {"host": one.host, "pid": one.pid, "instances": one.instances, "started": one.started, "seen": one.seen}
            for one in row.processes
        ],
        "missing_instances": row.missing,
        "queued": row.queued,
        "due": row.due,
        "settings": {
            "bil_host": settings.bil_host,
            "bil_ports": settings.bil_ports,
            "po_buyers": settings.po_buyers,
            "restrict_parts": settings.restrict_parts,
            "po_numbering": settings.po_numbering,
            "intercompany_gl": settings.intercompany_gl,
            "invoiced_receipt_sync": settings.invoiced_receipt_sync,
            "environment": settings.environment,
            "environment_color": settings.environment_color,
        },
    }
    if companies is not None:
        document["companies"] = [company(one) for one in companies]
    return document


def company(value: Company) -> Document:
    """A company; the passwords in its addresses are hidden."""
    from app.connect.addresses import masked

    return {
        "code": value.code,
        "agent": value.agent,
        "erp": masked(value.erp),
        "arm": masked(value.arm),
        "kinetic_api": value.kinetic_api and masked(value.kinetic_api),
    }


def job(row: JobRow) -> Document:
    """A row of the grid."""
    return {
        "number": row.number,
        "name": row.name,
        "enabled": row.enabled,
        "interval_s": int(row.interval.total_seconds()),
        "last_run": row.last_run,
        "next_run": row.next_run,
        "status": row.status,
        "depends_on": row.depends_on,
        "instance": row.instance,
        "tables": [table(view) for view in row.tables],
        "open_failures": row.open_failures,
        "full_sync": row.full_sync,
    }


def job_in_full(row: JobRow) -> Document:
    """A row of the grid and what the job is."""
    return {**job(row), "description": row.description, "direction": row.direction}


def table(view: TableView) -> Document:
    """A source table of a job."""
    return {"source": view.source, "target": view.target, "key": view.key, "where": view.where}


def reason(value: Reason) -> Document:
    """Something that holds a job back."""
    return {
        "code": value.code,
        "text": value.text,
        "clears": value.clears,
        "since": value.since,
        "company": value.company,
    }


def run(value: Run) -> Document:
    """A run; what was read is the sum of inserted, updated, unchanged, failed and skipped."""
    counters = value.counters
    return {
        "id": value.id,
        "agent": value.agent,
        "job": value.job,
        "company": value.company,
        "trigger": value.trigger,
        "mode": value.mode,
        "status": value.status,
        "queued": value.queued,
        "started": value.started,
        "ended": value.ended,
        "read": counters.read,
        "inserted": counters.inserted,
        "updated": counters.updated,
        "deleted": counters.deleted,
        "unchanged": counters.unchanged,
        "failed": counters.failed,
        "skipped": counters.skipped,
        "message": value.message,
        "by": value.by,
    }


def report(value: RunReport) -> Document:
    """What became of jobs that were asked to run."""
    waiting = [
        {"job": one.job, "company": one.company, "reasons": [reason(each) for each in one.reasons]}
        for one in value.waiting
    ]
    return {"runs": [run(one) for one in value.runs], "waiting": waiting}


def line(value: LogLine) -> Document:
    """A line of a run's log."""
    return {"run": value.run, "at": value.at, "level": value.level, "text": value.text}


def failure(value: FailedRecord) -> Document:
    """A failed record that is still open."""
    return {
        "id": value.id,
        "agent": value.agent,
        "job": value.job,
        "company": value.company,
        "table": value.table,
        "key": value.key,
        "field": value.field,
        "reason": value.reason,
        "run": value.run,
        "first_seen": value.first_seen,
        "attempts": value.attempts,
    }


def decision(value: Decision) -> Document:
    """What was decided at a due time."""
    return {
        "job": value.job,
        "company": value.company,
        "due": value.due,
        "last_due": value.last_due,
        "count": value.count,
        "made": value.made,
        "outcome": value.outcome,
        "reasons": [reason(each) for each in value.reasons],
        "run": value.run,
    }


def consequences(value: Consequences) -> Document:
    """What a full sync would do."""
    return {
        "job": value.job,
        "company": value.company,
        "rows": value.rows,
        "seconds": value.seconds,
        "waiting_jobs": value.waiting_jobs,
        "pending": value.pending,
    }


def cancel_consequences(value: CancelConsequences) -> Document:
    """What cancelling a full sync would skip."""
    return {
        "job": value.job,
        "company": value.company,
        "requested": value.requested,
        "running": value.running,
        "pending": value.pending,
    }


def pending(value: PendingChange) -> Document:
    """A change that is not in ARM yet."""
    return {"table": value.table, "key": value.key}


def check(value: Check) -> Document:
    """A finding of the doctor."""
    return {"name": value.name, "state": value.state, "found": value.found, "remedy": value.remedy}
