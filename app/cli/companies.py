"""Commands on companies."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from app.cli import documents
from app.cli.output import Heading, Listing
from app.cli.session import AgentOption, Given
from app.console.companies import kept, shown

app = App(name="company", help="Companies: each belongs to one agent; an agent serves many.")


@app.command(name="map")
def map_(
    code: Annotated[str, Parameter(help="The company's code in the ERP.")],
    /,
    *,
    agent: Annotated[str, Parameter(help="The agent that serves it.")],
    erp: Annotated[str, Parameter(help="Address of the ERP's database.")],
    arm: Annotated[str, Parameter(help="Address of ARM's database.")],
    kinetic_api: Annotated[str | None, Parameter(help="Address of Kinetic's REST API, for outbound jobs.")] = None,
    together: Annotated[
        bool, Parameter(negative="", help="Give the other companies of this ARM the same ERP: one ARM, one ERP.")
    ] = False,
    session: Given,
) -> None:
    """Give a company to an agent, or change its addresses.

    Addresses are SQLAlchemy URLs: sqlite:///erp.db, postgresql+psycopg://user:${ERP_PASSWORD}@host/erp,
    mssql+pyodbc://… ; ${NAME} is read from the environment. A password or api-key that is written out goes to the
    system's credential store, and nowhere else.

    Example: tieline company map EPIC06 --agent North --erp sqlite:///erp.db --arm sqlite:///arm.db
    """
    before = {one.code: one for one in session.console.companies.of(agent)}
    company = session.console.companies.map(
        code, agent=agent, erp=erp, arm=arm, kinetic_api=kinetic_api, together=together
    )
    earlier = before.get(company.code)
    if earlier and shown(earlier.erp) != shown(company.erp) and shown(earlier.arm) == shown(company.arm):
        session.tell(
            f"{company.code} has another ERP address now. Jobs read on from where they were if it is the same database;"
            " from another one the next run of each reads everything, and marks deleted what is not there."
        )
    told = f"Agent {company.agent} serves company {company.code}. Next: tieline jobs run --all --wait --agent {agent}"
    session.answer(documents.company(company), people=lambda: told)
    if where := kept(company):
        session.tell(f"The secrets of its addresses are in {where}. On another machine map the company again.")


@app.command(name="list")
def list_(*, agent: AgentOption = None, session: Given) -> None:
    """List the companies of an agent, or of all."""
    agents = [agent] if agent else [row.name for row in session.console.agents.rows()]
    found = [documents.company(one) for name in agents for one in session.console.companies.of(name)]
    headings = (
        Heading(title="Company", whole=True),
        Heading(title="Agent"),
        Heading(title="ERP"),
        Heading(title="ARM"),
    )
    session.answer(
        found,
        people=lambda: Listing(
            headings=headings,
            rows=[(one["code"], one["agent"], one["erp"], one["arm"]) for one in found],
            empty="No company yet. Next: tieline company map CODE --agent NAME --erp URL --arm URL",
        ),
    )
