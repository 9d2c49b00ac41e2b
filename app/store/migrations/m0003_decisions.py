"""An index for the decisions of a job, newest first, among a million."""

from __future__ import annotations

from alembic.operations import Operations

REVISION = "0003"


def upgrade(op: Operations) -> None:
    """Add it."""
    op.create_index("decision_by_job", "decision", ["agent", "job", "last_due"])
