"""Opens Tieline's own database, brings it to the present shape and tells its troubles."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any  # driver connections are untyped

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import URL

from app.model.errors import ConfigError, Unreachable
from app.store import migrations, tables

_BUSY_TIMEOUT_MS = 30_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MIGRATION_LOCK = 7_304_151  # any number, the same in every process
# A process that is frozen or cut off in a transaction must not keep its rows from those that take over. Another session
# of the same process may have waited for just these rows, and get them next: two such limits are within 15 seconds.
_IDLE_LIMIT = "5s"
_FROM_THE_SERVER = {  # the server, too, must notice that a client is gone, and let go of what it held
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 2,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
MOVED = "this store was moved to another database while it was open here"  # also what its triggers answer
BACKUP = "backup"  # how `arriving` begins in a file that is one
DAMAGED = ("malformed", "not a database")  # in what SQLite says of a file that it cannot read any more
_RESTORE = "The file is damaged: bring a backup into a new folder, `tieline --home FOLDER store restore FILE`."
_CHECK = "Check that its folder can be written to and has room, or that the database is running."
_NOW = {
    "sqlite": "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)",
    "postgresql": "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)",
}


class Store:
    """The store: where agents, runs and decisions are kept; `identity` tells one store from another."""

    def __init__(self, engine: sa.Engine, *, identity: str, clock: Callable[[], datetime] | None = None) -> None:
        self.engine = engine
        self.identity = identity
        self._clock = clock

    @property
    def url(self) -> URL:
        """The address, with its password."""
        return self.engine.url

    @contextmanager
    def begin(self) -> Generator[sa.Connection]:
        """A transaction that writes, committed at the end; raises Unreachable."""
        with told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Generator[sa.Connection]:
        """A transaction that reads one state of things."""
        with told(), self.engine.connect().execution_options(writes=False) as connection, connection.begin():
            yield connection

    def now(self, connection: sa.Connection) -> datetime:
        """The time by the database's clock, which all processes of a store share."""
        if self._clock:
            return self._clock()
        text = sa.text(_NOW[connection.dialect.name])
        return _EPOCH + timedelta(microseconds=int(connection.execute(text).scalar_one()))

    def is_newer(self, connection: sa.Connection) -> bool:
        """Whether a newer Tieline has changed the store's shape since it was opened."""
        return is_newer(connection)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def is_newer(connection: sa.Connection) -> bool:
    """Whether a newer Tieline made, or has changed, the store behind this connection."""
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() not in migrations.KNOWN


def open_store(url: URL, *, clock: Callable[[], datetime] | None = None, in_use: bool = True) -> Store:
    """Open a store and bring it to the present shape; ConfigError if a newer Tieline made it, or if it has moved.

    `in_use=False` opens it for a move or a copy, whatever state it is in.
    """
    backend = url.get_backend_name()
    if backend not in _NOW:
        raise ConfigError(
            "The store could not be opened",
            why=f"Tieline keeps its store in SQLite or PostgreSQL, not in {backend}",
            remedy="Give an address that begins with sqlite:/// or postgresql+psycopg://.",
        )
    if backend == "sqlite":
        _make_file(Path(str(url.database)))
    engine = connect(url)
    try:
        with told():
            identity = migrated(engine)
            if in_use:
                _refuse_moved(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, identity=identity, clock=clock)


def _make_file(file: Path) -> None:
    """A new store belongs to its user alone: addresses in it may hold passwords."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        file.touch(mode=0o600, exist_ok=False)


def connect(url: URL) -> sa.Engine:
    """An engine with the store's ways, whatever is in the database."""
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url)
        _own_transactions(engine)
        return engine
    engine = sa.create_engine(url, pool_pre_ping=True, connect_args=link(url))

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.execute(f"SET idle_in_transaction_session_timeout = '{_IDLE_LIMIT}'")
        for name, value in _FROM_THE_SERVER.items():
            connection.execute(f"SET {name} = {value}")
        connection.commit()

    return engine


