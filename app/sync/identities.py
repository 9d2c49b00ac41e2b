"""Which ERP this is, by the database's own word: the same under every address, another after it was put elsewhere.

Revisions and SysRowIDs mean something within one ERP only, so the identity stands beside each watermark.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any  # the driver's connection is untyped

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import URL

from app.connect.addresses import place
from app.connect.databases import Database

_log = logging.getLogger(__name__)
_LONGEST = 200
QUERIES = {
    # A copy that was promoted, or put back to an earlier day, goes on in a time line of its own.
    "postgresql": "SELECT concat(s.system_identifier, '/', c.timeline_id, '/', d.oid)"
    " FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()",
    # All replicas of an availability group share its id; the broker's id is a database's own.
    "mssql": "SELECT CONCAT(COALESCE(CAST(group_database_id AS nvarchar(36)),"
    " CAST(SERVERPROPERTY('ServerName') AS nvarchar(128))), '/', DB_NAME(), '/', service_broker_guid)"
    " FROM sys.databases WHERE database_id = DB_ID()",
}
_SERVER, _DATABASE = 13, 16  # SQLGetInfo: SQL_SERVER_NAME, SQL_DATABASE_NAME


def identity(database: Database) -> str:
    """Who this ERP is, as a short text; raises Unreachable where it cannot be asked."""
    return _short(f"{database.dialect}:{_told(database)}")


def of_file(url: URL) -> str:
    """Who an ERP in an SQLite file is: the file, by whatever way it is reached."""
    return _short(place(url))


def _told(database: Database) -> str:
    query = QUERIES.get(database.dialect)
    with database.connect() as connection:
        if query is None:
            return _by_driver(connection) or place(database.engine.url)
        try:
            found = connection.exec_driver_sql(query).scalar()
        except exc.DBAPIError:
            _log.info("%s does not tell who it is; its address stands for it", database.name, exc_info=True)
            connection.rollback()
            found = None
    return str(found) if found else place(database.engine.url)


def _by_driver(connection: sa.Connection) -> str:
    raw: Any = connection.connection.dbapi_connection
    told = [str(raw.getinfo(what)).strip() for what in (_SERVER, _DATABASE)] if hasattr(raw, "getinfo") else []
    return "/".join(told) if any(told) else ""


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 17]}#{hashlib.sha256(text.encode()).hexdigest()[:16]}"
