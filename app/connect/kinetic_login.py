"""Logging in to Kinetic: basic or bearer, always with the API key, and sessions that may end."""

from __future__ import annotations

import base64
import json
from typing import cast

import httpx

from app.connect import certificates
from app.connect.kinetic_address import Address
from app.model.errors import Unreachable

_WHAT = "Tieline could not log in to Kinetic"


class Login:
    """Keeps the headers that say who asks; `renew` and `new_session` are for 401 and 410."""

    def __init__(self, address: Address, *, http: httpx.Client, company: str) -> None:
        self._address = address
        self._http = http
        self._company = company
        self._token = ""
        self._session = ""

    def headers(self) -> dict[str, str]:
        """The headers of every request."""
        if self._address.bearer and not self._token:
            self.renew()
        headers = {
            "x-api-key": self._address.api_key,
            "Authorization": self._authorization(),
            "Accept": "application/json",
        }
        if self._address.plant:
            headers["CallSettings"] = json.dumps({"Company": self._company, "Plant": self._address.plant})
        if self._session:
            headers["License"] = json.dumps({"ClaimedLicense": "", "SessionID": self._session})
        return headers

    def renew(self) -> None:
        """Log in again; nothing is to be renewed for a basic login, which is simply tried once more."""
        if self._address.bearer:
            response = self._post(
                f"{self._address.root}/TokenResource.svc/",
                {"username": self._address.user, "password": self._address.password, "Accept": "application/json"},
            )
            self._token = str(_json(response).get("AccessToken") or "")

    def new_session(self) -> None:
        """Claim a new session after the old one timed out."""
        self._session = ""
        root = f"{self._address.root}/api/v2/odata/{self._company}"
        answer = _json(self._post(f"{root}/Ice.LIB.SessionModSvc/Login", self.headers()))
        self._session = str(answer.get("returnObj") or "")

    def _authorization(self) -> str:
        if self._address.bearer:
            return f"Bearer {self._token}"
        pair = f"{self._address.user}:{self._address.password}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    def _post(self, url: str, headers: dict[str, str]) -> httpx.Response:
        try:
            response = self._http.post(url, headers=headers, json={})
        except httpx.TransportError as error:
            if found := certificates.trouble(str(error), option="&ca"):
                raise Unreachable(_WHAT, why=found.why, remedy=found.remedy) from error
            raise _refused(str(error)) from error
        if not response.is_success:
            raise _refused(f"it answered {response.status_code} {response.reason_phrase}")
        return response


def _json(response: httpx.Response) -> dict[str, object]:
    try:
        body = response.json()
    except ValueError as error:
        raise _refused("its answer is no JSON") from error
    return cast("dict[str, object]", body) if isinstance(body, dict) else {}


def _refused(why: str) -> Unreachable:
    return Unreachable(
        _WHAT,
        why=why,
        remedy="Check user, password and api-key in the company's address.",
    )
