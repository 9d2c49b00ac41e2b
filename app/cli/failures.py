"""Commands on failed records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents, lineage
from app.cli.output import Heading, Listing, shown
from app.cli.session import Given, Session
from app.model.errors import UsageError
from app.model.failure import FailedRecord
from app.model.lineage import Trail

app = App(name="failures", help="Failed records: what could not be brought over, and why.")


@app.command(name="list")
def list_(
    *,
    agent: Annotated[str | None, Parameter(help="Only of this agent.")] = None,
    job: Annotated[str | None, Parameter(help="Only of this job, by number or name.")] = None,
    session: Given,
) -> None:
    """List the failed records that are still open.

    Put the row right in the ERP, then: tieline jobs retry NUMBER --wait
    """
    if job is None or job.isdecimal():
        number = None if job is None else int(job)
    else:
        number = session.job(job, agent=session.agent(agent))
    found = session.console.failures.page(agent=agent, job=number)
    session.answer([documents.failure(one) for one in found], people=lambda: _listing(found))


@app.command
def show(
    failure: Annotated[str, Parameter(help="Its id, as the JSON of the list has it, like EPIC06-7.")],
    /,
    *,
    session: Given,
) -> None:
    """Show one failed record with its row, and for a document the way it has gone."""
    known = {str(one.id): one for one in session.console.failures.page()}
    found = known.get(failure.strip())
    if found is None:
        remedy = "See: tieline --json failures list." if known else "No failed records are open."
        raise UsageError(f"There is no failed record {failure!r}", remedy=remedy)
    trails = _trails(found, session)
    document = {**documents.failure(found), "row": found.row, "trail": [lineage.document(trail) for trail in trails]}
    session.answer(document, people=lambda: _in_full(found, trails))


def _trails(found: FailedRecord, session: Session) -> list[Trail]:
    """The way of the document that failed; rows of the ERP have none."""
    number = str(found.key.get("Number") or "")
    trails = session.console.documents.trace(number, agent=found.agent) if number else ()
    return [trail for trail in trails if (trail.kind.value, trail.company) == (found.table, found.company)]


def _in_full(found: FailedRecord, trails: Sequence[Trail]) -> str:
    facts = {
        "Job": found.job, "Company": found.company, "Table": found.table, "Field": found.field,
        "Reason": found.reason, "First seen": found.first_seen, "Tries": found.attempts, "Run": found.run,
        **{f"  {name}": value for name, value in found.row.items()},
    }  # fmt: skip
    lines = [f"{name + ':':<16}{shown(value)}" for name, value in facts.items()]
    return "\n\n".join(["\n".join(lines), *(lineage.told(trail) for trail in trails)])


def _listing(found: tuple[FailedRecord, ...]) -> Listing:
    return Listing(
        headings=(
            Heading(title="Job", number=True),
            Heading(title="Company", whole=True),
            Heading(title="Table"),
            Heading(title="Key", least=10),
            Heading(title="Field"),
            Heading(title="Reason", least=20),
            Heading(title="Tries", number=True),
        ),
        rows=[
            (
                one.job,
                one.company,
                one.table,
                ", ".join(shown(value) for name, value in one.key.items() if name != "Company" or len(one.key) == 1),
                one.field,
                one.reason,
                one.attempts,
            )
            for one in found
        ],
        empty="No failed records are open.",
        footer="Put the rows right in the ERP, then: tieline jobs retry NUMBER --wait",
    )
