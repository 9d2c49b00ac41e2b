"""The invoice-capture service: tenant and login, documents by our own reference, suppliers it has verified."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Self, cast  # JSON is untyped
from urllib.parse import quote

import httpx

from app.connect.kinetic_http import ask, http_client
from app.connect.kinetic_json import decode
from app.model.errors import ConfigError, RecordError, Unreachable

_UNAUTHORIZED, _NOT_FOUND, _SERVER = 401, 404, 500
_LATER = (408, 429)
_MOST = 50_000_000  # bytes of an answer


@dataclass(frozen=True, kw_only=True)
class OcrService:
    """Where the service is and who we are there."""

    url: str
    tenant: str
    user: str
    password: str = field(repr=False)
    timeout: float = 60.0


class ScanState(Enum):
    """How far the service is with a document."""

    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class ScannedField:
    """A value that was read, and how sure the service is of it."""

    name: str
    value: str
    confidence: Decimal


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A document at the service."""

    id: str
    state: ScanState
    fields: tuple[ScannedField, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class VerifiedVendor:
    """What the service knows of a supplier."""

    number: int
    status: str
    tax_id: str
    legal_name: str
    bank_account: str
    verified: datetime | None
    sequence: str


class Ocr:
    """A client that logs in when it must; to be used by one thread."""

    def __init__(self, service: OcrService) -> None:
        self._service = service
        self._http = http_client(timeout=service.timeout)
        self._token = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def probe(self) -> None:
        """Log in, to see whether address, tenant and login are right."""
        self._log_in()

    def submit(self, reference: str, *, name: str, content: bytes) -> Scan:
        """Hand a document over under our reference; handing it over again changes nothing."""
        headers = {"Content-Type": "application/pdf", "X-File-Name": quote(name, safe=" ()[]{}.,;_-+&=@#'")}
        return _scan(self._exchange("PUT", f"documents/{reference}", content=content, headers=headers))

    def ask(self, reference: str) -> Scan | None:
        """How far a document is; None where the service does not know it."""
        body = self._exchange("GET", f"documents/{reference}", missing=True)
        return None if body is None else _scan(body)

    def vendors(self, *, after: str) -> tuple[VerifiedVendor, ...]:
        """The next suppliers whose verification changed after a sequence, in its order; empty at the end."""
        body = self._exchange("GET", "vendors", params={"after": after})
        with _understood():
            return tuple(_vendor(row) for row in body.get("vendors") or [])

    def _exchange(self, verb: str, path: str, *, missing: bool = False, **request: Any) -> Any:
        response = self._send(verb, path, **request)
        if response.status_code == _UNAUTHORIZED:
            self._token = ""
            response = self._send(verb, path, **request)
        if response.status_code == _NOT_FOUND and missing:
            return None
        if response.is_success:
            with _understood():
                return _object(decode(response.text or "{}"))
        said = f"{response.status_code} {_message(response)}"
        if response.status_code == _UNAUTHORIZED:
            raise _login_refused(said)
        if response.status_code >= _SERVER or response.status_code in _LATER or response.is_redirect:
            raise _unreachable(said)
        raise RecordError("The invoice-capture service refused the document", why=said, remedy="Check the file.")

    def _send(self, verb: str, path: str, **request: Any) -> httpx.Response:
        if not self._token:
            self._log_in()
        headers = {**request.pop("headers", {}), "Authorization": f"Bearer {self._token}"}
        return self._raw(verb, path, headers=headers, **request)

    def _log_in(self) -> None:
        login = {"user": self._service.user, "password": self._service.password}
        response = self._raw("POST", "login", json=login)
        said = f"{response.status_code} {_message(response)}"
        if response.status_code >= _SERVER or response.status_code in _LATER or response.is_redirect:
            raise _unreachable(said)
        if not response.is_success:
            raise _login_refused(said)
        with _understood():
            self._token = str(_object(response.json()).get("token") or "")

    def _raw(self, verb: str, path: str, **request: Any) -> httpx.Response:
        url = f"{self._service.url.rstrip('/')}/tenants/{quote(self._service.tenant, safe='')}/{path}"
        try:
            return ask(self._http, verb, url, timeout=self._service.timeout, most=_MOST, **request)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise _unreachable(" ".join(str(error).split()) or type(error).__name__) from error


def _message(response: httpx.Response) -> str:
    try:
        body = response.json()
    except ValueError:
        return response.reason_phrase
    return str(cast("dict[str, Any]", body).get("message") or response.reason_phrase) if isinstance(body, dict) else ""


@contextmanager
def _understood() -> Generator[None]:
    """An answer that is not what was agreed on is the service's fault: it is told, and asked for again."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreachable(f"its answer cannot be read ({' '.join(str(error).split())[:200]})") from error


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise TypeError("it is no JSON object")
    return cast("dict[str, Any]", body)


def _scan(told: dict[str, Any]) -> Scan:
    with _understood():
        return _read_scan(told)


def _read_scan(told: dict[str, Any]) -> Scan:
    fields = tuple(
        ScannedField(
            name=str(row["name"]), value=str(row.get("value") or ""), confidence=_number(row.get("confidence"))
        )
        for row in told.get("fields") or []
    )
    return Scan(
        id=str(told.get("id") or ""),
        state=ScanState(told.get("status") or "processing"),
        fields=fields,
        reason=str(told.get("reason") or ""),
    )


def _vendor(row: Any) -> VerifiedVendor:
    when = str(row.get("verified") or "")
    return VerifiedVendor(
        number=int(row.get("number") or 0),
        status=str(row.get("status") or ""),
        tax_id=str(row.get("taxId") or ""),
        legal_name=str(row.get("legalName") or ""),
        bank_account=str(row.get("bankAccount") or ""),
        verified=_moment(when) if when else None,
        sequence=str(row.get("sequence") or ""),
    )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)


def _login_refused(why: str) -> ConfigError:
    return ConfigError(
        "The invoice-capture service refused the login", why=why,
        remedy="Check OcrTenant, OcrUser and OcrPassword in the company's settings.",
    )  # fmt: skip


def _unreachable(why: str) -> Unreachable:
    return Unreachable(
        "The invoice-capture service could not be used", why=why,
        remedy="Check OcrServiceUrl in the company's settings and that the service is running.",
    )  # fmt: skip
