"""Builds a database address from what a person knows: kind, host, name, user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote, quote_plus

SQL_SERVER_DRIVER = "ODBC Driver 18 for SQL Server"


class Kind(Enum):
    """What kind of database it is."""

    SQL_SERVER = "SQL Server"
    POSTGRESQL = "PostgreSQL"
    SQLITE = "SQLite"
    DSN = "ODBC data source"
    ADDRESS = "Address"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What was entered; which parts matter depends on the kind."""

    kind: Kind
    host: str = ""
    port: str = ""
    database: str = ""  # or the path of a file, or the name of a data source, or a whole address
    user: str = ""
    password: str = ""


def needed(kind: Kind) -> tuple[str, ...]:
    """The names of the parts that are asked for."""
    return {
        Kind.SQL_SERVER: ("host", "port", "database", "user", "password"),
        Kind.POSTGRESQL: ("host", "port", "database", "user", "password"),
        Kind.SQLITE: ("database",),
        Kind.DSN: ("database", "user", "password"),
        Kind.ADDRESS: ("database",),
    }[kind]


def missing(parts: Parts) -> str:
    """The first part that must not be empty and is; empty if all are there."""
    must = {"host", "database"} & set(needed(parts.kind))
    return next((name for name in needed(parts.kind) if name in must and not getattr(parts, name).strip()), "")


def address(parts: Parts) -> str:
    """The SQLAlchemy URL."""
    name = parts.database.strip()
    match parts.kind:
        case Kind.SQL_SERVER:
            driver = quote_plus(SQL_SERVER_DRIVER)
            return f"mssql+pyodbc://{_login(parts)}{_place(parts)}/{quote(name)}?driver={driver}"
        case Kind.POSTGRESQL:
            return f"postgresql+psycopg://{_login(parts)}{_place(parts)}/{quote(name)}"
        case Kind.SQLITE:
            return f"sqlite:///{name}"
        case Kind.DSN:
            login = f";UID={parts.user}" if parts.user else ""
            secret = f";PWD={parts.password}" if parts.password else ""
            return f"odbc+pyodbc:///?odbc_connect={quote_plus(f'DSN={name}{login}{secret}')}"
        case Kind.ADDRESS:
            return name


def _login(parts: Parts) -> str:
    if not parts.user.strip():
        return ""
    # ${NAME} is taken from the environment when the address is used, so it stays as it is.
    secret = parts.password if parts.password.startswith("${") else quote(parts.password, safe="")
    return f"{quote(parts.user.strip(), safe='')}{':' + secret if parts.password else ''}@"


def _place(parts: Parts) -> str:
    return parts.host.strip() + (f":{parts.port.strip()}" if parts.port.strip() else "")
