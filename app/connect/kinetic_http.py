"""HTTP clients as all services get them."""

from __future__ import annotations

import httpx

# A site's proxy is for the world outside: what runs on this machine is reached directly.
_DIRECT: dict[str, httpx.BaseTransport | None] = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


def http_client(*, timeout: float) -> httpx.Client:
    """A client that follows no redirects; proxy and certificates as the environment says (SSL_CERT_FILE)."""
    return httpx.Client(timeout=timeout, follow_redirects=False, mounts=_DIRECT)
