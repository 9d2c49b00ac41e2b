"""Commands on full data syncs: they count the consequences before a person says yes."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from app.cli import documents, progress
from app.cli.output import Heading, Listing, shown
from app.cli.running import CompanyOption, Wait, answer
from app.cli.session import AgentOption, Given, JobArgument, whole
from app.model.consequences import CancelConsequences, Consequences
from app.model.errors import DecisionNeeded

_NAMED = 15  # jobs that a sentence may list
Yes = Annotated[bool, Parameter(help="Go on, knowing the consequences.", negative="")]


def full_sync(
    job: JobArgument,
    /,
    *,
    company: CompanyOption,
    agent: AgentOption = None,
    yes: Yes = False,
    wait: Wait = False,
    session: Given,
) -> int:
    """Read every row of a job again, and mark as deleted what the ERP no longer has.

    Without --yes the consequences are told and nothing is changed.

    Example: tieline jobs full-sync 10 --agent North --company EPIC06 --yes --wait
    """
    name = session.agent(agent)
    number = session.job(job, agent=name)
    if not yes:
        counted = session.console.full_sync.consequences(number, agent=name, company=company)
        session.answer(documents.consequences(counted), people=lambda: _consequences(counted))
        raise DecisionNeeded(
            "The full data sync was not requested", why="its consequences need your yes", remedy="Say --yes to go on."
        )
    with progress.shown(session, title="Full data sync" if wait else "") as on_event:
        report = session.console.full_sync.request(
            number, agent=name, company=company, by=session.user, wait=wait, on_event=on_event
        )
    return answer(report, session=session, agent=name, waited=wait)


def cancel_full_sync(
    job: JobArgument, /, *, company: CompanyOption, agent: AgentOption = None, yes: Yes = False, session: Given
) -> None:
    """Cancel a full data sync; the changes not brought yet are set aside, and kept for fetch.

    Without --yes the consequences are told and nothing is changed.
    """
    name = session.agent(agent)
    number = session.job(job, agent=name)
    counted = session.console.full_sync.cancel_consequences(number, agent=name, company=company)
    if counted.requested is None and not counted.running:
        told = f"Job {number} has no full data sync in {company}: nothing to cancel."
        session.answer({**documents.cancel_consequences(counted), "set_aside": 0}, people=lambda: told)
        return
    if not yes:
        session.answer(documents.cancel_consequences(counted), people=lambda: _cancelling(counted))
        raise DecisionNeeded(
            "The full data sync was not cancelled", why="its consequences need your yes", remedy="Say --yes to go on."
        )
    count = session.console.full_sync.cancel(number, agent=name, company=company, by=session.user)
    told = (
        f"Cancelled. {shown(count)} pending change(s) were set aside. See them: "
        f"tieline jobs set-aside {number} --agent {name} --company {company}. "
        f"Bring them: tieline jobs fetch {number} --agent {name} --company {company}"
    )
    session.answer({**documents.cancel_consequences(counted), "set_aside": count}, people=lambda: told)


def set_aside(
    job: JobArgument,
    /,
    *,
    company: CompanyOption,
    agent: AgentOption = None,
    limit: Annotated[int, Parameter(help="How many at most.", converter=whole)] = 1000,
    session: Given,
) -> None:
    """List the changes that cancelled full data syncs have set aside."""
    name = session.agent(agent)
    number = session.job(job, agent=name)
    found = session.console.full_sync.set_aside(number, agent=name, company=company, limit=limit)
    session.answer(
        [documents.pending(one) for one in found],
        people=lambda: Listing(
            headings=(Heading(title="ERP table", whole=True), Heading(title="Key")),
            rows=[(one.table, ", ".join(f"{k} {v}" for k, v in one.key.items())) for one in found],
            empty="Nothing is set aside.",
        ),
    )


def _consequences(value: Consequences) -> str:
    from datetime import timedelta

    import humanize

    spell = "not known yet" if value.seconds is None else humanize.precisedelta(timedelta(seconds=value.seconds))
    many = len(value.waiting_jobs) > _NAMED
    waiting = ", ".join(map(str, value.waiting_jobs[:_NAMED])) + (", …" if many else "") or "none"
    return "\n".join(
        [
            f"A full data sync of job {value.job} in company {value.company} would",
            f"- read {shown(value.rows)} row(s) again (expected time: {spell}),",
            f"- bring {shown(value.pending)} pending change(s) on the way,",
            f"- hold up {len(value.waiting_jobs)} other job(s) of the company meanwhile: {waiting},",
            "- mark as deleted in ARM what the ERP no longer has.",
        ]
    )


def _cancelling(value: CancelConsequences) -> str:
    state = "running" if value.running else "requested"
    return "\n".join(
        [
            f"The full data sync of job {value.job} in company {value.company} is {state}. Cancelling it would",
            "- stop it at the next batch; what it has brought stays,",
            f"- set {shown(value.pending)} pending change(s) aside: they are kept and can be fetched later.",
        ]
    )
