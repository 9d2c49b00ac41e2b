"""Who may write in ARM next: on a server that lets several write at once, one transaction at a time takes a turn.

A turn ends with the transaction that took it. An SQLite file has one writer at a time anyway; there the runs of one
process take turns before they ask for it, so that none of them is told that the others have locked it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

import sqlalchemy as sa

from app.connect.addresses import place
from app.connect.databases import Database
from app.model.errors import Unreachable

_POSTGRESQL = "SELECT pg_advisory_xact_lock(748202, hashtext(:turn))"
# The procedure answers with a number below 0 where there is no turn: a deadlock was broken, or the wait cancelled.
MSSQL = (
    "SET NOCOUNT ON; DECLARE @turn int; EXEC @turn = sp_getapplock @Resource = :turn, @LockMode = 'Exclusive',"
    " @LockOwner = 'Transaction', @LockTimeout = -1; SELECT @turn"
)


def take(connection: sa.Connection, turn: str) -> None:
    """Wait until no other transaction has the turn of this name; raises Unreachable where it cannot be had."""
    match connection.dialect.name:
        case "postgresql":
            connection.execute(sa.text(_POSTGRESQL), {"turn": turn})
        case "mssql":
            answer = connection.execute(sa.text(MSSQL), {"turn": f"Tieline {turn}"}).scalar()
            if answer is None or answer < 0:
                raise Unreachable(
                    "The ARM database could not be written",
                    why=f"another process keeps its turn ({turn}), and the server ended the wait (answer {answer})",
                    remedy="The next run tries again.",
                )
        case _:
            return


class Turns:
    """The turns of this process's runs at the SQLite files they write."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._of: dict[str, Lock] = {}

    @contextmanager
    def at(self, database: Database) -> Generator[None]:
        """Have the turn for a transaction."""
        if database.dialect != "sqlite":
            yield
            return
        with self._guard:
            lock = self._of.setdefault(place(database.engine.url), Lock())
        with lock:
            yield
