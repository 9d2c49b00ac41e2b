"""The two databases of a run, open: ARM to write, the ERP to read."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any  # the driver's connection is untyped

import sqlalchemy as sa

from app.connect.addresses import is_sqlite_file
from app.connect.databases import Database, open_database, parse_url, read_only_uri, told, write_ahead
from app.model.agent import Company
from app.model.errors import Unreachable
from app.model.run import Counters, RunOrder
from app.sync import books, frozen, identities, watermarks
from app.sync.attached import SCHEMA, AttachedSource
from app.sync.dialects import TargetLanguage, source_language, target_language
from app.sync.loaders import Loader, loader
from app.sync.odbc_source import OdbcSource
from app.sync.remote import BULK, RemoteSource
from app.sync.sources import Source
from app.sync.turns import Turns
from app.sync.turns import take as take_turn
from app.sync.watermarks import Watermark

_CACHE_KIB = 65_536
_CHECKPOINT_PAGES = 20_000  # 80 MB: pages that several batches change are written back once


@dataclass(frozen=True, kw_only=True)
class Routes:
    """Which ways rows may take; with neither of the first two they go through SQLAlchemy."""

    attach: bool = True  # an SQLite ERP beside an SQLite ARM
    bulk_from: int | None = BULK  # rows from which on the Arrow drivers and COPY pay; None: never
    batch: int = 100_000  # rows of one transaction


ALL_ROUTES = Routes()


@dataclass(kw_only=True)
class Session:
    """One run's connections and its counters so far."""

    order: RunOrder
    arm: Database
    connection: sa.Connection
    source: Source
    erp: str  # who the ERP is
    now: Callable[[], datetime]
    routes: Routes
    marks: Mapping[tuple[str, str], Watermark]  # as they were when the run began
    turns: Turns
    counters: Counters = field(default_factory=Counters)

    @property
    def language(self) -> TargetLanguage:
        """How ARM is written."""
        return target_language(self.arm.dialect)

    @property
    def loader(self) -> Loader:
        """How rows get into ARM's scratch tables."""
        return loader(self.arm.dialect, bulk=self.routes.bulk_from is not None)

    @contextmanager
    def batch(self, *, into: str = "") -> Generator[sa.Connection]:
        """One transaction in ARM that this run must still own; counters are kept with it when it ends well.

        `into` names the ARM table it writes: where several jobs feed one, their batches take turns.
        """
        before = self.counters
        try:
            with told(self.arm.name), self.turns.at(self.arm), self.connection.begin():
                books.hold(self.connection, self.order)
                if into:
                    take_turn(self.connection, into)
                yield self.connection
                if self.counters != before:
                    books.count(self.connection, self.order, counters=self.counters, now=self.now())
        except Unreachable:
            self.counters = before
            self._ask_for_owner()
            raise
        except BaseException:
            self.counters = before
            raise

    def _ask_for_owner(self) -> None:
        """A successor ends the session of a run that seems frozen (PostgreSQL): the job is lost then, no database."""
        if self.arm.dialect != "postgresql":
            return
        with suppress(Unreachable), self.arm.begin() as connection:
            books.hold(connection, self.order)

    def add(self, counters: Counters) -> None:
        """Count what a batch did."""
        self.counters = self.counters + counters

    def skip_unread(self, **changes: int) -> None:
        """Count what needed no reading."""
        self.counters = replace(self.counters, **changes)


@contextmanager
def opened(
    order: RunOrder, *, now: Callable[[], datetime], routes: Routes = ALL_ROUTES, turns: Turns | None = None
) -> Generator[Session]:
    """Open both databases and take the job over in ARM; raises Unreachable, or Stopped where a later run was here."""
    company, turns = order.company, turns or Turns()
    url = parse_url(company.arm)
    new = is_sqlite_file(url) and not Path(str(url.database)).exists()
    arm = open_database(url, name=f"The ARM database of {company.code}", must_exist=False)
    try:
        with arm.connect() as connection:
            if arm.dialect == "sqlite":
                _tune(connection, new=new)
            source, erp = _source(company, connection=connection, routes=routes)
            try:
                with told(arm.name), turns.at(arm), connection.begin():
                    books.prepare(connection)
                    frozen.free(connection, order)
                    books.claim(connection, order, now=now())
                    watermarks.adopt(connection, order, erp=erp)
                    marks = watermarks.of_job(connection, order, erp=erp)
                yield Session(
                    order=order,
                    arm=arm,
                    connection=connection,
                    source=source,
                    erp=erp,
                    now=now,
                    routes=routes,
                    marks=marks,
                    turns=turns,
                )
            finally:
                source.close()
    finally:
        arm.close()


@contextmanager
def reading(company: Company) -> Generator[tuple[Source, str]]:
    """Open the ERP alone, for looking; also says who it is."""
    name = f"The ERP database of {company.code}"
    scratch = open_database("sqlite:///file::memory:?uri=true", name=name)
    try:
        with scratch.connect() as connection:
            source, erp = _source(company, connection=connection, routes=ALL_ROUTES)
            try:
                yield source, erp
            finally:
                source.close()
    finally:
        scratch.close()


def _tune(connection: sa.Connection, *, new: bool) -> None:
    """A new ARM file can be read while it is written; one that was there keeps the mode it has."""
    raw: Any = connection.connection.dbapi_connection
    if new:
        write_ahead(raw)
    raw.execute("PRAGMA temp_store = MEMORY")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    raw.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _source(company: Company, *, connection: sa.Connection, routes: Routes) -> tuple[Source, str]:
    """The ERP, open for reading, and who it is."""
    url = parse_url(company.erp)
    erp = open_database(url, name=f"The ERP database of {company.code}", read_only=True)
    if is_sqlite_file(url) and connection.dialect.name == "sqlite" and routes.attach:
        erp.close()
        attach(connection, Path(str(url.database)), name=erp.name)
        return AttachedSource(connection, name=erp.name, batch=routes.batch), identities.of_file(url)
    who = identities.of_file(url) if is_sqlite_file(url) else identities.identity(erp)
    to_file = connection.dialect.name == "sqlite"
    if erp.dialect == "odbc":
        return OdbcSource(erp, bulk_from=routes.bulk_from, batch=routes.batch, to_file=to_file), who
    language = source_language(erp.dialect)
    made = RemoteSource(erp, language=language, bulk_from=routes.bulk_from, batch=routes.batch, to_file=to_file)
    return made, who


def attach(connection: sa.Connection, path: Path, *, name: str) -> None:
    """Attach the ERP's file for reading, and teach the connection what SQLite cannot say itself."""
    raw: Any = connection.connection.dbapi_connection
    with told(name):
        raw.execute(f"ATTACH DATABASE ? AS {SCHEMA}", (read_only_uri(path),))
        raw.execute(f"SELECT count(*) FROM {SCHEMA}.sqlite_master")
    raw.create_function("tieline_revision", 1, _revision, deterministic=True)
    raw.create_function("tieline_shortest", 1, repr, deterministic=True)
    raw.create_function("tieline_length", 1, len, deterministic=True)


def _revision(value: object) -> int | None:
    return int.from_bytes(value, "big") if isinstance(value, bytes) and len(value) <= 8 else None
