"""What is wrong with a server's certificate, in plain words: drivers give a code, or only that it is not good."""

from __future__ import annotations

import os
import re
import socket
import ssl
import struct
from dataclasses import dataclass

from sqlalchemy.engine import URL

from app.model.errors import ConfigError, Unreachable

_PATIENCE = 5.0  # seconds; the driver has just been answered
_SSL_REQUEST = struct.pack("!ii", 8, 80_877_103)  # how a client of PostgreSQL asks for encryption
_TRUST = "Have the authority that signed it trusted on this machine, or name its file in the address ({option}=FILE)."
_RENEW = "Have the server's certificate renewed."
_NAME = "Write the name that is in the certificate into the address, or have one made for the name it has now."
_SPEAKS = "Switch encryption on at the server; where it is not wanted, the address has to say so."
_TOLD = (
    (r"has expired|certificate expired", "its certificate has expired", _RENEW),
    (r"not yet valid", "its certificate is not valid yet", "Compare the clocks of both machines."),
    (r"hostname mismatch|ip address mismatch|does not match host|not valid for|target principal name",
     "its certificate is for another name", _NAME),
    (r"self.signed|unable to get (local )?issuer|unknown ca|certificate_unknown|not trusted",
     "its certificate is signed by an authority that is not trusted here", _TRUST),
    (r"revoked", "its certificate was revoked", _RENEW),
    (r"does not support ssl|wrong version number|record layer failure|does not support encryption",
     "it does not encrypt, and the address asks for that", _SPEAKS),
    (r"root certificate file .* does not exist|no such file.*\.(pem|crt)|could not read root cert",
     "the file of the authority that its address names cannot be read", "Correct sslrootcert (or ca) in the address."),
    (r"certificate verify failed", "its certificate could not be verified", _TRUST),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why a server is not trusted, and what to do."""

    why: str
    remedy: str


def trouble(text: str, *, option: str = "sslrootcert") -> Trouble | None:
    """What a driver's text says of a certificate; None if it is about something else."""
    plain = " ".join(text.split())
    for pattern, why, remedy in _TOLD:
        if re.search(f"(?i){pattern}", plain):
            return Trouble(why=why, remedy=remedy.format(option=option))
    return None


def of_database(text: str, url: URL) -> Trouble | None:
    """The same for a database, which is asked for its certificate once more where its driver does not say enough."""
    found = trouble(text)
    if found is None or url.get_backend_name() != "postgresql" or "certificate verify failed" not in text:
        return found
    return _looked_at(url) or found


def explained(error: Unreachable, url: URL) -> Unreachable:
    """The error, with what is wrong with the certificate if that is its cause."""
    found = of_database(error.why, url)
    return Unreachable(error.what, why=found.why, remedy=found.remedy) if found else error


def trusted(authority: str = "") -> ssl.SSLContext:
    """What a server's certificate is checked against; there is no way to leave that out.

    It is `authority`, a file, if one is given; else what SSL_CERT_FILE names; else what this machine trusts, which at
    most sites is where the company's own authority is, and the public ones. Raises ConfigError.
    """
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


def _looked_at(url: URL) -> Trouble | None:
    host, authority = url.host or url.query.get("host"), url.query.get("sslrootcert")
    if not isinstance(host, str) or host.startswith("/"):
        return None
    port = url.port or int(str(url.query.get("port", 5432)))
    try:
        context = ssl.create_default_context(cafile=authority if isinstance(authority, str) else None)
        with socket.create_connection((host, port), timeout=_PATIENCE) as plain:
            plain.sendall(_SSL_REQUEST)
            if plain.recv(1) != b"S":
                return None
            with context.wrap_socket(plain, server_hostname=host):
                return None
    except ssl.SSLCertVerificationError as error:
        return trouble(error.verify_message)
    except (OSError, ValueError):
        return None
