"""The store itself: move it to another database, back it up, bring a backup back."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from app.connect.databases import masked, parse_url, without_password
from app.engine import life
from app.engine.engine import Engine
from app.model.audit import Deed
from app.model.errors import DecisionNeeded, UsageError
from app.model.role import Role
from app.store import backup, move, processes, tables
from app.store.move import Counts


class Stores:
    """Tieline's own database as a whole."""

    def __init__(self, engine: Engine, *, home: Path) -> None:
        self._store, self._acting, self._home = engine.store, engine.acting, home

    def move(self, to: str) -> Counts:
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

        return move.move(self._store, url, shown=shown, check=check)

    def backup(self, to: Path) -> tuple[Path, Counts]:
        """Copy the store into one file while others work; passwords in addresses become variables."""
        self._acting.require(Role.ADMIN, "Backing up the store")
        where = masked(self._store.url)
        made = backup.back_up(self._store, to.expanduser().absolute(), shown=where, bare=without_password)
        self._acting.record(Deed(action="store.backup", what="the store", after={"file": str(made[0])}))
        return made

    def restore(self, file: Path) -> Counts:
        """Bring a backup into this store, which must be new."""
        counts = backup.restore(file.expanduser().absolute(), self._store)
        self._acting.record(Deed(action="store.restore", what="the store", before={"file": str(file)}))
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
