"""Kinetic's REST API v2: reads, method calls and writes, with the retry table of its errors."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import sleep
from typing import Any, Self, cast  # JSON is untyped

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from app.connect import certificates
from app.connect.kinetic_address import Address
from app.connect.kinetic_errors import Again, ErrorBody, Missing, OutcomeUnknown, Refused, judged, read_error
from app.connect.kinetic_http import http_client
from app.connect.kinetic_json import Answer, Row, decode, encode, read_answer
from app.connect.kinetic_login import Login
from app.model.errors import Fatal

PAGE = 100  # Kinetic's own default limit
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long Kinetic is waited for, in seconds."""

    timeout: float = 30.0
    tries: int = 5
    first_wait: float = 0.5
    longest_wait: float = 10.0
    settle: float = 2.0  # after a cut connection the server may still be at work for so long
    settle_late: float = 30.0  # the same after a timeout
    sleep: Callable[[float], None] = sleep


class Kinetic:
    """One company of a Kinetic server, to be used by one thread."""

    def __init__(self, address: Address, *, company: str, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self.before_write: Callable[[], None] = _nothing  # called before each write is sent
        self._http = http_client(timeout=self.patience.timeout, authority=address.authority)
        self._login = Login(address, http=self._http, company=company)
        self._root = f"{address.root}/api/v2/odata/{company}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def rows(self, service: str, entities: str, *, where: str, order: str, select: str = "") -> list[Row]:
        """Every row of an entity set that fits, page by page in the order of `order` (a key, or pages would mix)."""
        found: list[Row] = []
        while True:
            params = {"$filter": where, "$orderby": order, "$top": str(PAGE), "$skip": str(len(found))}
            if select:
                params["$select"] = select
            body = self._exchange("GET", f"{service}/{entities}", params=params)
            page = _page(body, entities)
            found += page
            if len(page) < PAGE:
                return found

    def probe(self) -> None:
        """Ask for next to nothing, to see whether address, login and key are right."""
        self._exchange("GET", "Erp.BO.CompanySvc/Companies", params={"$top": "1", "$orderby": "Company1"})

    def read(self, service: str, method: str, **params: object) -> Answer | None:
        """A reading method by GET (GetByID …); None where there is no such row."""
        try:
            given = {name: str(value) for name, value in params.items()}
            return _sound(read_answer(self._exchange("GET", f"{service}/{method}", params=given)), method)
        except Missing:
            return None

    def call(self, service: str, method: str, **body: object) -> Answer:
        """A method that keeps nothing (GetNew…, Change…, Check…): safe to repeat."""
        return _sound(read_answer(self._exchange("POST", f"{service}/{method}", body=body)), method)

    def write(self, service: str, method: str, **body: object) -> Answer:
        """A method that keeps something: sent once.

        Raises OutcomeUnknown where nothing tells whether it was done, Refused where Kinetic said no, also in part.
        """
        self.before_write()
        return _sound(read_answer(self._exchange("POST", f"{service}/{method}", body=body, writes=True)), method)

    def _exchange(
        self,
        verb: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
        writes: bool = False,
    ) -> Any:
        patience = self.patience
        retrying = Retrying(
            retry=retry_if_exception_type(Again),
            stop=stop_after_attempt(patience.tries),
            wait=wait_exponential_jitter(
                multiplier=patience.first_wait, max=patience.longest_wait, jitter=patience.first_wait
            ),
            sleep=patience.sleep,
            reraise=True,
        )
        content = encode(body) if body is not None else None
        return retrying(self._once, verb, path, params=params, content=content, writes=writes)

    def _once(
        self, verb: str, path: str, *, params: Mapping[str, str] | None, content: bytes | None, writes: bool
    ) -> Any:
        response = self._send(verb, path, params=params, content=content, writes=writes)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            self._login.renew()
            response = self._send(verb, path, params=params, content=content, writes=writes)
        elif response.status_code == HTTPStatus.GONE:
            self._login.new_session()
            response = self._send(verb, path, params=params, content=content, writes=writes)
        body = _body(response)
        if response.is_success:
            return body
        raise judged(read_error(response.status_code, response.reason_phrase, body), path=path, writes=writes)

    def _send(
        self, verb: str, path: str, *, params: Mapping[str, str] | None, content: bytes | None, writes: bool
    ) -> httpx.Response:
        headers = self._login.headers()
        if content is not None:
            headers["Content-Type"] = "application/json"
        with _told(path, writes=writes):
            return self._http.request(verb, f"{self._root}/{path}", params=params, content=content, headers=headers)


@contextmanager
def _told(path: str, *, writes: bool) -> Generator[None]:
    """Turn httpx's errors into ours: what certainly was not sent may be sent again."""
    try:
        yield
    except httpx.TransportError as error:
        why = " ".join(str(error).split()) or type(error).__name__
        if writes and not isinstance(error, _NEVER_SENT):
            late = isinstance(error, httpx.TimeoutException)
            raise OutcomeUnknown(f"No answer came to {path}", why=why, late=late) from error
        found = certificates.trouble(why, option="&ca")
        raise Again(
            "Kinetic could not be reached",
            why=found.why if found else why,
            remedy=found.remedy if found else "Check that its REST API is running and the address is right.",
        ) from error


def _nothing() -> None:
    """Nobody wants to know."""


def _sound(answer: Answer, method: str) -> Answer:
    """The answer, unless it tells of rows that were refused."""
    if answer.errors:
        first = answer.errors[0]
        told = ErrorBody(status=HTTPStatus.OK, text=first.text, kind="BOUpdError", table=first.table)
        raise Refused(f"Kinetic refused {method}", body=told)
    return answer


def _page(body: Any, entities: str) -> list[Row]:
    """The rows of a page; an answer without any list is no answer, and must not look like none found."""
    if not isinstance(body, dict) or not isinstance(body.get("value"), list):
        raise Fatal(
            "Kinetic's answer cannot be used", why=f"rows of {entities} were asked for and no list came",
            remedy="Check the version of the Kinetic REST API.",
        )  # fmt: skip
    return cast("list[Row]", body["value"])


def _body(response: httpx.Response) -> Any:
    try:
        return decode(response.text) if response.content else {}
    except ValueError:
        return response.text
