"""Opens databases by SQLAlchemy URL and tells their troubles in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any  # driver connections are untyped

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import URL

from app.connect import certificates, credentials
from app.connect.addresses import as_url, is_kept, is_sqlite_file, masked
from app.model.errors import ConfigError, Unreachable

# A link that is cut is noticed within half a minute: a run would else hang for hours, and hold its job.
_LINK = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
BUSY_TIMEOUT_MS = 10_000  # a lock that lasts longer is told; our own runs take turns and do not count


def parse_url(text: str, *, beside: Path | None = None) -> URL:
    """The address as a URL; `${NAME}` is taken from the environment, relative SQLite paths stand beside `beside`.

    Raises ConfigError where the text is no address.
    """
    url = as_url(text)
    if is_kept(url):
        url = credentials.filled(url)
    if is_sqlite_file(url) and not Path(str(url.database)).is_absolute():
        url = url.set(database=str(((beside or Path.cwd()) / str(url.database)).resolve()))
    return url


class Database:
    """One database: a SQLAlchemy engine whose errors are ours."""

    def __init__(self, engine: sa.Engine, *, name: str) -> None:
        self.engine = engine
        self.name = name  # how messages call it: "the ERP database of EPIC06"

    @property
    def dialect(self) -> str:
        """`sqlite`, `postgresql`, `mssql` or `odbc`."""
        return self.engine.dialect.name

    @contextmanager
    def connect(self) -> Generator[sa.Connection]:
        """A connection to read with; raises Unreachable."""
        with told(self.name, url=self.engine.url), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def begin(self) -> Generator[sa.Connection]:
        """A transaction, committed at the end (SQLite: BEGIN IMMEDIATE); raises Unreachable."""
        with told(self.name, url=self.engine.url), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_database(text: str | URL, *, name: str, read_only: bool = False, must_exist: bool = True) -> Database:
    """Open a database without connecting to it yet.

    `must_exist` refuses an SQLite file that is not there (SQLite would make an empty one).
    Raises ConfigError for a bad address, Unreachable for a missing file.
    """
    url = text if isinstance(text, URL) else parse_url(text)
    if is_kept(url):
        raise ConfigError(
            f"{name} could not be opened",
            why="its password is not in this machine's credential store",
            remedy="Map the company once more on this machine, or write ${NAME} for the password in its address.",
        )
    if is_sqlite_file(url):
        _require_file(Path(str(url.database)), name=name, must_exist=must_exist)
        url = _sqlite_uri(url, read_only=read_only)
    options: dict[str, Any] = {}  # passed on to create_engine, whose options are untyped
    if url.get_backend_name() == "postgresql":
        # A table that somebody keeps locked is told, as a locked file is; in ARM our own runs wait for their turn.
        link = {**_LINK, "options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"} if read_only else _LINK
        options["connect_args"] = {name: value for name, value in link.items() if name not in url.query}
    with told(name):
        engine = sa.create_engine(url, **options)
    if url.get_backend_name() == "sqlite":
        _own_transactions(engine, read_only=read_only)
    return Database(engine, name=name)


def _require_file(path: Path, *, name: str, must_exist: bool) -> None:
    if must_exist and not path.is_file():
        raise Unreachable(
            f"{name} could not be opened", why=f"there is no file {path}", remedy="Check the path in its address."
        )
    if not path.parent.is_dir():
        raise Unreachable(
            f"{name} could not be opened",
            why=f"the folder {path.parent} does not exist",
            remedy="Make the folder or correct the address.",
        )


def read_only_uri(path: Path) -> str:
    """The file as SQLite opens it for reading alone."""
    # A file in WAL mode needs files beside it; where none can be made and nobody writes, it is read as it stands.
    waiting = path.with_name(path.name + "-wal")
    unwritten = not waiting.exists() and not os.access(path.parent, os.W_OK)
    return path.as_uri() + ("?mode=ro&immutable=1" if unwritten and _in_wal_mode(path) else "?mode=ro")


def _in_wal_mode(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == b"\x02\x02"
    except OSError:
        return False


def _sqlite_uri(url: URL, *, read_only: bool) -> URL:
    path = Path(str(url.database))
    # ATTACH understands URIs only on a connection that was opened with one.
    address = read_only_uri(path) if read_only else path.as_uri() + "?mode=rwc"
    return url.set(database=address, query={**url.query, "uri": "true"})


def _own_transactions(engine: sa.Engine, *, read_only: bool) -> None:
    """The sqlite3 module begins transactions late; ours begin at once, so that a lock is met where it can be told."""

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        if not read_only:
            connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        immediate = not read_only and connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def write_ahead(connection: Any) -> None:
    """Let an SQLite file be read while it is written; several runs may make it at once, and each wants the same."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:  # SQLite does not wait here for who is at it
        connection.execute("BEGIN IMMEDIATE")  # but here
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def told(name: str, *, url: URL | None = None) -> Generator[None]:
    """Turn a driver's error into Unreachable, naming the database, and what is wrong with its certificate if it is."""
    try:
        yield
    except exc.InvalidRequestError:  # our own misuse, not the world's fault
        raise
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        raise unusable(name, error, url=url) from error


def unusable(name: str, error: Exception, *, url: URL | None = None) -> Unreachable:
    """A driver's error in our words."""
    found = Unreachable(
        f"{name} could not be used",
        why=_first_line(error),
        remedy="Check that it is running, that the address, user and password are right, and try again.",
    )
    return found if url is None else certificates.explained(found, url)


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return masked(" ".join(str(cause).split()))[:300]
