"""The ERP's database-wide counter of row versions, for databases that have none of their own."""

from __future__ import annotations

import sqlalchemy as sa

COUNTER = "SysRevision"


def prepare(connection: sa.Connection, *, tables: list[sa.Table], schema: str | None) -> None:
    """Make the counter where it is missing, beginning at the highest revision in use."""
    if sa.inspect(connection).has_table(COUNTER, schema=schema):
        return
    counter = sa.Table(COUNTER, sa.MetaData(schema=schema), sa.Column("Last", sa.BigInteger, nullable=False))
    counter.create(connection)
    highest = [connection.execute(sa.select(sa.func.max(table.c.SysRevID))).scalar() for table in tables]
    numbers = [value for value in highest if isinstance(value, int)]
    connection.execute(sa.insert(counter).values(Last=max(numbers, default=0)))


def next_revision(connection: sa.Connection, *, schema: str | None) -> int:
    """The next revision of the whole database."""
    counter = sa.table(COUNTER, sa.column("Last", sa.BigInteger()), schema=schema)
    connection.execute(sa.update(counter).values(Last=counter.c.Last + 1))
    return int(connection.execute(sa.select(counter.c.Last)).scalar_one())
