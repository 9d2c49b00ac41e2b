"""Commands on failed records."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents
from app.cli.output import Heading, Listing, shown
from app.cli.session import Given
from app.model.failure import FailedRecord

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
