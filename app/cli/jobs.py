"""Commands on the jobs of an agent: look at them, and change how they run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents, full_sync, lineage, running
from app.cli.output import Heading, Listing, shown, table
from app.cli.reasons import reasons_told
from app.cli.session import AgentOption, Given, JobArgument, Session, whole
from app.model.decision import Decision
from app.model.errors import UsageError
from app.model.job import JobRow
from app.model.reason import Reason

app = App(name="jobs", help="The 60 jobs, as an agent runs them.")
app.command(running.run)
app.command(running.retry)
app.command(running.fetch)
app.command(running.stop)
app.command(full_sync.full_sync)
app.command(full_sync.cancel_full_sync)
app.command(full_sync.set_aside)


@app.command(name="list")
def list_(*, agent: AgentOption = None, session: Given) -> None:
    """List the jobs: what runs when, and how the last run went."""
    rows = session.console.jobs.rows(session.agent(agent), exact=session.json)
    session.answer([documents.job(row) for row in rows], people=lambda: _grid(rows))


@app.command
def show(job: JobArgument, /, *, agent: AgentOption = None, session: Given) -> None:
    """Show one job: what it does, its tables and the condition that limits their rows."""
    name = session.agent(agent)
    row = session.console.jobs.row(session.job(job, agent=name), agent=name, exact=True)
    session.answer(documents.job_in_full(row), people=lambda: _in_full(row))


@app.command
def why(job: JobArgument, /, *, agent: AgentOption = None, session: Given) -> None:
    """Tell every reason why a job does not run now, and what clears it.

    Example: tieline jobs why 10 --agent North
    """
    name = session.agent(agent)
    number = session.job(job, agent=name)
    reasons = session.console.jobs.why(number, agent=name)
    document = [documents.reason(one) for one in reasons]
    session.answer(document, people=lambda: _why(reasons, number, agent=name, session=session))


def _why(reasons: Sequence[Reason], number: int, *, agent: str, session: Session) -> str:
    """What holds the job back, and what it has still to bring to the ERP."""
    parts = [reasons_told(reasons) or "Nothing holds this job back."]
    if found := session.console.documents.on_the_way(number, agent=agent):
        parts.append(lineage.waiting(found))
    return "\n".join(parts)


@app.command
def decisions(
    job: JobArgument,
    /,
    *,
    agent: AgentOption = None,
    limit: Annotated[int, Parameter(help="How many, newest first.", converter=whole)] = 20,
    session: Given,
) -> None:
    """Tell what was decided at the job's due times: why it did or did not run then."""
    name = session.agent(agent)
    _at_least_one(limit)
    found = session.console.jobs.decisions(session.job(job, agent=name), agent=name, limit=limit)
    session.answer([documents.decision(one) for one in found], people=lambda: _history(found))


@app.command
def enable(job: JobArgument, /, *, agent: AgentOption = None, session: Given) -> None:
    """Make a job part of integration processing."""
    name = session.agent(agent)
    row = session.console.jobs.enable(session.job(job, agent=name), agent=name)
    session.answer(documents.job(row), people=lambda: f"{row.number} {row.name} is enabled.")


@app.command
def disable(job: JobArgument, /, *, agent: AgentOption = None, session: Given) -> None:
    """Take a job out of integration processing; a running run ends by itself."""
    name = session.agent(agent)
    row = session.console.jobs.disable(session.job(job, agent=name), agent=name)
    session.answer(documents.job(row), people=lambda: f"{row.number} {row.name} is disabled.")


@app.command(name="set")
def set_(
    job: JobArgument,
    /,
    *,
    agent: AgentOption = None,
    interval: Annotated[int | None, Parameter(help="Seconds between runs.", converter=whole)] = None,
    instance: Annotated[
        int | None, Parameter(help="Which instance runs it; the agent must be paused.", converter=whole)
    ] = None,
    session: Given,
) -> None:
    """Set properties of a job.

    Example: tieline jobs set 10 --agent North --interval 600
    """
    if interval is None and instance is None:
        raise UsageError("Nothing was changed", why="no property is named", remedy="Say --interval or --instance.")
    for option, value in (("--interval", interval), ("--instance", instance)):
        if value is not None and value < 1:
            raise UsageError("Nothing was changed", why=f"{option} is {value}", remedy="Give a number above 0.")
    name = session.agent(agent)
    spell = None if interval is None else timedelta(seconds=interval)
    number = session.job(job, agent=name)
    row = session.console.jobs.change(number, agent=name, interval=spell, instance=instance)
    told = f"{row.number} {row.name}: every {int(row.interval.total_seconds())} s, instance {row.instance}."
    session.answer(documents.job(row), people=lambda: told)


def _at_least_one(limit: int) -> None:
    if limit < 1:
        raise UsageError("Nothing was listed", why=f"--limit is {limit}", remedy="Give a number above 0.")


def _grid(rows: Sequence[JobRow]) -> Listing:
    return Listing(
        headings=(
            Heading(title="No.", number=True),
            Heading(title="Job", least=16),
            Heading(title="Interval", number=True),
            Heading(title="Last run", whole=True),
            Heading(title="Next run", whole=True),
            Heading(title="Status", whole=True),
            Heading(title="After"),
        ),
        rows=[
            (
                row.number,
                row.name,
                f"{int(row.interval.total_seconds())} s",
                row.last_run and f"{row.last_run.astimezone():%d %b %H:%M}",
                row.next_run and f"{row.next_run.astimezone():%d %b %H:%M}",
                row.status,
                ", ".join(map(str, row.depends_on)),
            )
            for row in rows
        ],
        footer="After: the jobs that must have succeeded first. Why one does not run: tieline jobs why NUMBER",
    )


def _in_full(row: JobRow) -> str:
    facts = {
        "Direction": row.direction,
        "Status": row.status,
        "Enabled": row.enabled,
        "Interval": f"{int(row.interval.total_seconds())} s",
        "Instance": row.instance,
        "Last run": row.last_run,
        "Next run": row.next_run,
        "After": ", ".join(map(str, row.depends_on)),
        "Failed records": row.open_failures,
        "Full data sync": ", ".join(row.full_sync),
    }
    lines = [f"{row.number} {row.name}", row.description, ""]
    lines += [f"  {title + ':':<16}{shown(value)}" for title, value in facts.items()]
    if not row.tables:
        return "\n".join(lines)
    headings = (
        Heading(title="ERP table"),
        Heading(title="ARM table"),
        Heading(title="Key"),
        Heading(title="Only where"),
    )
    rows = [(view.source, view.target, ", ".join(view.key), view.where or "every row") for view in row.tables]
    return "\n".join([*lines, "", table(Listing(headings=headings, rows=rows))])


def _history(found: Sequence[Decision]) -> Listing:
    return Listing(
        headings=(
            Heading(title="Due", whole=True),
            Heading(title="Times", number=True),
            Heading(title="Company", whole=True),
            Heading(title="Outcome", whole=True),
            Heading(title="Run", number=True),
            Heading(title="Reasons"),
        ),
        rows=[
            (one.due, one.count, one.company, one.outcome, one.run, "; ".join(each.text for each in one.reasons))
            for one in found
        ],
        empty="No due time has come yet. An agent process decides when one comes: tieline agent run NAME",
    )
