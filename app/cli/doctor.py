"""The doctor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from app.cli import documents
from app.cli.session import Given
from app.model.check import Check, CheckState

_MARKS = {CheckState.OK: "ok     ", CheckState.NOTE: "note   ", CheckState.PROBLEM: "PROBLEM"}


def doctor(
    *,
    ddl: Annotated[bool, Parameter(negative="", help="Print the statements that make the ARM tables instead.")] = False,
    session: Given,
) -> int:
    """Check this installation and every connection; say what to do.

    With --ddl: the statements that make the ARM tables, for those who must approve them first.
    """
    if ddl:
        text = session.console.doctor.ddl()
        session.answer({"ddl": text}, people=lambda: text)
        return 0
    checks = session.console.doctor.checks()
    session.answer([documents.check(one) for one in checks], people=lambda: _told(checks))
    states = {one.state for one in checks}
    if CheckState.PROBLEM in states:
        return 5
    return 4 if CheckState.UNREACHABLE in states else 0


def _told(checks: Sequence[Check]) -> str:
    lines: list[str] = []
    for one in checks:
        lines.append(f"{_MARKS.get(one.state, 'PROBLEM')}  {one.name}: {one.found}")
        if one.remedy:
            lines.append(f"         {one.remedy}")
    return "\n".join(lines)
