"""Sends mail over SMTP so that it is always known whether a message may have left."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import Enum
from pathlib import Path

from app.model.errors import ConfigError, RecordError, Transient, Unreachable

_PERMANENT = 500
# What a mail server without extensions takes, and no header or command can be smuggled in with.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?\Z")
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,150}@[^<>\s@]{1,100}>\Z", re.ASCII)
_OK = 250


class Security(Enum):
    """How the connection to the mail server is protected."""

    NONE = "none"  # a relay on the same machine
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A mail server and the login to it."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    authority: Path | None = None  # a certificate authority of the site's own
    timeout: float = 30.0


def is_address(text: str) -> bool:
    """Whether a message can be sent from or to it."""
    return bool(_ADDRESS.match(text))


def is_message_id(text: str) -> bool:
    """Whether it can stand in a header as it is."""
    return text.isascii() and text.isprintable() and bool(_MESSAGE_ID.match(text))


class Deferred(Transient):
    """The server takes this message later."""


class DeliveryUnknown(RecordError):
    """The message was being handed over when the connection broke: it may have left or not."""


class Mailbox:
    """A logged-in connection to a mail server."""

    def __init__(self, server: MailServer, smtp: smtplib.SMTP) -> None:
        self._server, self._smtp = server, smtp

    def send(self, message: EmailMessage, *, leaving: Callable[[], None]) -> None:
        """Hand a message over; `leaving` is called when nothing but its content is still to be sent.

        Raises RecordError where the server refuses it, Deferred where it wants it later, and DeliveryUnknown where
        no answer came after its content had been sent.
        """
        recipient = str(message["To"])
        with _told(self._server):
            self._must(self._smtp.mail(self._server.sender), recipient)
            self._must(self._smtp.rcpt(recipient), recipient)
        leaving()
        try:
            code, answer = self._smtp.data(message.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:  # the server would not even have the content
            code, answer = error.smtp_code, _bytes(error.smtp_error)
        except OSError as error:
            raise DeliveryUnknown(
                f"It is not known whether the message to {recipient} has left",
                why=f"the connection to {self._server.host} broke while it was handed over ({error})",
                remedy="Ask the recipient; a retry sends the same message, under the same message id, once more.",
            ) from error
        self._must((code, answer), recipient)

    def _must(self, answer: tuple[int, bytes], recipient: str) -> None:
        code, text = answer
        if code in (_OK, 251):
            return
        with suppress(OSError, smtplib.SMTPException):  # it may hang up after its answer
            self._smtp.rset()
        said = f"{code} {text.decode(errors='replace')}".strip()
        if code >= _PERMANENT:
            raise RecordError(
                f"The message to {recipient} was not sent",
                field="Recipient",
                why=f"the mail server refuses it: {said}",
                remedy="Correct the address and retry.",
            )
        raise Deferred(f"The message to {recipient} was not sent", why=f"the mail server defers it: {said}")


@contextmanager
def open_mailbox(server: MailServer) -> Generator[Mailbox]:
    """Connect and log in; raises Unreachable, ConfigError for a login that is refused."""
    with _told(server):
        smtp = _connected(server)
    try:
        yield Mailbox(server, smtp)
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    trust = _trust(server.authority)
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=trust)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=trust)
        if server.user:
            smtp.login(server.user, server.password)
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _trust(authority: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(authority) if authority else None)
    except OSError as error:  # also ssl.SSLError
        raise ConfigError(
            "The order e-mails were not sent", why=f"{authority} is no file of certificates ({error})",
            remedy="Correct SmtpCertificateAuthority in the company's settings.",
        ) from error  # fmt: skip


@contextmanager
def _told(server: MailServer) -> Generator[None]:
    place = f"The mail server {server.host}:{server.port}"
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise ConfigError(
            f"{place} refused the login", why=_bytes(error.smtp_error).decode(errors="replace"),
            remedy="Check SmtpUser and SmtpPassword in the company's settings.",
        ) from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(
            f"{place} could not be used", why=" ".join(str(error).split()),
            remedy="Check SmtpHost, SmtpPort and SmtpSecurity in the company's settings.",
        ) from error  # fmt: skip


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
