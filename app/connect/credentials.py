"""Secrets in the system's credential store: known stores only, and a clear answer where there is none."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.model.errors import ConfigError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Tieline"
_log = logging.getLogger(__name__)
# Plain-text stores (keyrings.alt) and third-party back ends are not taken, even if they are installed.
_KNOWN = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_PART = re.compile(r"\s*([^=;]+?)\s*=\s*(\{[^}]*\}|[^;]*)\s*(?:;|$)")


def store() -> KeyringBackend | None:
    """The first known store that works on this machine, or None."""
    from importlib import import_module

    found: list[tuple[float, KeyringBackend]] = []
    for module, name in _KNOWN:
        try:
            backend = getattr(import_module(module), name)
            if backend.viable:
                found.append((float(backend.priority), backend()))
        except (ImportError, RuntimeError, OSError, AttributeError) as error:
            _log.debug("no credential store %s: %s", module, error)
    return max(found, key=lambda one: one[0])[1] if found else None


def remember(account: str, *, secret: str) -> None:
    """Keep a secret; raises ConfigError where there is no store or it refuses."""
    from keyring.errors import KeyringError

    backend = store()
    remedy = "Unlock or install the system's credential store, or give the password through an environment variable."
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


def keep_password(text: str) -> str:
    """The address with its password in the credential store; as it is where it has none, or there is no store."""
    from app.connect import databases

    url = databases.parse_url(text)
    if not url.password or "${" in text or store() is None:
        return text
    try:
        remember(_place(url), secret=url.password)
    except ConfigError as error:
        _log.info("the credential store took no password: %s", error)
        return text
    user, host = text.split("@", 1)
    return f"{user.rpartition(':')[0]}:{databases.KEPT}@{host}"


def filled(url: sa.URL) -> sa.URL:
    """The address with the password that the credential store keeps for it, if it does."""
    secret = recall(_place(url))
    return url if secret is None else url.set(password=secret)


def _place(url: sa.URL) -> str:
    port = f":{url.port}" if url.port else ""
    return f"{url.username}@{url.host or ''}{port}/{url.database or ''}"


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


def connect_parts(text: str) -> dict[str, str]:
    """The parts of an ODBC connection string, their names in lower case."""
    return {name.casefold(): value.strip("{}") for name, value in _PART.findall(text)}


def completed(url: sa.URL) -> sa.URL:
    """The address with its password from the credential store, if it names a user without one and one is kept."""
    account = account_of(url)
    secret = recall(account) if account else None
    if secret is None:
        return url
    connect = url.query.get("odbc_connect")
    if isinstance(connect, str):
        bare = re.sub(r"(?i)(^|;)\s*pwd\s*=[^;]*", "", connect).rstrip(";")
        return url.update_query_dict({"odbc_connect": f"{bare};PWD={{{secret.replace('}', '}}')}}}"})
    return url.set(password=secret)
