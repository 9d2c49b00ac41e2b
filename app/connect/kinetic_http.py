"""HTTP clients as all services get them, and answers that are read to their end within bounds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any  # what httpx takes

import httpx

from app.connect import certificates

MOST = 200_000_000  # bytes of an answer
_SLOWEST = 4  # times the time-out of a single wait that a whole answer may take
# A site's proxy is for the world outside: what runs on this machine is reached directly.
_DIRECT: dict[str, httpx.BaseTransport | None] = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


def http_client(*, timeout: float, authority: str = "") -> httpx.Client:
    """A client that follows no redirects; the proxy is as the environment says, trust as `certificates.trusted`."""
    trust = certificates.trusted(authority)
    return httpx.Client(timeout=timeout, follow_redirects=False, mounts=_DIRECT, verify=trust)


def ask(
    client: httpx.Client, verb: str, url: str, *, timeout: float, most: int = MOST, **request: Any
) -> httpx.Response:
    """Ask and read the answer whole.

    Raises httpx.RequestError, also where an answer trickles in for ever or is larger than any answer should be.
    """
    until = monotonic() + timeout * _SLOWEST
    with client.stream(verb, url, **request) as response:
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if monotonic() > until:
                raise httpx.ReadTimeout("the answer did not come to an end", request=response.request)
            if len(content) > most:
                raise httpx.ReadError("the answer is too large", request=response.request)
    headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _OF_TRANSPORT]
    return httpx.Response(response.status_code, headers=headers, content=bytes(content), request=response.request)


def retry_after(response: httpx.Response) -> float:
    """The seconds after which the server wants to be asked again, 0 where it says nothing."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (moment - datetime.now(moment.tzinfo and UTC)).total_seconds())


_OF_TRANSPORT = ("content-encoding", "content-length", "transfer-encoding")
