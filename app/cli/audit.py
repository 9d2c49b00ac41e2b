"""Commands on the audit and on roles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from app.cli.output import Heading, Listing
from app.cli.session import Given
from app.model.audit import Anchor, AuditRow, Verdict
from app.model.errors import Unreachable, UsageError
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
    digest_: Annotated[
        Path | None, Parameter(name="--digest", help="The file that `audit digest` keeps; all of it must still hold.")
    ] = None,
    session: Given,
) -> int:
    """Count the whole chain again: a row that was changed, added or taken out is found; exit 1.

    Somebody with every right on the database could write the whole chain anew, or take out its end and its count: what
    `audit digest` has written to a place that they cannot reach proves that nobody has.
    """
    noted = _noted(digest_) if digest_ else {}
    found = session.console.audit.verify(expect={**noted, **_expected(expect)})
    document = {"ok": found.broken is None, "rows": found.rows, "head": found.head, "broken": found.broken}
    told = f"The audit holds: {found.rows} row(s), head {found.rows}:{found.head or '-'}"
    if found.broken is not None:
        told = f"The audit was changed: at row {found.broken} {found.why}."
    session.answer({**document, "why": found.why}, people=lambda: told)
    return _judged(found, session=session)


@app.command
def digest(
    *,
    to: Annotated[Path | None, Parameter(name="--to", help="Add what is new to this file, if all in it holds.")] = None,
    session: Given,
) -> int:
    """Print the last row of each day with its hash; keep them where the store's owners cannot write.

    Example, daily: tieline audit digest --to /mnt/archive/tieline-audit.txt
    """
    found = session.console.audit.digest()
    if to is not None:
        noted = _noted(to) if to.exists() else {}
        if code := _judged(session.console.audit.verify(expect=noted), session=session):
            return code
        _add(to, [_line(one) for one in found if noted.get(one.rows) != one.head and one.rows > max(noted, default=0)])
    rows = [{"day": one.day.isoformat(), "rows": one.rows, "head": one.head} for one in found]
    session.answer(rows, people=lambda: "\n".join(_line(one) for one in found) or "Nothing has been done yet.")
    return 0


def _judged(found: Verdict, *, session: Given) -> int:
    if found.broken is None:
        return 0
    session.tell(f"The audit does not hold: at row {found.broken} {found.why}. Compare it with a backup.")
    return 1


def _line(anchor: Anchor) -> str:
    return f"{anchor.day.isoformat()} {anchor.rows}:{anchor.head}"


def _noted(file: Path) -> dict[int, str]:
    """What the file says of rows and their hashes; a line that says nothing of the kind is an error."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = f"{file}: {getattr(error, 'strerror', None) or error}"
        raise UsageError("Nothing was verified", why=why, remedy="Give the file that `audit digest` wrote.") from error
    return {number: head for line in lines if line.strip() for number, head in _expected(line.split()[-1]).items()}


def _add(file: Path, lines: list[str]) -> None:
    try:
        with file.open("a", encoding="utf-8") as written:
            written.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        why = f"{file}: {error.strerror or error}"
        raise Unreachable("The digest was not written", why=why, remedy="Check the folder and your rights.") from error


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


def _expected(text: str | None) -> dict[int, str]:
    if text is None:
        return {}
    rows, _, head = text.partition(":")
    if not rows.isdecimal() or len(head) != 64:
        remedy = "Give it as `tieline audit verify` or `audit digest` printed it, ROWS:HASH."
        raise UsageError("Nothing was verified", why=f"{text!r} is no head", remedy=remedy)
    return {int(rows): head}


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
