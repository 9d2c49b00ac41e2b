"""Secrets in the system's credential store: known stores only, and a clear answer where there is none.

An address keeps `${credential-store}` where a secret stood.
"""

from __future__ import annotations

import logging
import re
from importlib import import_module
from typing import Protocol
from urllib.parse import urlsplit

import sqlalchemy as sa

from app.connect import sealed
from app.connect.addresses import KEPT, as_url, connect_parts, with_secrets
from app.model.errors import ConfigError

SERVICE = "Tieline"
_log = logging.getLogger(__name__)
# Plain-text stores (keyrings.alt) and third-party back ends are not taken, even if they are installed.
_KNOWN = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)


class Keeper(Protocol):
    """What keeps secrets: one of the system's stores, or this account's sealed file."""

    def set_password(self, service: str, account: str, secret: str, /) -> None:
        """Keep a secret."""
        ...

    def get_password(self, service: str, account: str, /) -> str | None:
        """Give it back."""
        ...


def store() -> Keeper | None:
    """The first known store that works on this machine; on a Linux without one this account's sealed file; or None."""
    found: list[tuple[float, Keeper]] = []
    for module, name in _KNOWN:
        try:
            backend = getattr(import_module(module), name)
            if backend.viable:
                found.append((float(backend.priority), backend()))
        except (ImportError, RuntimeError, OSError, AttributeError) as error:
            _log.debug("no credential store %s: %s", module, error)
    return max(found, key=lambda one: one[0])[1] if found else sealed.here()


def described() -> str:
    """Where secrets go on this machine, for people; empty where they can go nowhere."""
    backend = store()
    if isinstance(backend, sealed.SealedFile):
        return f"{backend.file}, sealed for this account on this machine, which has no credential store"
    return "" if backend is None else f"the system's credential store ({type(backend).__module__.rpartition('.')[2]})"


def remember(account: str, *, secret: str) -> None:
    """Keep a secret; raises ConfigError where there is no store or it refuses."""
    from keyring.errors import KeyringError

    backend = store()
    remedy = "Write ${NAME} for it and set the environment variable NAME, or unlock the system's credential store."
    if backend is None:
        raise ConfigError("The password was not kept", why="this machine has no credential store", remedy=remedy)
    try:
        backend.set_password(SERVICE, account, secret)
    except (KeyringError, OSError) as error:
        raise ConfigError(
            "The password was not kept", why=f"the credential store answers: {error}", remedy=remedy
        ) from error


def recall(account: str) -> str | None:
    """The secret of an account, or None where there is none or no store."""
    from keyring.errors import KeyringError

    backend = store()
    if backend is None:
        return None
    try:
        return backend.get_password(SERVICE, account)
    except (KeyringError, OSError) as error:
        _log.warning("the credential store did not answer: %s", error)
        return None


def keep_secrets(address: str) -> str:
    """The address with its passwords and keys in the credential store; raises ConfigError where none takes them."""

    def put_away(kind: str, value: str) -> str:
        remember(_account(address, kind), secret=value)
        return KEPT

    return with_secrets(address, put_away)


def filled(url: sa.URL) -> sa.URL:
    """The address with the secrets that the credential store keeps for it, as far as it does."""
    if url.password == KEPT:
        secret = recall(_place(url))
        url = url if secret is None else url.set(password=secret)
    for name, value in url.query.items():
        if isinstance(value, str) and KEPT in value:
            kind = "pwd" if name == "odbc_connect" else name
            secret = recall(f"{_odbc_place(value) if kind == 'pwd' else _place(url)}#{kind}")
            if secret is not None:
                shown = _braced(secret) if kind == "pwd" else secret
                url = url.update_query_dict({name: value.replace(KEPT, shown)})
    return url


def secret_of(address: str, kind: str) -> str | None:
    """The `password` or `api-key` that is kept for an address that is none of a database."""
    return recall(_account(address, kind))


def _account(address: str, kind: str) -> str:
    """The name under which a secret is kept: whose it is and where; what kind of secret, if it is no password."""
    if address.casefold().startswith(("http://", "https://")):
        parts = urlsplit(address)
        place = f"{parts.username or ''}@{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}"
        return place if kind == "password" else f"{place}#{kind}"
    url = as_url(address)
    if kind == "pwd":
        return f"{_odbc_place(str(url.query.get('odbc_connect', '')))}#pwd"
    return _place(url) if url.password else f"{_place(url)}#{kind}"


def _place(url: sa.URL) -> str:
    port = f":{url.port}" if url.port else ""
    return f"{url.username}@{url.host or ''}{port}/{url.database or ''}"


def _odbc_place(connect: str) -> str:
    parts = connect_parts(connect)
    server, database = parts.get("dsn") or parts.get("server") or parts.get("dbq") or "", parts.get("database", "")
    return f"{parts.get('uid', '')}@{server}" + (f":{parts['port']}" if "port" in parts else "") + f"/{database}"


def _braced(secret: str) -> str:
    return "{" + secret.replace("}", "}}") + "}"


def account_of(url: sa.URL) -> str | None:
    """The account an address without a password belongs to: `user@place`; None where it needs no secret."""
    connect = url.query.get("odbc_connect")
    if isinstance(connect, str):
        parts = connect_parts(connect)
        user, place = parts.get("uid", ""), parts.get("dsn") or parts.get("server") or parts.get("dbq") or ""
        return f"{user}@{place}" if user and not parts.get("pwd") else None
    if url.get_backend_name() == "sqlite" or not url.username or url.password:
        return None
    return f"{url.username}@{url.host or url.database or ''}"


def completed(url: sa.URL) -> sa.URL:
    """The address with its password from the credential store, if it names a user without one and one is kept."""
    account = account_of(url)
    secret = recall(account) if account else None
    if secret is None:
        return url
    connect = url.query.get("odbc_connect")
    if isinstance(connect, str):
        bare = re.sub(r"(?i)(^|;)\s*pwd\s*=[^;]*", "", connect).rstrip(";")
        return url.update_query_dict({"odbc_connect": f"{bare};PWD={_braced(secret)}"})
    return url.set(password=secret)
