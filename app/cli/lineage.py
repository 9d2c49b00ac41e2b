"""Commands on documents on their way to the ERP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, cast

from cyclopts import App, Parameter

from app.cli.output import Heading, Listing, shown, table
from app.cli.session import Given
from app.model.lineage import OnTheWay, Passage, Trail

app = App(name="documents", help="Documents on their way to the ERP: where each stands, and how it got there.")


@app.command
def trace(
    number: Annotated[str, Parameter(help="ARM's number, the ERP's, a pack slip, an invoice, or #TRANSACTION.")],
    /,
    *,
    agent: Annotated[str | None, Parameter(help="Only in companies of this agent.")] = None,
    session: Given,
) -> int:
    """Follow a document from ARM through its transactions to its numbers in the ERP, or back.

    Examples: tieline documents trace 60001, tieline documents trace DN60002
    """
    found = session.console.documents.trace(number, agent=agent)
    session.answer([document(trail) for trail in found], people=lambda: _told(found, number))
    return 0


def document(trail: Trail) -> Mapping[str, object]:
    """A trail as a program reads it."""
    return {
        "company": trail.company,
        "document": trail.kind,
        "number": trail.number,
        "in_arm": trail.exists,
        "erp_number": trail.erp_number,
        "transactions": [
            {
                "id": one.transaction, "version": one.version, "step": one.step, "status": one.status, "run": one.run,
                "attempts": one.attempts, "created": one.created, "sent": one.sent, "done": one.done,
                "numbers": one.numbers, "error": one.error, "correlation": one.correlation,
            }
            for one in trail.passages
        ],
        "failures": trail.failures,
        "log": [
            {"at": one.at, "level": one.level, "text": one.text, "transaction": one.transaction} for one in trail.lines
        ],
    }  # fmt: skip


def told(trail: Trail) -> str:
    """A trail as a person reads it."""
    erp = f"in the ERP: {trail.erp_number}" if trail.erp_number else "no number in the ERP yet"
    gone = "" if trail.exists else ", no longer in ARM"
    parts = [f"{trail.kind.value} {trail.number} of {trail.company}{gone}; {erp}"]
    if trail.passages:
        parts.append(table(_passages(trail.passages)))
    else:
        parts.append("It has never been queued.")
    parts += [f"  #{one.transaction}: {one.error}" for one in trail.passages if one.error]
    parts += [f"  {shown(line.at)}  {line.text}" for line in trail.lines]
    if trail.failures:
        parts.append(f"Open failed records: {', '.join(trail.failures)}. See: tieline failures list")
    return "\n".join(parts)


def waiting(found: Sequence[OnTheWay]) -> str:
    """Documents that have not arrived, with why."""
    lines = [
        f"- {one.company}: {one.kind.value} {one.number} {one.status.value}{': ' + one.error if one.error else ''}"
        for one in found
    ]
    return "\n".join(["Documents on their way:", *lines, "  How one got there: tieline documents trace NUMBER"])


def _told(found: Sequence[Trail], number: str) -> str:
    return "\n\n".join(told(trail) for trail in found) or f"No document is known by {number}."


def _plain(numbers: Mapping[str, object]) -> Iterator[str]:
    """The ERP's numbers without the marks of a program."""
    for name, value in numbers.items():
        if isinstance(value, dict):
            inner = cast("dict[str, object]", value)
            yield from (f"{name.removesuffix('s')} {ours}: {theirs}" for ours, theirs in inner.items())
        elif value and value is not True:
            yield f"{name} {value}"


def _passages(found: Sequence[Passage]) -> Listing:
    return Listing(
        headings=(
            Heading(title="#", number=True),
            Heading(title="Version", number=True),
            Heading(title="Step", whole=True),
            Heading(title="Status", whole=True),
            Heading(title="Queued"),
            Heading(title="Done"),
            Heading(title="Run", number=True),
            Heading(title="Numbers in the ERP", least=12),
        ),
        rows=[
            (
                one.transaction,
                one.version,
                one.step,
                one.status,
                one.created,
                one.done,
                one.run or None,
                ", ".join(_plain(one.numbers)),
            )
            for one in found
        ],
    )
