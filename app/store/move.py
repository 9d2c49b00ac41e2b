"""Carries a whole store into another database: complete or not at all, and never into two that are both in use.

The steps, each a transaction: the target gets everything and says that it is arriving; the source says that it has
moved; the target says that it is in use. A crash between them leaves one store that may be used, or none until the
move is given again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.model.errors import Fatal, UsageError
from app.store import audit, tables
from app.store.database import MOVED, Store, connect, is_newer, told, upgrade

_CHUNK = 5_000
_store, _runs = tables.store, tables.runs
_LEFT = {"process"}  # who works for the store is not part of it
Counts = Mapping[str, int]
Check = Callable[[sa.Connection], None]
Tell = Callable[[str, int], None]  # a table, and how many of its rows have been carried


def silent(_table: str, _rows: int) -> None:
    """Nobody wants to know how far it is."""


def move(source: Store, to: URL, *, shown: tuple[str, str], check: Check, tell: Tell = silent) -> Counts:
    """Move the store; `shown` are both addresses without passwords, `check` refuses, in the source's transaction."""
    engine = connect(to)
    try:
        with told():
            moved = _already(source, engine)
            counts = moved if moved is not None else _carry(source, engine, shown=shown, check=check, tell=tell)
            with engine.begin() as connection:
                connection.execute(_store.update().values(arriving=None))
        return counts
    finally:
        engine.dispose()


def _already(source: Store, engine: sa.Engine) -> Counts | None:
    """What arrived, if an interrupted move lacks only its last step."""
    with source.read() as connection:
        gone = connection.execute(sa.select(_store.c.moved_to)).scalar_one() is not None
    if not gone:
        return None
    with engine.connect() as connection:
        if _identity(connection) != source.identity:
            raise UsageError(
                "The store was not moved", why="it was moved to another place", remedy="Give the address it went to."
            )
        return count(connection)


def _carry(source: Store, engine: sa.Engine, *, shown: tuple[str, str], check: Check, tell: Tell) -> Counts:
    with source.begin() as old:
        _hold(old)
        check(old)
        with engine.begin() as new:
            _clear(new, source=source)
            counts = copy(old, new, tell=tell)
            new.execute(_store.update().values(arriving=shown[0]))
        old.execute(_store.update().values(moved_to=shown[1], moved_at=source.now(old)))
        _close(old)
    return counts


def copy(old: sa.Connection, new: sa.Connection, *, tell: Tell = silent) -> Counts:
    """Every row of one store into the empty tables of another; Fatal if the two do not agree afterwards."""
    for one in (old, new):
        if one.dialect.name == "postgresql":  # each waits while the other works
            one.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    upgrade(new)
    new.execute(_store.delete())
    for table in tables.metadata.sorted_tables:
        if table.name not in _LEFT:
            _copy(old, new, table, tell=tell)
    new.execute(_runs.update().where(_runs.c.status == "queued").values(handed=None))
    counts = count(new)
    if counts != count(old) or (audit.verify(new).broken is not None and audit.verify(old).broken is None):
        raise Fatal("The store was not copied", why="what arrived is not what was sent", remedy="Try again.")
    return counts


def count(connection: sa.Connection) -> Counts:
    """How many rows each table has."""
    names = [table for table in tables.metadata.sorted_tables if table.name not in _LEFT]
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in names
    }


def _copy(old: sa.Connection, new: sa.Connection, table: sa.Table, *, tell: Tell) -> None:
    rows = old.execution_options(yield_per=_CHUNK).execute(sa.select(table))
    carried = 0
    tell(table.name, carried)
    for part in rows.mappings().partitions(_CHUNK):
        new.execute(table.insert(), [dict(row) for row in part])
        carried += len(part)
        tell(table.name, carried)
    if new.dialect.name == "postgresql" and "id" in table.c and table is not tables.audit:
        highest = max(_highest(old, table), 1)
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        new.execute(sa.select(sa.func.setval(sequence, highest, _highest(old, table) > 0)))


def _highest(connection: sa.Connection, table: sa.Table) -> int:
    """The highest number ever given: a run's number never comes twice."""
    found = connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0
    if connection.dialect.name == "sqlite" and table is _runs:
        given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'run'").scalar()
        return max(found, given or 0)
    return found


def _clear(connection: sa.Connection, *, source: Store) -> None:
    """Make room in the target: what an interrupted move left, or a store in which nobody has done anything."""
    known = sa.inspect(connection).get_table_names()
    ours = [table.name for table in tables.metadata.sorted_tables if table.name in known]
    if not ours:
        return
    if "alembic_version" not in known or is_newer(connection) or not _is_free(connection, source=source):
        raise UsageError(
            "The store was not copied",
            why="there is another one, or something else with its names, at the new address",
            remedy="Give an empty database.",
        )
    tables.metadata.drop_all(connection)
    connection.exec_driver_sql("DROP TABLE alembic_version")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS audit_refuse()")


def _is_free(connection: sa.Connection, *, source: Store) -> bool:
    row = connection.execute(sa.select(_store.c.identity, _store.c.arriving, _store.c.moved_to)).one()
    if row.moved_to is not None:
        return False
    if row.identity == source.identity:
        return row.arriving is not None
    filled = [name for name, rows in count(connection).items() if rows and name != "store"]
    return not filled and row.arriving is None


def _identity(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("store"):
        return None
    return connection.execute(sa.select(_store.c.identity)).scalar()


def _hold(connection: sa.Connection) -> None:
    """Let nobody else write until we are done; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        names = ", ".join(f'"{table.name}"' for table in tables.metadata.sorted_tables)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _close(connection: sa.Connection) -> None:
    """Refuse whatever a program that has the old store still open would write into it."""
    names = [table.name for table in tables.metadata.sorted_tables]
    if connection.dialect.name == "postgresql":
        body = f"BEGIN RAISE EXCEPTION '{MOVED}'; END"
        connection.exec_driver_sql(f"CREATE FUNCTION moved_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    for name in names:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(
                f'CREATE TRIGGER moved BEFORE INSERT OR UPDATE OR DELETE ON "{name}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION moved_refuse()"
            )
            continue
        for word in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER "moved_{name}_{word.lower()}" BEFORE {word} ON "{name}" '
                f"BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"
            )


def arrived(connection: sa.Connection, *, identity: str, at: datetime) -> None:
    """Make a store of its own of a copy: its fences must mean nothing to those of the one it was copied from."""
    connection.execute(_store.update().values(identity=identity, created=at, arriving=None))
