"""Commands on the history of runs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents
from app.cli.output import Heading, Listing, shown
from app.cli.session import Given, whole
from app.model.errors import UsageError
from app.model.run import Run

app = App(name="runs", help="The history: one run is one job in one company, once.")
RunId = Annotated[int, Parameter(name="ID", help="The run's id, from tieline runs list.", converter=whole)]


@app.command(name="list")
def list_(
    *,
    agent: Annotated[str | None, Parameter(help="Only of this agent.")] = None,
    job: Annotated[str | None, Parameter(help="Only of this job, by number or name.")] = None,
    limit: Annotated[int, Parameter(help="How many at most.", converter=whole)] = 100,
    session: Given,
) -> None:
    """List runs, newest first."""
    if limit < 1:
        raise UsageError("Nothing was listed", why=f"--limit is {limit}", remedy="Give a number above 0.")
    number = None if job is None else _number(job, agent=agent, session=session)
    found = session.console.runs.page(agent=agent, job=number, limit=limit)
    session.answer([documents.run(one) for one in found], people=lambda: _listing(found))


@app.command
def show(run: RunId, /, *, session: Given) -> None:
    """Show one run: its counters and what it says."""
    found = session.console.runs.one(run)
    session.answer(documents.run(found), people=lambda: _in_full(found))


@app.command
def log(run: RunId, /, *, session: Given) -> None:
    """Print the log of a run."""
    session.console.runs.one(run)
    lines = session.console.runs.log(run)
    session.answer(
        [documents.line(line) for line in lines],
        people=lambda: (
            "\n".join(f"{shown(line.at)} {line.level:<7} {line.text}" for line in lines)
            or "This run has logged nothing."
        ),
    )


def _number(job: str, *, agent: str | None, session: Given) -> int:
    return int(job) if job.isdecimal() else session.job(job, agent=session.agent(agent))


def _listing(found: tuple[Run, ...]) -> Listing:
    return Listing(
        headings=(
            Heading(title="Run", number=True),
            Heading(title="Job", number=True),
            Heading(title="Company", whole=True),
            Heading(title="Started", whole=True),
            Heading(title="Status", whole=True),
            Heading(title="Read", number=True),
            Heading(title="Written", number=True),
            Heading(title="Failed", number=True),
        ),
        rows=[
            (
                run.id,
                run.job,
                run.company,
                run.started and f"{run.started.astimezone():%d %b %H:%M:%S}",
                run.status,
                run.counters.read,
                run.counters.changed,
                run.counters.failed,
            )
            for run in found
        ],
        empty="Nothing has run yet. Try: tieline jobs run --all --wait",
    )


def _in_full(run: Run) -> str:
    counters = run.counters
    facts = {
        "Job": run.job,
        "Agent": run.agent,
        "Company": run.company,
        "Status": run.status,
        "Started by": f"{run.trigger.value} {run.by}".strip(),
        "Reads": run.mode,
        "Queued": run.queued,
        "Started": run.started,
        "Ended": run.ended,
        "Read": counters.read,
        "  inserted": counters.inserted,
        "  updated": counters.updated,
        "  unchanged": counters.unchanged,
        "  failed": counters.failed,
        "  skipped": counters.skipped,
        "Deleted": counters.deleted,
        "Says": run.message,
    }
    lines = [f"Run {run.id}", *(f"  {title + ':':<16}{shown(value)}" for title, value in facts.items())]
    return "\n".join(lines)
