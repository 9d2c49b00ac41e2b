"""A real mail server on loopback, with the faults that mail servers have."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


@dataclass
class Post:
    """What the server took, and how it is to behave."""

    messages: list = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)  # recipient -> answer
    after_data: list[str] = field(default_factory=list)  # answers to the next messages instead of 250
    cut_after_data: int = 0  # so many messages are taken, but no answer comes
    cut_in_data: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.cut_in_data:
            self.cut_in_data -= 1
            server.transport.abort()
            return "250 never seen"
        if self.after_data:
            return self.after_data.pop(0)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.cut_after_data:
            self.cut_after_data -= 1
            server.transport.abort()
        return "250 kept"


@contextmanager
def running(*, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, login=None):
    post = Post()
    options: dict = {}
    if login:
        expected = LoginPassword(login[0].encode(), login[1].encode())
        options = {
            "authenticator": lambda *told: AuthResult(success=told[4] == expected, handled=False),
            "auth_required": True,
            "auth_require_tls": bool(starttls),
        }

    class Server(Controller):
        def factory(self):
            return SMTP(post, tls_context=starttls, require_starttls=bool(starttls), **options)

    controller = Server(post, hostname="127.0.0.1", port=_free_port(), ssl_context=tls)
    controller.start()
    try:
        yield post, controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself, and a server context with it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "mail.pem", folder / "mail.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
