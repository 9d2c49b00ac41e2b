"""The address of a company's Kinetic REST API, with everything a login needs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from app.connect.addresses import ENVIRONMENT, KEPT, from_environment
from app.model.errors import ConfigError

_REMEDY = "Write it like https://user:password@host/instance?api-key=…; parts may be ${NAME} of the environment."


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where Kinetic's REST API answers and as whom Tieline logs in."""

    root: str  # scheme, host and instance, without a slash at the end
    user: str
    password: str = field(repr=False)
    api_key: str = field(repr=False)
    bearer: bool = False  # log in with a token instead of sending the password each time
    plant: str = ""
    authority: str = ""  # the file of the authority that signed the server's certificate; empty: what is trusted here


def parse_address(text: str) -> Address:
    """The address written as `https://user:password@host/instance?api-key=…[&auth=bearer][&site=MfgSys][&ca=FILE]`.

    Raises ConfigError where a part is missing.
    """
    try:
        parts = urlsplit(_from_environment(text))
        _ = parts.port
    except ValueError as error:
        raise _refused(str(error)) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _refused("it is no http or https address")
    given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    given["password"], given["api-key"] = _kept(text, unquote(parts.password or ""), given.get("api-key", ""))
    if not given["api-key"]:
        raise _refused("it names no api-key")
    if not parts.username:
        raise _refused("it names no user")
    return Address(
        root=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}",
        user=unquote(parts.username),
        password=given["password"],
        api_key=given["api-key"],
        bearer=given.get("auth") == "bearer",
        plant=given.get("site", ""),
        authority=given.get("ca", ""),
    )


def _from_environment(text: str) -> str:
    missing = [name for name in ENVIRONMENT.findall(text) if name not in os.environ]
    if missing:
        raise _refused(f"the environment variable {missing[0]} is not set")
    return from_environment(text)


def _kept(text: str, password: str, api_key: str) -> tuple[str, str]:
    """The two secrets, from the credential store where the address says so."""
    if KEPT not in (password, api_key):
        return password, api_key
    from app.connect import credentials

    found = [
        credentials.secret_of(text, kind) if value == KEPT else value
        for kind, value in (("password", password), ("api-key", api_key))
    ]
    if None in found:
        raise ConfigError(
            "The address of the Kinetic REST API cannot be used",
            why="its password or api-key is not in this machine's credential store",
            remedy="Map the company once more on this machine, or write ${NAME} for it in its address.",
        )
    return str(found[0]), str(found[1])


def _refused(why: str) -> ConfigError:
    return ConfigError("The address of the Kinetic REST API cannot be used", why=why, remedy=_REMEDY)
