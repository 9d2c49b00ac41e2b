"""Kinetic's REST API v2: reads, method calls and writes, with the retry table of its errors."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from time import sleep
from typing import Any, Self, cast  # JSON is untyped

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from app.connect import certificates
from app.connect.kinetic_address import Address
from app.connect.kinetic_errors import Again, ErrorBody, Missing, OutcomeUnknown, Refused, judged, read_error
from app.connect.kinetic_http import ask, http_client, retry_after
from app.connect.kinetic_json import Answer, Row, decode, encode, read_answer
from app.connect.kinetic_login import Login
from app.model.errors import ConfigError, Fatal

PAGE = 100  # Kinetic's own default limit
_NO_SERVICE = "ApiException"
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long Kinetic is waited for, in seconds."""

    timeout: float = 30.0
    tries: int = 5
    first_wait: float = 0.5
    longest_wait: float = 10.0
    longest_request: float = 60.0  # a server that wants to be left alone for longer ends the run
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
            body = self._exchange("GET", f"{service}/{method}", params=given)
        except Missing as missing:
            if missing.body.kind == _NO_SERVICE:
                raise  # it is the method that is not there: that says nothing about the row
            return None
        return _sound(_usable(body, method), method)

    def call(self, service: str, method: str, **body: object) -> Answer:
        """A method that keeps nothing (GetNew…, Change…, Check…): safe to repeat."""
        return _sound(_usable(self._exchange("POST", f"{service}/{method}", body=body), method), method)

    def write(self, service: str, method: str, **body: object) -> Answer:
        """A method that keeps something: sent once.

        Raises OutcomeUnknown where nothing tells whether it was done, Refused where Kinetic said no, also in part.
        """
        self.before_write()
        told = self._exchange("POST", f"{service}/{method}", body=body, writes=True)
        if not isinstance(told, dict):
            raise OutcomeUnknown(
                f"Kinetic's answer to {service}/{method} cannot be read", why=str(told)[:200], late=False
            )
        return _sound(read_answer(told), method)

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
            retry=retry_if_exception(lambda error: isinstance(error, Again) and error.wait <= patience.longest_request),
            stop=stop_after_attempt(patience.tries),
            wait=_Wait(patience),
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
        told = read_error(response.status_code, response.reason_phrase, body)
        raise judged(replace(told, wait=retry_after(response)), path=path, writes=writes)

    def _send(
        self, verb: str, path: str, *, params: Mapping[str, str] | None, content: bytes | None, writes: bool
    ) -> httpx.Response:
        headers = self._login.headers()
        if content is not None:
            headers["Content-Type"] = "application/json"
        with _told(path, writes=writes):
            url, timeout = f"{self._root}/{path}", self.patience.timeout
            return ask(self._http, verb, url, timeout=timeout, params=params, content=content, headers=headers)


@contextmanager
def _told(path: str, *, writes: bool) -> Generator[None]:
    """Turn httpx's errors into ours: what certainly was not sent may be sent again."""
    try:
        yield
    except httpx.InvalidURL as error:
        raise ConfigError(
            "The address of the Kinetic REST API cannot be used",
            why=str(error),
            remedy="Correct the company's address.",
        ) from error
    except httpx.RequestError as error:
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


class _Wait:
    """Longer and longer, and at least as long as the server asks for."""

    def __init__(self, patience: Patience) -> None:
        first = patience.first_wait
        self._growing = wait_exponential_jitter(multiplier=first, max=patience.longest_wait, jitter=first)

    def __call__(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return max(self._growing(state), error.wait if isinstance(error, Again) else 0.0)


def _nothing() -> None:
    """Nobody wants to know."""


def _sound(answer: Answer, method: str) -> Answer:
    """The answer, unless it tells of rows that were refused."""
    if answer.errors:
        first = answer.errors[0]
        told = ErrorBody(status=HTTPStatus.OK, text=first.text, kind="BOUpdError", table=first.table)
        raise Refused(f"Kinetic refused {method}", body=told)
    return answer


def _usable(body: Any, method: str) -> Answer:
    """The answer of a method that keeps nothing; a page of some gateway is none."""
    if isinstance(body, str):
        raise Fatal(
            "Kinetic's answer cannot be used", why=f"{method} was asked for and {body[:200]!r} came",
            remedy="Check the company's address, and what stands between this machine and Kinetic.",
        )  # fmt: skip
    return read_answer(body)


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
