"""Whether a connection to a database is encrypted, by the server's own word, and whether the server is who it says.

How it should be is said in the address: `sslmode=verify-full&sslrootcert=…` for PostgreSQL, `Encrypt=strict` or
`Encrypt=yes` for SQL Server. What is there is passed to the driver as it is; Tieline has no switch of its own that
would accept any certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import URL

from app.connect.addresses import connect_parts
from app.model.check import Check, CheckState

REMEDIES = {"postgresql": "?sslmode=verify-full (and sslrootcert=FILE)", "mssql": "Encrypt=yes"}
_LOCAL = "on this machine"
_YES = {"yes", "true", "1", "mandatory", "strict"}


@dataclass(frozen=True, kw_only=True)
class Link:
    """What is known of a connection."""

    told: str  # for people: "encrypted (TLSv1.3, …), the server's certificate is verified"
    remedy: str = ""  # what to do, if others can read along or anybody can pose as the server


def of(connection: sa.Connection) -> Link | None:
    """How it is encrypted and whether the server was verified; nothing where there is no network to speak of."""
    dialect, url = connection.dialect.name, connection.engine.url
    found = {"postgresql": _postgresql, "mssql": _mssql}.get(dialect)
    how = found(connection) if found else None
    if how is None:
        return None
    if not how:
        remedy = f"Others on the network can read along: add {REMEDIES[dialect]} to its address."
        return Link(told="the connection is not encrypted", remedy=remedy)
    if how.startswith(_LOCAL):
        return Link(told=how)
    unsure = _unverified(url)
    if not unsure:
        return Link(told=f"{how}, the server's certificate is verified")
    return Link(told=f"{how}, but {unsure[0]}", remedy=unsure[1])


def checked(name: str, found: str, how: Link | None) -> Check:
    """The check of a database that answers, with what is known of the connection to it."""
    if how is None:
        return Check(name=name, state=CheckState.OK, found=found)
    state = CheckState.NOTE if how.remedy else CheckState.OK
    return Check(name=name, state=state, found=f"{found}; {how.told}", remedy=how.remedy)


def _unverified(url: URL) -> tuple[str, str] | None:
    """Why anybody could pose as the server, and what to do."""
    if url.get_backend_name() == "postgresql":
        mode = str(url.query.get("sslmode", ""))
        if mode == "verify-full" or (not mode and url.query.get("sslrootcert") == "system"):
            return None
        if mode == "verify-ca":
            return "any server of the same authority is trusted", "Write sslmode=verify-full into its address."
        remedy = "Anybody between here and there can pose as it: write sslmode=verify-full&sslrootcert=FILE."
        return "the server's certificate is not verified", remedy
    parts = {name.casefold(): str(value) for name, value in url.query.items()}
    parts |= connect_parts(parts.get("odbc_connect", ""))
    if parts.get("trustservercertificate", "no").casefold() not in _YES:
        return None
    remedy = "Anybody between here and there can pose as it: take TrustServerCertificate out of its address."
    return "the server's certificate is not verified", remedy


def _postgresql(connection: sa.Connection) -> str | None:
    """How it is encrypted; empty if it is not."""
    query = "SELECT s.ssl, s.version, s.cipher, inet_server_addr() FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()"
    row = connection.exec_driver_sql(query).one_or_none()
    if row is None:
        return None
    if row[0]:
        return f"encrypted ({row[1]}, {row[2]})"
    if row[3] is None:
        return f"{_LOCAL} (socket)"
    return _LOCAL if ip_address(str(row[3]).partition("/")[0]).is_loopback else ""


def _mssql(connection: sa.Connection) -> str | None:
    """It takes the right VIEW SERVER STATE to ask; without it the address has to be believed."""
    query = "SELECT encrypt_option, net_transport FROM sys.dm_exec_connections WHERE session_id = @@SPID"
    try:
        row = connection.exec_driver_sql(query).one_or_none()
    except exc.DBAPIError:
        return None
    if row is None or row[1] != "TCP":
        return None
    return "encrypted" if row[0] == "TRUE" else ""
