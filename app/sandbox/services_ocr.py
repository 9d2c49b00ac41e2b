"""An invoice-capture service: tenant and login, documents by reference, fields with their confidence, suppliers."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections import deque
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any  # JSON is untyped

from app.sandbox.services_http import Asked, HttpService, Told, as_json

_PATH = re.compile(r"^/tenants/(?P<tenant>[^/]+)/(?P<rest>.+)$")
_FIELDS = {
    "InvoiceNumber": (rb"Invoice: ([^)]*)", 0.97), "InvoiceDate": (rb"Date: ([^)]*)", 0.93),
    "VendorId": (rb"Supplier: ([^)]*)", 0.88), "OrderNumber": (rb"Order: ([^)]*)", 0.55),
    "Currency": (rb"Currency: ([^)]*)", 0.99), "TotalAmount": (rb"Total: ([^)]*)", 0.95),
}  # fmt: skip
_PAGE = 50


class OcrServer(HttpService):
    """Reads what our own papers say; `polls` is how often a document is asked about before it is done."""

    def __init__(self, database: Path, *, port: int = 0, tenant: str = "riverside", polls: int = 0) -> None:
        self._database, self._tenant, self._polls = database, tenant, polls
        self.login = ("tieline", "sandbox")
        self.faults: deque[str | int] = deque()  # for requests after the login: a status, `cut` or `cut-after`
        self.vendors: list[dict[str, Any]] = [_vendor(number) for number in range(1, 9)]
        self._tokens: set[str] = set()
        with self._open() as connection:
            columns = "reference TEXT PRIMARY KEY, name TEXT, content BLOB, polls INTEGER"
            connection.execute(f"CREATE TABLE IF NOT EXISTS document ({columns})")
        super().__init__(self._answer, name="ocr-double", port=port)

    @property
    def url(self) -> str:
        """The service's address."""
        return f"http://127.0.0.1:{self.port}"

    def forget_tokens(self) -> None:
        """Every login ends now."""
        self._tokens.clear()

    def documents(self) -> list[str]:
        """The names of the documents that were handed over."""
        with self._open() as connection:
            return [row[0] for row in connection.execute("SELECT name FROM document ORDER BY rowid")]

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._database, timeout=30)) as connection, connection:
            yield connection

    def _answer(self, asked: Asked) -> Told:
        found = _PATH.match(asked.path)
        if found is None or found["tenant"] != self._tenant:
            return as_json({"message": "Unknown tenant."}, status=404)
        if found["rest"] == "login":
            return self._log_in(asked)
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self._tokens:
            return as_json({"message": "Please log in."}, status=401)
        fault = self.faults.popleft() if self.faults else None
        if fault == "cut":
            return Told(cut=True)
        if isinstance(fault, int):
            return as_json({"message": "The service has a fault."}, status=fault)
        told = self._served(asked, found["rest"])
        return Told(cut=True) if fault == "cut-after" else told

    def _served(self, asked: Asked, rest: str) -> Told:
        kind, _, reference = rest.partition("/")
        if kind == "vendors":
            after = asked.query.get("after", "")
            found = [row for row in self.vendors if row["sequence"] > after]
            return as_json({"vendors": found[:_PAGE]})
        if kind != "documents" or not reference:
            return as_json({"message": "Unknown resource."}, status=404)
        return self._take(asked, reference) if asked.verb == "PUT" else self._tell(reference)

    def _log_in(self, asked: Asked) -> Told:
        given = json.loads(asked.body or b"{}")
        if (given.get("user"), given.get("password")) != self.login:
            return as_json({"message": "User or password is wrong."}, status=403)
        token = secrets.token_hex(16)
        self._tokens.add(token)
        return as_json({"token": token})

    def _take(self, asked: Asked, reference: str) -> Told:
        if not asked.body.startswith(b"%PDF"):
            return as_json({"message": "Only PDF files are read."}, status=415)
        with self._open() as connection:
            values = (reference, asked.headers.get("x-file-name", ""), asked.body, 0)
            added = connection.execute("INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?)", values).rowcount
        body = {"id": _id(reference), "status": "processing"}
        return as_json(body, status=201 if added else 200)

    def _tell(self, reference: str) -> Told:
        with self._open() as connection:
            connection.execute("UPDATE document SET polls = polls + 1 WHERE reference = ?", (reference,))
            query = "SELECT content, polls FROM document WHERE reference = ?"
            row = connection.execute(query, (reference,)).fetchone()
        if row is None:
            return as_json({"message": "No such document."}, status=404)
        if row[1] <= self._polls:
            return as_json({"id": _id(reference), "status": "processing"})
        return as_json({"id": _id(reference), **_read(row[0])})


def _id(reference: str) -> str:
    return f"doc-{reference[:12]}"


def _read(content: bytes) -> dict[str, Any]:
    fields = [
        {"name": name, "value": found[1].decode("latin-1"), "confidence": confidence}
        for name, (pattern, confidence) in _FIELDS.items()
        if (found := re.search(pattern, content)) and found[1]
    ]
    if not fields:
        return {"status": "failed", "reason": "no text was found on the page"}
    return {"status": "done", "fields": fields}


def _vendor(number: int) -> dict[str, Any]:
    return {
        "number": number, "status": "Verified" if number % 4 else "Review", "taxId": f"41-55{number:05}",
        "legalName": f"Verified supplier {number}", "bankAccount": "Confirmed" if number % 3 else "Unconfirmed",
        "verified": f"2026-10-{number:02}T09:00:00+00:00", "sequence": f"{number:08}",
    }  # fmt: skip
