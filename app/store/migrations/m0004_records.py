"""The failed records that a retry is about, kept with the run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

REVISION = "0004"


def upgrade(op: Operations) -> None:
    """Add the column; earlier retries were about every failed record of their job."""
    op.add_column("run", sa.Column("records", sa.Text))
