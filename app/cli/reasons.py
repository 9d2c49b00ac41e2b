"""Reasons why jobs wait, as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.output import shown
from app.model.reason import Reason


def reasons_told(reasons: Sequence[Reason]) -> str:
    """A line for each reason and one for what clears it; empty without reasons."""
    lines: list[str] = []
    for one in reasons:
        where = f"{one.company}: " if one.company else ""
        since = f", since {shown(one.since)}" if one.since else ""
        lines += [f"- {where}{one.text.rstrip('.')}{since} ({one.code.value})", f"    {one.clears}"]
    return "\n".join(lines)
