"""Tieline's own tables in ARM that every kind of work keeps: the fence with the run's counters, the failed records."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from app.model.errors import Stopped
from app.model.run import Counters, RunOrder

METADATA = sa.MetaData()
NAME, LONG = sa.Unicode(100), sa.UnicodeText()


def whose_columns() -> list[sa.Column[object]]:
    """The columns that say whose a row is."""
    columns = [sa.Column("agent", NAME), sa.Column("company", NAME), sa.Column("job", sa.Integer)]
    return [*columns]  # pyright: ignore[reportReturnType]  # the three have different types


PROGRESS = sa.Table(
    "TielineProgress",
    METADATA,
    *whose_columns(),
    sa.Column("store", NAME, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("run", sa.BigInteger, nullable=False),
    sa.Column("changed", NAME, nullable=False),
    *(sa.Column(name, sa.BigInteger, nullable=False, default=0) for name in asdict(Counters())),
    sa.PrimaryKeyConstraint("agent", "company", "job"),
)

FAILURE = sa.Table(
    "TielineFailure",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    *whose_columns(),
    sa.Column("source", NAME, nullable=False),
    sa.Column("row_id", NAME),
    sa.Column("record_key", LONG, nullable=False),
    sa.Column("record", LONG, nullable=False),
    sa.Column("field", NAME),
    sa.Column("reason", LONG, nullable=False),
    sa.Column("run", sa.BigInteger, nullable=False),
    sa.Column("first_seen", NAME, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Index("TielineFailureRow", "company", "job", "source", "row_id"),
    sqlite_autoincrement=True,
)


def owned(table: sa.Table, order: RunOrder) -> sa.ColumnElement[bool]:
    """The rows of a bookkeeping table that belong to the order's job."""
    return sa.and_(table.c.agent == order.agent, table.c.company == order.company.code, table.c.job == order.job.number)


def whose(order: RunOrder) -> dict[str, object]:
    """Whose rows the order's are in a bookkeeping table."""
    return {"agent": order.agent, "company": order.company.code, "job": order.job.number}


def lost(order: RunOrder) -> Stopped:
    """The run's fence is another run's by now."""
    return Stopped(
        f"Run {order.run} of {order.job.name} stopped",
        why="another process has taken this job over",
        remedy="Its work goes on there.",
    )
