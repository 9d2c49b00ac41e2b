"""Tieline's own tables in ARM: they change in the rows' transaction, so that they can never be ahead of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from app.connect.bookkeeping import FAILURE, LONG, METADATA, NAME, PROGRESS, lost, owned, whose, whose_columns
from app.model.run import Counters, RunOrder
from app.sync import turns

__all__ = ["FAILURE", "METADATA", "PROGRESS", "owned", "whose"]

_PROGRESS = '"TielineProgress"'
OWN = "agent = :agent AND company = :company AND job = :job"
_LOCKS = {"postgresql": ("", " FOR UPDATE"), "mssql": (" WITH (UPDLOCK, HOLDLOCK)", "")}  # SQLite has one writer

WATERMARK = sa.Table(
    "TielineWatermark",
    METADATA,
    *whose_columns(),
    sa.Column("source", NAME),
    sa.Column("target", NAME),
    sa.Column("revision", sa.BigInteger),  # everything up to it is in ARM; NULL: nothing was ever read
    sa.Column("erp", sa.Unicode(200)),  # whose revision it is; NULL: noted before this was kept
    sa.Column("full_state", sa.Unicode(10), nullable=False, default=""),  # of a full sync that has not ended
    sa.Column("full_position", sa.BigInteger),
    sa.PrimaryKeyConstraint("agent", "company", "job", "source", "target"),
)

BYPASSED = sa.Table(
    "TielineBypassed",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    *whose_columns(),
    sa.Column("source", NAME, nullable=False),
    sa.Column("target", NAME, nullable=False),
    sa.Column("row_id", NAME, nullable=False),
    sa.Column("record_key", LONG, nullable=False),
    sa.Column("revision", sa.BigInteger),  # NULL: the row is gone from the ERP
    sa.Column("since", NAME, nullable=False),
    sa.Column("asked_by", NAME, nullable=False, default=""),
    sa.Index("TielineBypassedRow", "company", "job", "source", "row_id"),
    sqlite_autoincrement=True,
)


def prepare(connection: sa.Connection) -> None:
    """Make the tables that are not there yet, and complete those of an older Tieline; two processes may do so at once.

    Nothing is lost in it: a column is added, no row is touched.
    """
    if is_current(connection):
        return
    turns.take(connection, "tables")
    METADATA.create_all(connection)
    if not is_current(connection):
        column = sa.schema.CreateColumn(WATERMARK.c.erp).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f'ALTER TABLE "{WATERMARK.name}" ADD {column}')


def is_current(connection: sa.Connection) -> bool:
    """Whether the tables are there as this Tieline keeps them."""
    match connection.dialect.name:
        case "sqlite":
            query = f"SELECT 1 FROM pragma_table_info('{WATERMARK.name}', 'main') WHERE name = 'erp'"
        case "postgresql":
            query = (
                f"SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('\"{WATERMARK.name}\"') AND attname = 'erp'"
            )
        case _:
            query = (
                "SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = SCHEMA_NAME()"
                f" AND TABLE_NAME = '{WATERMARK.name}' AND COLUMN_NAME = 'erp'"
            )
    return connection.exec_driver_sql(query).first() is not None


def exist(connection: sa.Connection) -> bool:
    """Whether Tieline has ever written in this ARM database."""
    if connection.dialect.name == "sqlite":  # much cheaper than asking the inspector, and asked at every start
        found = connection.exec_driver_sql(f"SELECT 1 FROM main.sqlite_master WHERE name = '{BYPASSED.name}'")
        return found.first() is not None
    return sa.inspect(connection).has_table(BYPASSED.name)


def claim(connection: sa.Connection, order: RunOrder, *, now: datetime) -> None:
    """Write the run's fence into ARM; raises Stopped where a later run has been here."""
    row = connection.execute(
        sa.text(claiming(connection.dialect.name)), whose(order)
    ).first()  # plain text: these run at every start, and a statement built anew costs more than it does
    values = {"store": order.store, "fence": order.fence, "run": order.run, "changed": now.isoformat()}
    if row is None:
        connection.execute(PROGRESS.insert().values(**whose(order), **values, **asdict(Counters())))
        return
    if row.store == order.store and row.fence > order.fence:
        raise lost(order)
    zeros = ", ".join(f"{connection.dialect.identifier_preparer.quote(name)} = 0" for name in asdict(Counters()))
    sets = f"store = :store, fence = :fence, run = :run, changed = :changed, {zeros}"
    connection.execute(sa.text(f"UPDATE {_PROGRESS} SET {sets} WHERE {OWN}"), {**whose(order), **values})


def claiming(dialect: str) -> str:
    """The query for the job's row, which nobody else may claim before this transaction ends."""
    hint, lock = _LOCKS.get(dialect, ("", ""))
    return f"SELECT store, fence FROM {_PROGRESS}{hint} WHERE {OWN}{lock}"


def hold(connection: sa.Connection, order: RunOrder) -> None:
    """Lock the job's row for this transaction; raises Stopped where the fence is another run's."""
    mine = {**whose(order), "store": order.store, "fence": order.fence, "run": order.run}
    held = sa.text(f"UPDATE {_PROGRESS} SET run = :run WHERE {OWN} AND store = :store AND fence = :fence")
    if not connection.execute(held, mine).rowcount:
        raise lost(order)


def count(connection: sa.Connection, order: RunOrder, *, counters: Counters, now: datetime) -> None:
    """Keep the run's counters beside the rows they count."""
    values = {**asdict(counters), "changed": now.isoformat()}
    connection.execute(PROGRESS.update().where(owned(PROGRESS, order)).values(**values))
