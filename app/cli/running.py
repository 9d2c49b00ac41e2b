"""Commands that make jobs run, or stop them."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from app.cli import documents, progress
from app.cli.output import Heading, Listing, table
from app.cli.reasons import reasons_told
from app.cli.session import AgentOption, Given, JobArgument, Session
from app.model.errors import UsageError
from app.model.report import RunReport

Wait = Annotated[bool, Parameter(help="Wait for the end and show the outcome.", negative="")]
CompanyOption = Annotated[str, Parameter(name="--company", help="The company's code.")]


def run(
    *jobs: Annotated[str, Parameter(help="Numbers or names of jobs.")],
    agent: AgentOption = None,
    all_: Annotated[bool, Parameter(name="--all", negative="", help="Each enabled job once, in order.")] = False,
    wait: Wait = False,
    session: Given,
) -> int:
    """Run jobs now, in every company of the agent.

    With --wait this command does the work itself if no agent process lives; without it the runs are queued.

    Examples: tieline jobs run 10 17 --agent North --wait, tieline jobs run --all --wait --agent North
    """
    if bool(jobs) == all_:
        why = "jobs are named beside --all" if all_ else "no job is named"
        raise UsageError("Nothing was run", why=why, remedy="Name jobs by number, or say --all.")
    name = session.agent(agent)
    console = session.console
    with progress.shown(session, title="Running jobs" if wait else "") as on_event:
        if all_:
            report = console.jobs.run_all(agent=name, wait=wait, by=session.user, on_event=on_event)
        else:
            numbers = [session.job(word, agent=name) for word in jobs]
            report = console.jobs.run(numbers, agent=name, wait=wait, by=session.user, on_event=on_event)
    return answer(report, session=session, agent=name, waited=wait)


def retry(job: JobArgument, /, *, agent: AgentOption = None, wait: Wait = False, session: Given) -> int:
    """Try the failed records of a job again, and only those."""
    name = session.agent(agent)
    number = session.job(job, agent=name)
    with progress.shown(session, title="Trying failed records again" if wait else "") as on_event:
        report = session.console.jobs.retry(number, agent=name, wait=wait, by=session.user, on_event=on_event)
    return answer(report, session=session, agent=name, waited=wait)


def fetch(
    job: JobArgument, /, *, company: CompanyOption, agent: AgentOption = None, wait: Wait = False, session: Given
) -> int:
    """Bring the changes that a cancelled full data sync had set aside."""
    name = session.agent(agent)
    number = session.job(job, agent=name)
    with progress.shown(session, title="Fetching what was set aside" if wait else "") as on_event:
        report = session.console.jobs.fetch(
            number, agent=name, company=company, wait=wait, by=session.user, on_event=on_event
        )
    return answer(report, session=session, agent=name, waited=wait)


def stop(job: JobArgument, /, *, agent: AgentOption = None, session: Given) -> None:
    """Stop a job's runs at their next batch; what they have brought stays."""
    name = session.agent(agent)
    number = session.job(job, agent=name)
    count = session.console.jobs.stop(number, agent=name)
    told = f"Job {number}: {count} run(s) asked to stop." if count else f"Job {number} has no run to stop."
    session.answer({"job": number, "stopped": count}, people=lambda: told)


def answer(report: RunReport, *, session: Session, agent: str, waited: bool) -> int:
    """Tell what became of the jobs asked for; the exit code that belongs to it."""
    session.answer(documents.report(report), people=lambda: _told(report, session=session, agent=agent, waited=waited))
    return report.exit_code


def outcome(report: RunReport, *, names: dict[int, str]) -> Listing:
    """The runs as a table."""
    companies = {run.company for run in report.runs}
    headings = [
        Heading(title="No.", number=True),
        Heading(title="Job"),
        *([Heading(title="Company", whole=True)] if len(companies) > 1 else []),
        Heading(title="Status", whole=True),
        Heading(title="Read", number=True),
        Heading(title="Written", number=True),
        Heading(title="Failed", number=True),
        Heading(title="Seconds", number=True),
    ]
    rows = [
        (
            run.job,
            names.get(run.job, ""),
            *([run.company] if len(companies) > 1 else []),
            run.status,
            run.counters.read,
            run.counters.changed,
            run.counters.failed,
            (run.ended - run.started).total_seconds() if run.started and run.ended else None,
        )
        for run in report.runs
    ]
    return Listing(headings=headings, rows=rows)


def _told(report: RunReport, *, session: Session, agent: str, waited: bool) -> str:
    names = {int(row.number): row.name for row in session.console.jobs.rows(agent)}
    parts: list[str] = []
    if report.runs and waited:
        parts.append(table(outcome(report, names=names)))
    elif report.runs:
        parts.append(
            f"Queued: {len(report.runs)} run(s). They start when an agent process works: tieline agent run {agent}"
        )
    parts += [
        f"{run.job} {names.get(run.job, '')} in {run.company}: {run.message}" for run in report.runs if run.message
    ]
    for one in report.waiting:
        where = f" in {one.company}" if one.company else ""
        parts.append(f"{one.job} {names.get(one.job, '')}{where} waits:\n{reasons_told(one.reasons)}")
    if any(run.counters.failed for run in report.runs):
        parts.append("What failed and why: tieline failures list")
    return "\n".join(parts) or "Nothing to do."
