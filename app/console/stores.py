"""The store itself: look at it, move it to another database, back it up, bring a backup back."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from app.connect.addresses import masked, without_password
from app.connect.databases import parse_url
from app.engine import life
from app.engine.engine import Engine
from app.model.audit import Deed
from app.model.errors import DecisionNeeded, UsageError
from app.model.overview import StoreOverview
from app.model.role import Role
from app.store import backup, migrations, move, processes, tables
from app.store.database import open_store
from app.store.home import Home
from app.store.move import Counts, Tell, silent


class Stores:
    """Tieline's own database as a whole."""

    def __init__(self, engine: Engine, *, home: Path) -> None:
        self._store, self._acting, self._home = engine.store, engine.acting, home

    def overview(self) -> StoreOverview:
        """Where the store is, how large, and what is in it."""
        self._acting.require(Role.VIEWER, "Looking at the store")
        url = self._store.url
        with self._store.read() as connection:
            now = self._store.now(connection)
            alive = [one.agent for one in processes.of(connection) if life.lives(one, now=now)]
            rows = move.count(connection)
            made = connection.execute(sa.select(tables.store.c.created)).scalar_one()
            size = _size(connection, url)
        return StoreOverview(
            where=masked(url),
            kind=url.get_backend_name(),
            version=str(migrations.LATEST),
            size=size,
            free=shutil.disk_usage(self._home).free,
            made=made,
            rows=rows,
            busy=tuple(sorted(set(alive))),
            fresh=not any(count for name, count in rows.items() if name != "store"),
        )

    def move(self, to: str, *, tell: Tell = silent) -> Counts:
        """Carry everything to another database; afterwards this one says where it went. Rows a table."""
        url = parse_url(to, beside=self._home)
        if url.get_backend_name() not in {"sqlite", "postgresql"}:
            remedy = "Give an address that begins with postgresql+psycopg:// or sqlite:///."
            raise UsageError("The store was not moved", why="Tieline cannot keep its store there", remedy=remedy)
        if url == self._store.url:
            raise UsageError("The store was not moved", why="it is there already", remedy="Give another address.")
        self._acting.require(Role.ADMIN, "Moving the store")
        shown = masked(self._store.url), masked(url)

        def check(connection: sa.Connection) -> None:
            self._refuse_busy(connection)
            deed = Deed(action="store.move", what="the store", before={"at": shown[0]}, after={"at": shown[1]})
            self._acting.note(connection, deed)

        return move.move(self._store, url, shown=shown, check=check, tell=tell)

    def backup(self, to: Path, *, tell: Tell = silent) -> tuple[Path, Counts]:
        """Copy the store into one file while others work; passwords in addresses become variables."""
        self._acting.require(Role.ADMIN, "Backing up the store")
        where = masked(self._store.url)
        made = backup.back_up(self._store, to.expanduser().absolute(), shown=where, bare=without_password, tell=tell)
        self._acting.record(Deed(action="store.backup", what="the store", after={"file": str(made[0])}))
        return made

    def restore(self, file: Path) -> Counts:
        """Bring a backup into this store, which must be new."""
        self._acting.require(Role.ADMIN, "Bringing a backup back")
        counts = backup.restore(file.expanduser().absolute(), self._store)
        self._acting.record(Deed(action="store.restore", what="the store", before={"file": str(file)}))
        return counts

    def restore_into(self, file: Path, folder: Path) -> Counts:
        """Bring a backup into a new data folder beside this one, which stays as it is."""
        self._acting.require(Role.ADMIN, "Bringing a backup back")
        home = Home(folder=folder.expanduser().absolute())
        if home.store.exists():
            raise UsageError(
                "The store was not restored", why=f"there is one in {home.folder} already", remedy="Give a new folder."
            )
        home.prepare()
        with closing(open_store(parse_url(f"sqlite:///{home.store}"))) as target:
            counts = backup.restore(file.expanduser().absolute(), target)
        what = {"file": str(file), "folder": str(home.folder)}
        self._acting.record(Deed(action="store.restore", what="a new data folder", after=what))
        return counts

    def _refuse_busy(self, connection: sa.Connection) -> None:
        now = self._store.now(connection)
        alive = [one for one in processes.of(connection) if life.lives(one, now=now)]
        if alive:
            names = ", ".join(sorted({f"{one.agent} on {one.host.partition('|')[0]}" for one in alive}))
            raise DecisionNeeded(
                "The store was not moved", why=f"a process works in it ({names})", remedy="End it first, then move."
            )
        status = tables.runs.c.status
        count = sa.select(sa.func.count()).select_from(tables.runs).where(status.in_(("running", "stopping")))
        if busy := connection.execute(count).scalar_one():
            raise DecisionNeeded(
                "The store was not moved",
                why=f"{busy} run(s) have not ended",
                remedy="Start the agent once and let them end, then end the agent and move.",
            )


def _size(connection: sa.Connection, url: sa.URL) -> int | None:
    """The bytes it takes, with what SQLite has not yet put into its file."""
    if url.get_backend_name() == "postgresql":
        return int(connection.execute(sa.select(sa.func.pg_database_size(sa.func.current_database()))).scalar_one())
    file = Path(str(url.database))
    parts = [file, file.with_name(f"{file.name}-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())
