"""Addresses of databases as text: what they name, and the secrets in them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url

from app.connect import odbc
from app.model.errors import ConfigError

_DRIVERS = {("sqlite", "pysqlite"), ("postgresql", "psycopg"), ("mssql", "pyodbc"), ("odbc", "pyodbc")}
_PASSWORD = re.compile(r"(://[^:/@]+):[^@]*@")
_NAMED = (  # also as it stands in an address: PWD%3Dsecret%3B
    r"(?P<name>pwd|password|api-key)(?P<sign>=|%3D)"
    r"(?P<value>\{(?!\$)[^}]*\}|%7B(?!(?:%24|\$))(?:(?!%7D).)*%7D|(?:(?!%3B)[^;&])*)"
)
_NAMED_SECRET = re.compile(f"(?i){_NAMED}")
_SECRET = re.compile(rf"(?i)://[^:/@?#]*:(?!\d+[/?#])(?P<password>[^@]*)(?=@)|{_NAMED}")
KEPT = "${credential-store}"  # stands in an address for a password that the system's credential store keeps
ENVIRONMENT = re.compile(r"\$\{(\w+)\}")  # a value that stands in the environment
_PART = re.compile(r"\s*([^=;]+?)\s*=\s*(\{[^}]*\}|[^;]*)\s*(?:;|$)")


def as_url(text: str) -> URL:
    """The address as a URL, `${NAME}` taken from the environment; raises ConfigError where the text is no address."""
    odbc.register()
    unknown = ConfigError(
        "The database address cannot be used",
        why=f"{masked(text)} is not an address Tieline knows",
        remedy="Write it like sqlite:///file.db, postgresql+psycopg://user@host/name or "
        "mssql+pyodbc://user@host/name?driver=ODBC+Driver+18+for+SQL+Server.",
    )
    try:
        url = make_url(from_environment(text))
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        dialect = url.get_dialect()
    except (exc.ArgumentError, exc.NoSuchModuleError, ValueError) as error:
        raise unknown from error
    if (url.get_backend_name(), dialect.driver) not in _DRIVERS:
        raise unknown
    return url


def from_environment(text: str) -> str:
    """The text with `${NAME}` taken from the environment; names that are not set stay as they are."""
    return ENVIRONMENT.sub(lambda found: os.environ.get(found[1], found[0]), text)


def is_kept(url: URL) -> bool:
    """Whether a secret of the address is still to be taken from the credential store."""
    return url.password == KEPT or any(KEPT in value for value in url.query.values() if isinstance(value, str))


def is_sqlite_file(url: URL) -> bool:
    """Whether the address names an SQLite file (not one in memory, not a `file:` URI)."""
    name = url.database or ""
    return url.get_backend_name() == "sqlite" and name not in ("", ":memory:") and not name.startswith("file:")


def place(url: URL) -> str:
    """Where the database is, whoever connects: the address without user, secrets and options."""
    if is_sqlite_file(url):
        return f"sqlite:{Path(str(url.database)).resolve()}"
    if connect := url.query.get("odbc_connect"):
        parts = connect_parts(str(connect))
        named = (parts.get(name, "") for name in ("dsn", "server", "servername", "port", "dbq", "database"))
        return f"{url.get_backend_name()}:{'/'.join(one for one in named if one)}"
    options = [f"{name}={url.query[name]}" for name in ("host", "port", "dbname") if name in url.query]
    where = "/".join(str(one) for one in (url.host, url.port, url.database, *options) if one)
    return f"{url.get_backend_name()}:{where}".lower()


def masked(text: str | URL) -> str:
    """The address without its password, for messages and logs."""
    shown = text.render_as_string(hide_password=True) if isinstance(text, URL) else text
    shown = _NAMED_SECRET.sub(r"\g<name>\g<sign>***", shown)
    return _PASSWORD.sub(r"\1:***@", shown)


def with_secrets(address: str, change: Callable[[str, str], str]) -> str:
    """The address with what `change` makes of each secret written out in it: of its kind and its value.

    The kinds are `password` (of the user), `pwd`, `password` and `api-key` (by name); what is named as `${…}` stays.
    """

    def changed(found: re.Match[str]) -> str:
        kind = (found["name"] or "password").casefold()
        written = found["value"] if found["name"] else found["password"]
        value = unquote_plus(written) if found["name"] else unquote(written)
        if value.startswith("{") and value.endswith("}"):
            value = value[1:-1].replace("}}", "}")
        if not value or "${" in value:
            return found[0]
        return found[0][: len(found[0]) - len(written)] + change(kind, value)

    return _SECRET.sub(changed, address)


def without_password(address: str, variable: str) -> str:
    """The address with variables of the environment (their names begin so) in place of its secrets."""
    return with_secrets(address, lambda kind, _: f"${{{variable}_{kind.upper().replace('-', '_')}}}")


def holds_secret(address: str) -> bool:
    """Whether the address itself holds a secret, rather than the name of where it is kept."""
    return with_secrets(address, lambda *_: "${}") != address


def connect_parts(text: str) -> dict[str, str]:
    """The parts of an ODBC connection string, their names in lower case."""
    return {name.casefold(): value.strip("{}") for name, value in _PART.findall(text)}
