"""Copies a store, as it was at one moment, into one SQLite file without secrets, and brings such a file back."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.model.errors import ConfigError, DecisionNeeded, Unreachable, UsageError
from app.store import move, tables
from app.store.database import BACKUP, Store, connect, migrated, told
from app.store.move import Counts

_companies, _store = tables.companies, tables.store
Bare = Callable[[str, str], str]  # an address and the name of a variable: the address with the variable for a password


def back_up(source: Store, to: Path, *, shown: str, bare: Bare, tell: move.Tell = move.silent) -> tuple[Path, Counts]:
    """Write the copy to a file, or under a name with the time into a folder; others go on working meanwhile."""
    with _one_moment(source) as old:
        now = source.now(old)
        file = to / f"tieline-{now:%Y%m%d-%H%M%S}.sqlite" if to.is_dir() else to
        if file.exists():
            remedy = "Give another name, or a folder."
            raise DecisionNeeded("The store was not backed up", why=f"{file} is there already", remedy=remedy)
        part = file.with_name(f"{file.name}.part")
        try:
            with _made(part) as new:
                counts = move.copy(old, new, tell=tell)
                _hide_secrets(new, bare)
                new.execute(_store.update().values(arriving=f"{BACKUP} of {shown} made at {now:%Y-%m-%d %H:%M:%S} UTC"))
            _keep(part, file)
        except (OSError, Unreachable) as error:
            why = error.why if isinstance(error, Unreachable) else error.strerror or error
            remedy = "Give a folder that can be written to and has room."
            raise Unreachable("The store was not backed up", why=f"{file}: {why}", remedy=remedy) from error
        finally:
            _clear(part)
    return file, counts


def restore(file: Path, target: Store) -> Counts:
    """Bring a backup, also one of an older Tieline, into a store in which nobody has done anything yet."""
    if not file.is_file():
        remedy = "Give the file that `tieline store backup` made."
        raise UsageError("The store was not restored", why=f"there is no file {file}", remedy=remedy)
    with _working_copy(file) as engine, told():
        with engine.connect().execution_options(writes=False) as old, old.begin():
            _require_backup(old, file)
        migrated(engine)
        with engine.connect().execution_options(writes=False) as old, old.begin(), target.begin() as new:
            _require_empty(new)
            counts = move.copy(old, new)
            move.arrived(new, identity=uuid.uuid4().hex, at=target.now(new))
        return counts


@contextmanager
def _working_copy(file: Path) -> Generator[sa.Engine]:
    """The backup itself is left alone: it may stand where nobody may write, and opening a database writes."""
    with TemporaryDirectory(prefix="tieline-") as folder:
        copy = Path(folder) / "backup.sqlite"
        try:
            shutil.copyfile(file, copy)
        except OSError as error:
            raise Unreachable(
                "The store was not restored",
                why=f"{file}: {error.strerror or error}",
                remedy="Check that it may be read, and that the folder for temporary files has room for a copy.",
            ) from error
        engine = connect(URL.create("sqlite", database=str(copy)))
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def _one_moment(source: Store) -> Generator[sa.Connection]:
    level = "REPEATABLE READ" if source.url.get_backend_name() == "postgresql" else None
    if level is None:
        with source.read() as connection:
            yield connection
        return
    with told(), source.engine.connect().execution_options(isolation_level=level) as connection, connection.begin():
        yield connection


@contextmanager
def _made(file: Path) -> Generator[sa.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    engine = sa.create_engine(URL.create("sqlite", database=str(file)))
    try:
        with told(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _hide_secrets(connection: sa.Connection, bare: Bare) -> None:
    for row in connection.execute(sa.select(_companies)).all():
        values = {
            name: bare(address, f"TIELINE_{row.code}_{name}".upper())
            for name, address in (("erp", row.erp), ("arm", row.arm), ("kinetic_api", row.kinetic_api))
            if address
        }
        connection.execute(_companies.update().where(_companies.c.code == row.code).values(values))


def _clear(part: Path) -> None:
    """Away with what is not finished, and with what SQLite leaves beside it where a disk is full."""
    for file in (part, *(part.with_name(f"{part.name}-{name}") for name in ("journal", "wal", "shm"))):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _keep(part: Path, file: Path) -> None:
    """On disk before it has its name."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(file)


def _require_backup(connection: sa.Connection, file: Path) -> None:
    known = sa.inspect(connection).has_table("store")
    arriving = connection.execute(sa.select(_store.c.arriving)).scalar() if known else None
    if not (arriving or "").startswith(BACKUP):
        raise ConfigError(
            "The store was not restored",
            why=f"{file} is not a backup of one",
            remedy="Give the file that `tieline store backup` made.",
        )


def _require_empty(connection: sa.Connection) -> None:
    filled = [name for name, rows in move.count(connection).items() if rows and name != "store"]
    if filled:
        raise DecisionNeeded(
            "The store was not restored",
            why="this store is in use",
            remedy="Restore into a new one: give another --home or --store.",
        )
