"""Commands on the sandbox company."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents
from app.cli.screen import open_window
from app.cli.session import Given, whole
from app.model.errors import UsageError

app = App(name="sandbox", help="A believable company, EPIC06, with its four databases and services, to try things on.")
COMPANY = "EPIC06"


@app.command
def create(
    *,
    rows: Annotated[
        int | None, Parameter(help="Rows of the parts table; the rest stays as it is.", converter=whole)
    ] = None,
    seed: Annotated[
        int | None, Parameter(help="Another seed makes another company; the same the same.", converter=whole)
    ] = None,
    session: Given,
) -> None:
    """Make the sandbox company anew and map it to its agent, ready to run.

    Example: tieline sandbox create --rows 100000 --seed 7
    """
    if rows is not None and rows < 1:
        raise UsageError("The sandbox was not made", why=f"--rows is {rows}", remedy="Ask for at least one row.")
    company = session.console.sandbox.create(rows=rows, seed=seed)
    told = (
        f"Company {company.code} is ready; agent {company.agent} serves it.\n"
        f"Next: tieline jobs run --all --wait --agent {company.agent}"
    )
    session.answer(documents.company(company), people=lambda: told)


@app.command(name="open")
def open_(*, session: Given) -> int:
    """Open the window on the sandbox company, which is made if missing."""
    ensure(session)
    session.close()
    return open_window(session)


def ensure(session: Given) -> str:
    """Make the sandbox if it is missing; the agent that serves it."""
    for row in session.console.agents.rows():
        if COMPANY in row.companies:
            return row.name
    session.tell("Making the sandbox company.")
    return session.console.sandbox.create().agent
