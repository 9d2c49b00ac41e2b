"""Posts cXML documents to a supplier's address and reads its answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from app.connect.kinetic_http import ask, http_client
from app.model.errors import RecordError, Unreachable

_STATUS = re.compile(r"<Status\b[^>]*>")
_CODE = re.compile(r"""\bcode\s*=\s*["']([0-9]{3})["']""")
_TEXT = re.compile(r"""\btext\s*=\s*["']([^"']*)["']""")
_HEADERS = {"Content-Type": "text/xml; charset=UTF-8"}
_ACCEPTED = range(200, 300)
_TEMPORARY = (408, 429, *range(500, 600))
_MOST = 5_000_000  # bytes of an answer


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the supplier's system said."""

    code: int
    text: str


def post_document(url: str, document: bytes, *, timeout: float = 30.0) -> Reply:
    """Post a document; safe to repeat, because a receiver knows a document by its payload id.

    Raises RecordError where the supplier refuses it, Unreachable where nobody answers or it is to be sent again.
    """
    host = _host(url)
    try:
        with http_client(timeout=timeout) as client:
            response = ask(client, "POST", url, timeout=timeout, most=_MOST, content=document, headers=_HEADERS)
    except httpx.RequestError as error:
        raise _unanswered(host, " ".join(str(error).split()) or type(error).__name__) from error
    reply = _read(response)
    if reply.code in _ACCEPTED:
        return reply
    said = f"{reply.code} {reply.text}".strip()
    if reply.code in _TEMPORARY:
        raise _unanswered(host, said)
    raise RecordError(
        "The supplier refused the order", why=said, remedy="Correct the order or the supplier's punch-out settings."
    )


def _read(response: httpx.Response) -> Reply:
    """The status in the document; a plain HTTP answer counts by its own status."""
    status = _STATUS.search(response.text)
    code = _CODE.search(status[0]) if status else None
    text = _TEXT.search(status[0]) if status else None
    if code:
        return Reply(code=int(code[1]), text=text[1] if text else "")
    return Reply(code=response.status_code, text=response.reason_phrase)


def _host(url: str) -> str:
    try:
        httpx.URL(url)
        parts = urlsplit(url)
        _ = parts.port
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_address(str(error)) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or "[" in parts.hostname:
        raise _no_address("it is no http or https address")
    return parts.hostname


def _no_address(why: str) -> RecordError:
    remedy = "Correct the supplier's EDI address in the punch-out settings and retry."
    return RecordError("The supplier's EDI address cannot be used", field="EdiUrl", why=why, remedy=remedy)


def _unanswered(host: str, why: str) -> Unreachable:
    return Unreachable(
        f"The supplier's system at {host} did not take the order", why=why, remedy="It is sent again at the next run."
    )
