"""Posts cXML documents to a supplier's address and reads its answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx

from app.connect.kinetic_http import http_client
from app.model.errors import RecordError, Unreachable

_STATUS = re.compile(r"<Status\b[^>]*>")
_CODE = re.compile(r"""\bcode\s*=\s*["'](\d+)["']""")
_TEXT = re.compile(r"""\btext\s*=\s*["']([^"']*)["']""")
_HEADERS = {"Content-Type": "text/xml; charset=UTF-8"}
_ACCEPTED = range(200, 300)
_TEMPORARY = 500


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the supplier's system said."""

    code: int
    text: str


def post_document(url: str, document: bytes, *, timeout: float = 30.0) -> Reply:
    """Post a document; safe to repeat, because a receiver knows a document by its payload id.

    Raises RecordError where the supplier refuses it, Unreachable where nobody answers or it is to be sent again.
    """
    try:
        with http_client(timeout=timeout) as client:
            response = client.post(url, content=document, headers=_HEADERS)
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise _unanswered(url, " ".join(str(error).split()) or type(error).__name__) from error
    reply = _read(response)
    if reply.code in _ACCEPTED:
        return reply
    said = f"{reply.code} {reply.text}".strip()
    if reply.code >= _TEMPORARY:
        raise _unanswered(url, said)
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


def _unanswered(url: str, why: str) -> Unreachable:
    host = httpx.URL(url).host if "://" in url else url
    return Unreachable(
        f"The supplier's system at {host} did not take the order", why=why, remedy="It is sent again at the next run."
    )
