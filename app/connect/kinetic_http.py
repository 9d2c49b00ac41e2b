"""HTTP clients as all services get them."""

from __future__ import annotations

import os
import ssl

import httpx

from app.model.errors import ConfigError

# A site's proxy is for the world outside: what runs on this machine is reached directly.
_DIRECT: dict[str, httpx.BaseTransport | None] = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


def http_client(*, timeout: float, authority: str = "") -> httpx.Client:
    """A client that follows no redirects; the proxy is as the environment says.

    It trusts `authority`, a file, if one is given; else what SSL_CERT_FILE names; else what this machine trusts, which
    at most sites is where the company's own authority is, and the public ones.
    """
    trust = _trust(authority)
    return httpx.Client(timeout=timeout, follow_redirects=False, mounts=_DIRECT, verify=trust)


def _trust(authority: str) -> ssl.SSLContext:
    try:
        if authority:
            return ssl.create_default_context(cafile=authority)
        context = ssl.create_default_context()
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            "No encrypted connection could be made",
            why=f"the authority's file {authority or 'in SSL_CERT_FILE'} cannot be read: {error}",
            remedy="Name a file with the authority's certificate in PEM form.",
        ) from error
    if not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & os.environ.keys():
        import certifi

        context.load_verify_locations(certifi.where())
    return context
