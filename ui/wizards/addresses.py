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
class Rest:
    """What was entered about Kinetic's REST API; without a place nothing is sent to it."""

    place: str = ""
    user: str = ""
    password: str = ""
    key: str = ""
    site: str = ""


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
    secret = f":{_secret(parts.password)}" if parts.password else ""
    return f"{quote(parts.user.strip(), safe='')}{secret}@"


def _place(parts: Parts) -> str:
    return parts.host.strip() + (f":{parts.port.strip()}" if parts.port.strip() else "")


def rest_address(rest: Rest) -> str:
    """The address with login, key and site, as Tieline keeps it; empty where nothing is sent."""
    scheme, mark, place = rest.place.strip().partition("://")
    if not place:
        return rest.place.strip()
    login = f"{quote(rest.user.strip(), safe='')}:{_secret(rest.password)}@" if rest.user.strip() else ""
    options = [f"api-key={_secret(rest.key.strip())}"] if rest.key.strip() else []
    options += [f"site={quote(rest.site.strip(), safe='')}"] if rest.site.strip() else []
    joint = "&" if "?" in place else "?"
    return f"{scheme}{mark}{login}{place.rstrip('/')}{joint if options else ''}{'&'.join(options)}"


def rest_missing(rest: Rest) -> str:
    """The first part of Kinetic's address that is lacking; empty where all are there or nothing is sent."""
    if not rest.place.strip() or "@" in rest.place:
        return ""  # nothing, or a whole address
    return next((name for name in ("user", "password", "key") if not getattr(rest, name).strip()), "")


def plain_secret(text: str) -> bool:
    """Whether a secret was typed in, instead of the name of a variable."""
    return bool(text.strip()) and not text.strip().startswith("${")


def _secret(text: str) -> str:
    # ${NAME} is taken from the environment when the address is used, so it stays as it is.
    return text if text.startswith("${") else quote(text, safe="")
