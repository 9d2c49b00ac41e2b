"""One finding of the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.model.errors import TielineError, Unreachable


class CheckState(Enum):
    """How a check came out."""

    OK = "ok"
    NOTE = "note"  # worth knowing, nothing is broken
    PROBLEM = "problem"
    UNREACHABLE = "unreachable"  # a database or service did not answer


@dataclass(frozen=True, kw_only=True)
class Check:
    """What was looked at, what was found, and what to do about it (empty if nothing)."""

    name: str
    state: CheckState
    found: str
    remedy: str = ""


def trouble(name: str, error: TielineError, *, where: str = "") -> Check:
    """What an error found at a place comes to: no answer, or a problem."""
    state = CheckState.UNREACHABLE if isinstance(error, Unreachable) else CheckState.PROBLEM
    told = error.why or error.what
    return Check(name=name, state=state, found=f"{where}: {told}" if where else told, remedy=error.remedy)
