"""Tieline's own tables in ARM: they change in the rows' transaction, so that they can never be ahead of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from app.model.errors import Stopped
from app.model.run import Counters, RunOrder

METADATA = sa.MetaData()
_NAME, _LONG = sa.Unicode(100), sa.UnicodeText()


_PROGRESS = '"TielineProgress"'
OWN = "agent = :agent AND company = :company AND job = :job"


def _whose() -> list[sa.Column[object]]:
    columns = [sa.Column("agent", _NAME), sa.Column("company", _NAME), sa.Column("job", sa.Integer)]
    return [*columns]  # pyright: ignore[reportReturnType]  # the three have different types


PROGRESS = sa.Table(
    "TielineProgress",
    METADATA,
    *_whose(),
    sa.Column("store", _NAME, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("run", sa.BigInteger, nullable=False),
    sa.Column("changed", _NAME, nullable=False),
    *(sa.Column(name, sa.BigInteger, nullable=False, default=0) for name in asdict(Counters())),
    sa.PrimaryKeyConstraint("agent", "company", "job"),
)

WATERMARK = sa.Table(
    "TielineWatermark",
    METADATA,
    *_whose(),
    sa.Column("source", _NAME),
    sa.Column("target", _NAME),
    sa.Column("revision", sa.BigInteger),  # everything up to it is in ARM; NULL: nothing was ever read
    sa.Column("full_state", sa.Unicode(10), nullable=False, default=""),  # of a full sync that has not ended
    sa.Column("full_position", sa.BigInteger),
    sa.PrimaryKeyConstraint("agent", "company", "job", "source", "target"),
)

FAILURE = sa.Table(
    "TielineFailure",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    *_whose(),
    sa.Column("source", _NAME, nullable=False),
    sa.Column("row_id", _NAME),
    sa.Column("record_key", _LONG, nullable=False),
    sa.Column("record", _LONG, nullable=False),
    sa.Column("field", _NAME),
    sa.Column("reason", _LONG, nullable=False),
    sa.Column("run", sa.BigInteger, nullable=False),
    sa.Column("first_seen", _NAME, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Index("TielineFailureRow", "company", "job", "source", "row_id"),
    sqlite_autoincrement=True,
)

BYPASSED = sa.Table(
    "TielineBypassed",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    *_whose(),
    sa.Column("source", _NAME, nullable=False),
    sa.Column("target", _NAME, nullable=False),
    sa.Column("row_id", _NAME, nullable=False),
    sa.Column("record_key", _LONG, nullable=False),
    sa.Column("revision", sa.BigInteger),  # NULL: the row is gone from the ERP
    sa.Column("since", _NAME, nullable=False),
    sa.Column("asked_by", _NAME, nullable=False, default=""),
    sa.Index("TielineBypassedRow", "company", "job", "source", "row_id"),
    sqlite_autoincrement=True,
)


def prepare(connection: sa.Connection) -> None:
    """Make the tables that are not there yet; two processes may do so at once."""
    if exist(connection):
        return
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(748201)"))
    METADATA.create_all(connection)


def exist(connection: sa.Connection) -> bool:
    """Whether Tieline has ever written in this ARM database."""
    if connection.dialect.name == "sqlite":  # much cheaper than asking the inspector, and asked at every start
        found = connection.exec_driver_sql(f"SELECT 1 FROM main.sqlite_master WHERE name = '{BYPASSED.name}'")
        return found.first() is not None
    return sa.inspect(connection).has_table(BYPASSED.name)


def owned(table: sa.Table, order: RunOrder) -> sa.ColumnElement[bool]:
    """The rows of a bookkeeping table that belong to the order's job."""
    return sa.and_(table.c.agent == order.agent, table.c.company == order.company.code, table.c.job == order.job.number)


def whose(order: RunOrder) -> dict[str, object]:
    """Whose rows the order's are in a bookkeeping table."""
    return {"agent": order.agent, "company": order.company.code, "job": order.job.number}


def claim(connection: sa.Connection, order: RunOrder, *, now: datetime) -> None:
    """Write the run's fence into ARM; raises Stopped where a later run has been here."""
    lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
    row = connection.execute(
        sa.text(f"SELECT store, fence FROM {_PROGRESS} WHERE {OWN}{lock}"), whose(order)
    ).first()  # plain text: these run at every start, and a statement built anew costs more than it does
    values = {"store": order.store, "fence": order.fence, "run": order.run, "changed": now.isoformat()}
    if row is None:
        connection.execute(PROGRESS.insert().values(**whose(order), **values, **asdict(Counters())))
        return
    if row.store == order.store and row.fence > order.fence:
        raise _lost(order)
    zeros = ", ".join(f"{connection.dialect.identifier_preparer.quote(name)} = 0" for name in asdict(Counters()))
    sets = f"store = :store, fence = :fence, run = :run, changed = :changed, {zeros}"
    connection.execute(sa.text(f"UPDATE {_PROGRESS} SET {sets} WHERE {OWN}"), {**whose(order), **values})


def hold(connection: sa.Connection, order: RunOrder) -> None:
    """Lock the job's row for this transaction; raises Stopped where the fence is another run's."""
    mine = {**whose(order), "store": order.store, "fence": order.fence, "run": order.run}
    held = sa.text(f"UPDATE {_PROGRESS} SET run = :run WHERE {OWN} AND store = :store AND fence = :fence")
    if not connection.execute(held, mine).rowcount:
        raise _lost(order)


def count(connection: sa.Connection, order: RunOrder, *, counters: Counters, now: datetime) -> None:
    """Keep the run's counters beside the rows they count."""
    values = {**asdict(counters), "changed": now.isoformat()}
    connection.execute(PROGRESS.update().where(owned(PROGRESS, order)).values(**values))


def _lost(order: RunOrder) -> Stopped:
    return Stopped(
        f"Run {order.run} of {order.job.name} stopped",
        why="another process has taken this job over",
        remedy="Its work goes on there.",
    )
