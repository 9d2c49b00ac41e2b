"""Commands on agents."""

from __future__ import annotations

import signal
import threading
from typing import Annotated, Literal

from cyclopts import App, Parameter

from app.cli import documents
from app.cli.output import Heading, Listing, shown
from app.cli.session import Given
from app.model.agent import AgentRow, AgentState, Company, PoNumbering
from app.model.errors import UsageError

app = App(name="agent", help="Agents: each brings the data of its companies into ARM, job by job.")
Name = Annotated[str, Parameter(help="The agent's name.")]


@app.command
def add(name: Name, /, *, session: Given) -> None:
    """Add an agent; all jobs are enabled but 15, which is meant for go-live.

    Example: tieline agent add North
    """
    session.console.agents.add(name)
    row = session.console.agents.row(name)
    told = f"Agent {row.name} added. Next: tieline company map CODE --agent {row.name} --erp URL --arm URL"
    session.answer(documents.agent(row), people=lambda: told)


@app.command(name="list")
def list_(*, session: Given) -> None:
    """List all agents."""
    rows = session.console.agents.rows()
    session.answer([documents.agent(row) for row in rows], people=lambda: _listing(rows))


@app.command
def show(name: Name, /, *, session: Given) -> None:
    """Show an agent, its settings and its companies."""
    row = session.console.agents.row(name)
    companies = session.console.companies.of(name)
    session.answer(documents.agent(row, companies=companies), people=lambda: _in_full(row, companies))


@app.command
def pause(
    name: Name,
    /,
    *,
    note: Annotated[str, Parameter(help="Why, for those who find the agent paused.")],
    session: Given,
) -> None:
    """Pause an agent: running work ends, nothing new starts.

    Example: tieline agent pause North --note "ERP upgrade until noon"
    """
    row = session.console.agents.pause(name, note=note, by=session.user)
    session.answer(documents.agent(row), people=lambda: f"Agent {row.name} is {row.state.value}: {note}")


@app.command
def resume(name: Name, /, *, session: Given) -> None:
    """Let a paused agent work again."""
    row = session.console.agents.resume(name, by=session.user)
    session.answer(documents.agent(row), people=lambda: f"Agent {row.name} may work again.")


@app.command
def run(
    name: Name,
    /,
    *,
    instance: Annotated[
        list[int] | None, Parameter(help="Only the jobs of this instance number; may be given several times.")
    ] = None,
    session: Given,
) -> None:
    """Be the agent's process without a window, until Ctrl+C or SIGTERM; running work ends first.

    Several processes, on several machines over one --store, share the work: each takes what is free. With --instance
    one takes only the jobs of that number.

    Example: tieline --store 'postgresql+psycopg://tieline:${PASSWORD}@server/tieline' agent run North --instance 2
    """
    until = threading.Event()
    session.console.agents.row(name)  # a wrong name is told before anything else
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: until.set())
    session.tell(f"Agent {name} works. Ctrl+C ends it when its running work has ended.")
    session.console.agents.serve(name, until=until, instances=tuple(instance) if instance else None)
    row = session.console.agents.row(name)
    session.answer(documents.agent(row), people=lambda: "")
    session.tell(f"Agent {name} has ended.")


