"""Whether a connection to a database is encrypted, by the server's own word.

How it should be is said in the address: `sslmode=verify-full&sslrootcert=…` for PostgreSQL, `Encrypt=strict` or
`Encrypt=yes` with a trusted certificate for SQL Server. What is there is passed to the driver as it is.
"""

from __future__ import annotations

from ipaddress import ip_address

import sqlalchemy as sa
from sqlalchemy import exc

NONE = "not encrypted"
REMEDIES = {"postgresql": "?sslmode=verify-full (and sslrootcert=FILE)", "mssql": "Encrypt=yes"}
_LOCAL = "on this machine"


def of(connection: sa.Connection) -> str | None:
    """How it is encrypted, NONE if it is not; nothing where there is no network or nobody can tell."""
    if connection.dialect.name == "postgresql":
        return _postgresql(connection)
    if connection.dialect.name == "mssql":
        return _mssql(connection)
    return None


def _postgresql(connection: sa.Connection) -> str | None:
    query = "SELECT s.ssl, s.version, s.cipher, inet_server_addr() FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()"
    row = connection.exec_driver_sql(query).one_or_none()
    if row is None:
        return None
    if row[0]:
        return f"encrypted ({row[1]}, {row[2]})"
    if row[3] is None:
        return f"{_LOCAL} (socket)"
    return _LOCAL if ip_address(str(row[3]).partition("/")[0]).is_loopback else NONE


def _mssql(connection: sa.Connection) -> str | None:
    """It takes the right VIEW SERVER STATE to ask; without it the address has to be believed."""
    query = "SELECT encrypt_option, net_transport FROM sys.dm_exec_connections WHERE session_id = @@SPID"
    try:
        row = connection.exec_driver_sql(query).one_or_none()
    except exc.DBAPIError:
        return None
    if row is None or row[1] != "TCP":
        return None
    return "encrypted" if row[0] == "TRUE" else NONE
