"""What Kinetic's REST API can answer instead of what was asked for.

RecordError
└── Refused          Kinetic refused this document; its own text says why
    ├── Duplicate    the key exists already
    └── Missing      there is no such row
Transient
├── Again            nothing was done; it may be sent again (an Unreachable)
└── OutcomeUnknown   sent, but no answer says whether it was done: ask before anything else
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast  # JSON is untyped

from app.model.errors import Fatal, RecordError, Transient, Unreachable


@dataclass(frozen=True, kw_only=True)
class ErrorBody:
    """An error as Kinetic, its OData layer or a gateway tells it."""

    status: int
    text: str
    kind: str = ""
    table: str = ""
    field: str = ""
    correlation: str = ""
    wait: float = 0.0  # Retry-After in seconds
    readable: bool = True  # whether it came in a shape of Kinetic's


class Refused(RecordError):
    """Kinetic's business rules refused a document."""

    def __init__(self, what: str, *, body: ErrorBody) -> None:
        super().__init__(
            what, field=body.field or None, why=body.text, remedy="Correct it and retry the failed record."
        )
        self.body = body


class Duplicate(Refused):
    """The row exists already."""


class Missing(Refused):
    """There is no such row, or no such service."""


class Again(Unreachable):
    """Nothing was done; the same may be sent again, after so many seconds where the server names some."""

    def __init__(self, what: str, *, why: str, remedy: str, wait: float = 0.0) -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.wait = wait


class OutcomeUnknown(Transient):
    """A write was sent and nothing tells whether it was done; `late` means that it may still be under way."""

    def __init__(self, what: str, *, why: str, late: bool, body: ErrorBody | None = None, wait: float = 0.0) -> None:
        super().__init__(what, why=why, remedy="Tieline asks Kinetic before it goes on.")
        self.late = late
        self.wait = wait  # what the server asks for
        self.body = body  # where Kinetic did answer, with an error of its own


def read_error(status: int, reason: str, body: object) -> ErrorBody:
    """The error in any of the shapes that are known; `body` is the parsed JSON or the text."""
    if not isinstance(body, dict):
        return ErrorBody(status=status, text=_clean(body) or reason or f"HTTP {status}", readable=False)
    told = cast("dict[str, Any]", body)
    if isinstance(told.get("error"), dict):  # OData
        inner: dict[str, Any] = told["error"]
        message = inner.get("message")
        text = message.get("value") if isinstance(message, dict) else message
        return ErrorBody(status=status, text=_clean(text) or reason, kind=str(inner.get("code") or ""))
    details = [part for part in told.get("ErrorDetails") or [] if isinstance(part, dict)]
    first: dict[str, Any] = details[0] if details else {}
    text = (
        _clean(told.get("ErrorMessage")) or _clean(first.get("Message")) or _clean(told.get("ReasonPhrase")) or reason
    )
    return ErrorBody(
        status=status,
        text=text,
        kind=str(told.get("ErrorType") or "").rpartition(".")[2],
        table=str(first.get("Table") or ""),
        field=str(first.get("Field") or ""),
        correlation=str(told.get("CorrelationId") or ""),
    )


def judged(error: ErrorBody, *, path: str, writes: bool) -> Exception:
    """The error to raise for an answer that is none: the retry table.

    After an error of a server or gateway nobody knows whether a write was done, unless Kinetic says it is not ready.
    """
    if error.status < HTTPStatus.BAD_REQUEST or (error.status == HTTPStatus.NOT_FOUND and not error.readable):
        return Fatal("Kinetic's REST API is not at this address", why=f"it answered {error.status} {error.text[:200]}",
                     remedy="Correct the company's address.")  # fmt: skip
    if error.status in _REFUSALS:
        return _REFUSALS[error.status](f"Kinetic refused {path}", body=error)
    said = error.text + (f" (correlation id {error.correlation})" if error.correlation else "")
    if error.status == HTTPStatus.UNAUTHORIZED:
        return Unreachable("Kinetic refused the login", why=said, remedy=_CHECK_LOGIN)
    if error.status == HTTPStatus.FORBIDDEN:
        return Fatal(
            "Kinetic refused access", why=said, remedy="Give the user or the api-key the right to this service."
        )
    if error.status < HTTPStatus.INTERNAL_SERVER_ERROR and error.status not in _LATER:
        return Refused(f"Kinetic refused {path}", body=error)
    begun = error.status not in _UNTOUCHED and error.kind not in _NOT_BEGUN
    if writes and begun:
        what = f"Kinetic answered {path} with an error"
        late = error.status == HTTPStatus.REQUEST_TIMEOUT
        return OutcomeUnknown(what, why=said, late=late, body=error, wait=error.wait)
    remedy = "Tieline tries again at the next run."
    return Again("Kinetic answered with an error", why=said, remedy=remedy, wait=error.wait)


def _clean(text: object) -> str:
    return " ".join(str(text or "").split())[:2000]


_REFUSALS = {int(HTTPStatus.CONFLICT): Duplicate, int(HTTPStatus.NOT_FOUND): Missing}
_UNTOUCHED = (HTTPStatus.GONE, HTTPStatus.TOO_MANY_REQUESTS)  # turned away at the door
_LATER = (*_UNTOUCHED, HTTPStatus.REQUEST_TIMEOUT)
_NOT_BEGUN = ("ConversionsPendingException",)  # Kinetic's own word; a gateway's 503 says nothing
_CHECK_LOGIN = "Check user, password and api-key in the company's address."
