"""Who may ask the Kinetic double: users, tokens, and API keys with a scope."""

from __future__ import annotations

import base64
import hmac
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from app.sandbox.kinetic_refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The logins of the double; a key with a scope opens only the services that are named."""

    user: tuple[str, str] = ("tieline", "sandbox")
    everything: str = "sandbox-key"
    scoped: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    refused_with: int = HTTPStatus.UNAUTHORIZED  # documents differ on what a wrong key answers
    token_life: float = 3600.0


class Access:
    """Checks the headers of each request."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self._tokens: dict[str, float] = {}

    def forget_tokens(self) -> None:
        """Let every token end now."""
        self._tokens.clear()

    def token(self, headers: Mapping[str, str]) -> dict[str, object]:
        """A new token for the user and password in the headers."""
        if (headers.get("username", ""), headers.get("password", "")) != self.keys.user:
            raise _unauthorized("Invalid username or password.")
        token = uuid.uuid4().hex
        self._tokens[token] = monotonic() + self.keys.token_life
        return {"AccessToken": token, "ExpiresIn": int(self.keys.token_life), "TokenType": "Bearer"}

    def user(self, headers: Mapping[str, str], *, query: Mapping[str, str], path: str) -> str:
        """Who asks; raises Refusal where user or key do not open this path."""
        self._check_login(headers.get("authorization", ""))
        key = headers.get("x-api-key") or query.get("api-key") or ""
        if hmac.compare_digest(key, self.keys.everything):
            return self.keys.user[0]
        if key not in self.keys.scoped:
            raise Refusal("Invalid API key.", status=self.keys.refused_with, kind="System.UnauthorizedAccessException")
        service = re.search(r"/odata/[^/]+/([^/]+)", path)
        if service is None or service[1] not in self.keys.scoped[key]:
            raise Refusal(
                "Access scope does not allow this call.", status=403, kind="System.UnauthorizedAccessException"
            )
        return self.keys.user[0]

    def _check_login(self, given: str) -> None:
        kind, _, value = given.partition(" ")
        if kind == "Bearer" and self._tokens.get(value, 0.0) > monotonic():
            return
        pair = base64.b64encode(":".join(self.keys.user).encode()).decode()
        if kind != "Basic" or not hmac.compare_digest(value, pair):
            raise _unauthorized("Invalid username or password, or the token has expired.")


def _unauthorized(text: str) -> Refusal:
    return Refusal(text, status=HTTPStatus.UNAUTHORIZED, kind="System.UnauthorizedAccessException")
