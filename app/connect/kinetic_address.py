"""The address of a company's Kinetic REST API, with everything a login needs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from app.model.errors import ConfigError

_ENVIRONMENT = re.compile(r"\$\{(\w+)\}")
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


def parse_address(text: str) -> Address:
    """The address written as `https://user:password@host/instance?api-key=…[&auth=bearer][&site=MfgSys]`.

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
    if not given.get("api-key"):
        raise _refused("it names no api-key")
    if not parts.username:
        raise _refused("it names no user")
    return Address(
        root=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}",
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        api_key=given["api-key"],
        bearer=given.get("auth") == "bearer",
        plant=given.get("site", ""),
    )


def _from_environment(text: str) -> str:
    missing = [name for name in _ENVIRONMENT.findall(text) if name not in os.environ]
    if missing:
        raise _refused(f"the environment variable {missing[0]} is not set")
    return _ENVIRONMENT.sub(lambda found: os.environ[found[1]], text)


def _refused(why: str) -> ConfigError:
    return ConfigError("The address of the Kinetic REST API cannot be used", why=why, remedy=_REMEDY)
