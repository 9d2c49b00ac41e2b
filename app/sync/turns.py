"""Who may write in ARM next: on a server that lets several write at once, one transaction at a time takes a turn.

A turn ends with the transaction that took it. SQLite has one writer anyway.
"""

from __future__ import annotations

import sqlalchemy as sa

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
