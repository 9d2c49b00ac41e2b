"""How the store came to its present shape: one module a step, in this order, none ever changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

KNOWN = ("0001", "0002", "0003", "0004")
LATEST = KNOWN[-1]


def steps() -> tuple[tuple[str, Callable[[Operations], None]], ...]:
    """Every revision and what it does; imported by name, so that a frozen program holds them, and only when needed."""
    from app.store.migrations import m0001_first, m0002_many_machines, m0003_decisions, m0004_records

    known = (m0001_first, m0002_many_machines, m0003_decisions, m0004_records)
    return tuple((step.REVISION, step.upgrade) for step in known)