def link(url: URL) -> dict[str, Any]:
    """How a lost link to PostgreSQL is found out within seconds; what the address says itself is left alone."""
    wanted = {
        "connect_timeout": 10,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }
    return {name: value for name, value in wanted.items() if name not in url.query}


def _refuse_moved(engine: sa.Engine) -> None:
    with engine.connect().execution_options(writes=False) as connection, connection.begin():
        row = connection.execute(sa.select(tables.store.c.arriving, tables.store.c.moved_to)).one()
    if row.moved_to is not None:
        raise ConfigError(
            "Nothing was done",
            why=f"this store was moved to {row.moved_to}",
            remedy="Give that address with --store; what is here is kept as it was on that day.",
        )
    if row.arriving is not None and row.arriving.startswith(BACKUP):
        raise ConfigError(
            "Nothing was done",
            why=f"this is a {row.arriving}",
            remedy="Bring it into a new store: `tieline --home FOLDER store restore FILE`.",
        )
    if row.arriving is not None:
        raise ConfigError(
            "Nothing was done",
            why=f"the move of a store into this one, from {row.arriving}, has not been completed",
            remedy="Give the same `tieline store move` once more; it completes it.",
        )


def _own_transactions(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: Any) -> None:
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:  # another process makes the same new store, and SQLite does not wait here
        connection.execute("BEGIN IMMEDIATE")  # but here
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA journal_mode=WAL")


def migrated(engine: sa.Engine) -> str:
    """Bring a store to the present shape; its identity. ConfigError if a newer Tieline made it."""
    with engine.connect().execution_options(writes=False) as connection, connection.begin():
        revision = _revision(connection)
        _refuse_newer(revision)
        if revision == migrations.LATEST:
            return str(connection.execute(sa.select(tables.store.c.identity)).scalar_one())
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        return upgrade(connection)


def upgrade(connection: sa.Connection) -> str:
    """Bring the store of this connection's database to the present shape, in its transaction; its identity."""
    _upgrade(connection, _revision(connection))
    return str(connection.execute(sa.select(tables.store.c.identity)).scalar_one())


def _revision(connection: sa.Connection) -> str | None:
    """Read by hand: loading alembic would cost every start a tenth of a second for nothing."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _refuse_newer(revision: str | None) -> None:
    if revision is not None and revision not in migrations.KNOWN:
        raise ConfigError(
            "The store could not be opened",
            why=f"a newer Tieline made it (store version {revision}, this program knows up to {migrations.LATEST})",
            remedy="Install the newer Tieline, or choose another folder with --home; nothing was changed.",
        )


def _upgrade(connection: sa.Connection, revision: str | None) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    _refuse_newer(revision)
    operations = Operations(MigrationContext.configure(connection))
    if revision is None:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    for step, upgrade in migrations.steps():
        if revision is None or revision < step:
            upgrade(operations)
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.execute(sa.text("INSERT INTO alembic_version VALUES (:latest)"), {"latest": migrations.LATEST})
    if revision is None:
        first = {"identity": uuid.uuid4().hex, "created": datetime.now(UTC)}
        connection.execute(tables.store.insert().values(first))


@contextmanager
def told() -> Generator[None]:
    """Turn the trouble of the store's database into Unreachable."""
    try:
        yield
    except exc.DatabaseError as error:
        if MOVED in str(error.orig):
            raise ConfigError(
                "Nothing was changed", why=MOVED, remedy="Start Tieline anew with --store and the new address."
            ) from error
        if isinstance(error, exc.IntegrityError | exc.ProgrammingError):
            raise  # a bug of ours, not a trouble of the database
        why = " ".join(str(error.orig).split())[:300]
        remedy = _RESTORE if any(word in why for word in DAMAGED) else _CHECK
        raise Unreachable("Tieline's own store could not be used", why=why, remedy=remedy) from error
