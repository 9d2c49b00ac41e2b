"""One finding of the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
