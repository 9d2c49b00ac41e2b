"""How the Kinetic double says no: its statuses and the bodies that go with them."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any  # JSON is untyped


class Refusal(Exception):
    """A request that Kinetic refuses."""

    def __init__(
        self,
        text: str,
        *,
        status: int = HTTPStatus.BAD_REQUEST,
        kind: str = "Ice.Common.BusinessObjectException",
        table: str = "",
        field: str = "",
    ) -> None:
        super().__init__(text)
        self.text, self.status, self.kind, self.table, self.field = text, int(status), kind, table, field


def missing(text: str) -> Refusal:
    """There is no such row."""
    return Refusal(text, status=HTTPStatus.NOT_FOUND, kind="Ice.Common.RecordNotFoundException")


def duplicate(text: str, *, table: str) -> Refusal:
    """The key is taken."""
    return Refusal(text, status=HTTPStatus.CONFLICT, kind="Ice.Common.DuplicateRecordException", table=table)


def bad_query(text: str) -> Refusal:
    """A query that cannot be understood."""
    return Refusal(text, kind="Microsoft.OData.ODataException")


def body_of(refusal: Refusal) -> dict[str, Any]:
    """The error body of Kinetic."""
    body: dict[str, Any] = {
        "HttpStatus": refusal.status,
        "ReasonPhrase": "REST API Exception",
        "ErrorMessage": refusal.text,
        "ErrorType": refusal.kind,
        "CorrelationId": str(uuid.uuid4()),
    }
    if refusal.table or refusal.field:
        detail = {"Message": refusal.text, "Type": "Error", "Table": refusal.table, "Field": refusal.field}
        body["ErrorDetails"] = [detail]
    return body
