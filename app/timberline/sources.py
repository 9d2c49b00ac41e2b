"""Opens the two databases of a profile: Framework to read and write, Timberline for SELECT alone."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any  # options of create_engine are untyped

import sqlalchemy as sa
from sqlalchemy import event

from app.connect import addresses, credentials, databases, odbc
from app.connect.databases import Database
from app.model.profile import Profile
from app.timberline import guard

FRAMEWORK = "The Framework database"
TIMBERLINE = "The Timberline database"
_WAL_HEADER = b"\x02\x02"


@contextmanager
def framework(profile: Profile, *, writes: bool = False) -> Generator[Database]:
    """Framework's database; opened for writing only where something will be written."""
    url = credentials.completed(databases.parse_url(profile.framework))
    with _opened(url, name=FRAMEWORK, writes=writes) as database:
        yield database


@contextmanager
def timberline(profile: Profile) -> Generator[Database]:
    """Timberline's database: read-only by its connection, and by a guard that lets nothing but SELECT through."""
    odbc.register()
    url = credentials.completed(databases.parse_url(profile.timberline))
    with _opened(url, name=TIMBERLINE, writes=False) as database:
        guard.protect(database.engine)
        yield database


@contextmanager
def _opened(url: sa.URL, *, name: str, writes: bool) -> Generator[Database]:
    if url.get_backend_name() == "odbc":
        database = _odbc(url, name=name)
    else:
        in_sqlite = addresses.is_sqlite_file(url)
        # A reader of an SQLite file in WAL mode leaves files behind unless it may tidy up after itself, and one that
        # finds the journal of a killed writer must roll that back; such a reader is held to reading by query_only.
        tidy = in_sqlite and not writes and _needs_tidying(Path(str(url.database)))
        database = databases.open_database(url, name=name, read_only=not writes and not tidy)
        if not writes:
            database = Database(_reading(database.engine, query_only=tidy), name=name)
    try:
        yield database
    finally:
        database.close()


def _odbc(url: sa.URL, *, name: str) -> Database:
    options: dict[str, Any] = {"connect_args": {"readonly": True, "autocommit": True, "timeout": 30}}
    with databases.told(name):
        engine = sa.create_engine(url, **options)
    return Database(engine, name=name)


def _reading(engine: sa.Engine, *, query_only: bool) -> sa.Engine:
    """The engine with options that make its connections read one state and refuse to write."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    if engine.dialect.name == "sqlite":
        if query_only:

            @event.listens_for(engine, "connect")
            def _hold(connection: Any, _record: object) -> None:  # pyright: ignore[reportUnusedFunction]
                connection.execute("PRAGMA query_only=1")

        return engine.execution_options(writes=False)
    return engine


def _needs_tidying(path: Path) -> bool:
    if not path.is_file():
        return False
    journal, log = path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")
    if journal.is_file() and journal.stat().st_size:
        return True
    with path.open("rb") as file:
        in_wal = file.read(20)[18:20] == _WAL_HEADER
    return in_wal and not log.is_file()