@app.command(name="set")
def set_(
    name: Name,
    /,
    *,
    enabled: Annotated[bool | None, Parameter(help="Whether the agent works at all.")] = None,
    bil_host: Annotated[str | None, Parameter(help="Where the business integration layer answers.")] = None,
    bil_ports: Annotated[
        str | None, Parameter(help="Its ports, one an instance, with commas: the first is instance 1's.")
    ] = None,
    po_buyers: Annotated[
        str | None, Parameter(help="Only orders of these buyers, with commas; empty text: all buyers.")
    ] = None,
    restrict_parts: Annotated[bool | None, Parameter(help="Only part classes flagged for requisitions.")] = None,
    po_numbering: Annotated[
        Literal["arm", "kinetic"] | None, Parameter(help="Whose numbers purchase orders get.")
    ] = None,
    intercompany_gl: Annotated[bool | None, Parameter(help="Intercompany GL; job 4 rests while it is on.")] = None,
    invoiced_receipt_sync: Annotated[bool | None, Parameter(help="For go-live: lets job 15 run.")] = None,
    environment: Annotated[str | None, Parameter(help="What the window calls it, like TEST EMEA; '': guess.")] = None,
    environment_color: Annotated[
        Literal["production", "test", "sandbox", ""] | None, Parameter(help="Whose colour its band has; '': guess.")
    ] = None,
    session: Given,
) -> None:
    """Change settings of an agent; what is not named stays as it is.

    Example: tieline agent set North --restrict-parts --po-buyers "ANNA,BEN" --no-intercompany-gl
    """
    asked: dict[str, object] = {
        "enabled": enabled,
        "bil_host": bil_host,
        "bil_ports": None if bil_ports is None else _ports(bil_ports),
        "po_buyers": None if po_buyers is None else _words(po_buyers),
        "restrict_parts": restrict_parts,
        "po_numbering": None if po_numbering is None else PoNumbering(po_numbering),
        "intercompany_gl": intercompany_gl,
        "invoiced_receipt_sync": invoiced_receipt_sync,
        "environment": environment,
        "environment_color": environment_color,
    }
    changes = {field: value for field, value in asked.items() if value is not None}
    if not changes:
        raise UsageError("Nothing was changed", why="no setting is named", remedy="See: tieline agent set --help.")
    row = session.console.agents.change(name, by=session.user, **changes)
    companies = session.console.companies.of(name)
    session.answer(documents.agent(row, companies=companies), people=lambda: _in_full(row, companies))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _ports(text: str) -> tuple[int, ...]:
    words = _words(text)
    if not words or not all(word.isdecimal() and 0 < int(word) < 65536 for word in words):
        raise UsageError("Nothing was changed", why=f"{text!r} are no ports", remedy="Write them like 9001,9002.")
    return tuple(int(word) for word in words)


def _listing(rows: tuple[AgentRow, ...]) -> Listing:
    return Listing(
        headings=(
            Heading(title="Agent"),
            Heading(title="State", whole=True),
            Heading(title="Companies"),
            Heading(title="Running", number=True),
            Heading(title="Failing", number=True),
            Heading(title="Note"),
        ),
        rows=[
            (
                row.name,
                row.state,
                ", ".join(row.companies),
                row.running,
                row.failing,
                _note(row),
            )
            for row in rows
        ],
        empty="There is no agent yet. Add one: tieline agent add NAME, or see it all work: tieline demo.",
    )


def _note(row: AgentRow) -> str:
    """Why it is paused, or what waits because nobody works."""
    if row.pause:
        return row.pause.note
    waits = ", ".join(f"{count} {what}" for count, what in ((row.queued, "queued"), (row.due, "due")) if count)
    if row.state is AgentState.UNREACHABLE:
        since = f"since {shown(row.seen)}" if row.seen else "never started"
        return f"{since}; {waits} wait" if waits else since
    if row.missing:
        return f"no process for instance {', '.join(map(str, row.missing))}"
    return ""


def _at_work(row: AgentRow) -> str:
    """Where its processes are."""
    told = [
        f"{one.host} (process {one.pid}"
        + (f", instance {', '.join(map(str, one.instances))})" if one.instances else ")")
        for one in row.processes
    ]
    return ", ".join(told) or "nowhere"


def _in_full(row: AgentRow, companies: tuple[Company, ...]) -> str:
    from app.cli.output import table

    settings = row.settings
    facts = {
        "State": row.state,
        "Enabled": row.enabled,
        "Last sign of life": row.seen,
        "At work": _at_work(row),
        "Waiting": f"{row.queued} run(s) queued, {row.due} job(s) due",
        "BIL": f"{settings.bil_host}, ports {', '.join(map(str, settings.bil_ports))}",
        "Purchase orders of": ", ".join(settings.po_buyers) or "all buyers",
        "Restrict parts": settings.restrict_parts,
        "Order numbers": settings.po_numbering,
        "Intercompany GL": settings.intercompany_gl,
        "Invoiced receipt sync": settings.invoiced_receipt_sync,
        "Environment": settings.environment or "guessed from the addresses",
    }
    if row.pause:
        facts["Paused"] = f"{shown(row.pause.at)} by {row.pause.by}: {row.pause.note}"
    lines = [f"Agent {row.name}", *(f"  {title + ':':<23}{shown(value)}" for title, value in facts.items()), ""]
    addresses = [documents.company(one) for one in companies]
    listing = Listing(
        headings=(Heading(title="Company", whole=True), Heading(title="ERP"), Heading(title="ARM")),
        rows=[(one["code"], one["erp"], one["arm"]) for one in addresses],
    )
    missing = f"No company yet. Next: tieline company map CODE --agent {row.name} --erp URL --arm URL"
    return "\n".join([*lines, table(listing) if companies else missing])
