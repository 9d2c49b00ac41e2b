"""Commands on the audit and on roles."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from cyclopts import App, Parameter

from app.cli.output import Heading, Listing
from app.cli.session import Given
from app.model.audit import AuditRow
from app.model.errors import UsageError
from app.model.role import Grant, Role

app = App(name="audit", help="The audit: who did what, from which machine, when and why.")
role_app = App(name="role", help="Roles: who may do what, with one agent or with all.")
_SHORT = 40
Word = Annotated[str | None, Parameter(help="A part of it, whatever its case.")]
User = Annotated[str, Parameter(help="The account's name on its machine.")]
OneAgent = Annotated[str | None, Parameter(name="--agent", help="With this agent only; else with every one.")]


@app.command(name="list")
def list_(
    *,
    who: Word = None,
    agent: Word = None,
    action: Word = None,
    object_: Annotated[str | None, Parameter(name="--object", help="A part of it, whatever its case.")] = None,
    since: Annotated[datetime | None, Parameter(help="From this time on, like 2026-11-26 or 2026-11-26T08:00.")] = None,
    limit: Annotated[int, Parameter(help="How many, newest first.")] = 100,
    before: Annotated[int | None, Parameter(help="Only rows with a lower number: the next page.")] = None,
    session: Given,
) -> None:
    """List what was done, newest first.

    Example: tieline audit list --who ann --action job
    """
    if limit < 1:
        raise UsageError("Nothing was listed", why=f"--limit is {limit}", remedy="Give a number above 0.")
    from_when = since.astimezone() if since else None
    found = session.console.audit.page(
        limit=limit, before=before, since=from_when, who=who, agent=agent, action=action, what=object_
    )
    session.answer([_document(row) for row in found], people=lambda: _listing(found))


@app.command
def verify(
    *,
    expect: Annotated[str | None, Parameter(help="A head noted earlier as ROWS:HASH; it must still be in it.")] = None,
    session: Given,
) -> int:
    """Count the whole chain again: a row that was changed, added or taken out is found; exit 1.

    Note the head that it prints somewhere else from time to time: with --expect it proves that nobody has written
    the whole chain anew.
    """
    found = session.console.audit.verify(expect=_expected(expect))
    document = {"ok": found.broken is None, "rows": found.rows, "head": found.head, "broken": found.broken}
    told = f"The audit holds: {found.rows} row(s), head {found.rows}:{found.head or '-'}"
    if found.broken is not None:
        told = f"The audit was changed: at row {found.broken} {found.why}."
    session.answer({**document, "why": found.why}, people=lambda: told)
    if found.broken is None:
        return 0
    session.tell(f"The audit does not hold: at row {found.broken} {found.why}. Compare it with a backup.")
    return 1


@role_app.command
def grant(
    user: User,
    role: Annotated[Literal["viewer", "operator", "implementer", "admin"], Parameter(help="Each includes the former.")],
    /,
    *,
    agent: OneAgent = None,
    session: Given,
) -> None:
    """Give a user a role; from the first one on everybody needs one. The first must be an admin's.

    Examples: tieline role grant ann admin, tieline role grant bob operator --agent North
    """
    made = session.console.roles.grant(user, role=Role(role), agent=agent)
    where = made.agent or "every agent"
    session.answer(_grant(made), people=lambda: f"{made.user} is {made.role.value} with {where}.")


@role_app.command
def revoke(user: User, /, *, agent: OneAgent = None, session: Given) -> None:
    """Take a user's role back."""
    session.console.roles.revoke(user, agent=agent)
    session.answer({"user": user, "agent": agent}, people=lambda: f"{user} has no role with {agent or 'every agent'}.")


@role_app.command(name="list")
def roles(*, session: Given) -> None:
    """List who has which role; where nobody has one, everybody may do everything."""
    found = session.console.roles.rows()
    listing = Listing(
        headings=(Heading(title="User"), Heading(title="Role"), Heading(title="Agent"), Heading(title="Given by")),
        rows=[(one.user, one.role, one.agent or "every agent", one.by) for one in found],
        empty="Nobody has a role: everybody may do everything. Begin with: tieline role grant USER admin",
        footer=f"You are {session.console.roles.actor.shown}.",
    )
    session.answer([_grant(one) for one in found], people=lambda: listing)


def _expected(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    rows, _, head = text.partition(":")
    if not rows.isdecimal() or len(head) != 64:
        remedy = "Give it as `tieline audit verify` printed it, ROWS:HASH."
        raise UsageError("Nothing was verified", why=f"{text!r} is no head", remedy=remedy)
    return int(rows), head


def _grant(one: Grant) -> dict[str, object]:
    return {"user": one.user, "role": one.role, "agent": one.agent or None, "by": one.by, "at": one.at}


def _document(row: AuditRow) -> dict[str, object]:
    return {
        "id": row.id,
        "at": row.at,
        "who": row.who,
        "host": row.host,
        "agent": row.agent or None,
        "action": row.action,
        "object": row.what,
        "note": row.note,
        "before": row.before,
        "after": row.after,
        "result": row.result,
        "hash": row.hash,
    }


def _listing(rows: tuple[AuditRow, ...]) -> Listing:
    return Listing(
        headings=(
            Heading(title="No.", number=True),
            Heading(title="When", whole=True),
            Heading(title="Who"),
            Heading(title="From"),
            Heading(title="Action", whole=True),
            Heading(title="What"),
            Heading(title="Note"),
            Heading(title="Changed"),
            Heading(title="Result", whole=True),
        ),
        rows=[
            (row.id, row.at, row.who, row.host, row.action, row.what, row.note, _change(row), row.result)
            for row in rows
        ],
        empty="Nothing has been done yet.",
    )


def _change(row: AuditRow) -> str:
    """In short; what is long is told in full with --json."""
    told = {
        name: f"{name}: {row.before[name]} → {row.after.get(name)}"
        if name in row.before
        else f"{name}: {row.after[name]}"
        for name in dict.fromkeys([*row.before, *row.after])
    }
    text = "; ".join(text if len(text) <= _SHORT else name for name, text in told.items())
    return text if len(text) <= 2 * _SHORT else f"{text[: 2 * _SHORT]}…"
