"""Kinetic's JSON: exact decimals both ways, and its response envelopes brought into one shape."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast  # JSON is untyped

Row = dict[str, Any]
Tables = dict[str, list[Row]]
_MARK = secrets.token_hex(8)  # nobody's text begins like this by chance or by intent
_NUMBER = re.compile(rf'"{_MARK}([^"\\]*)"')


def encode(value: object) -> bytes:
    """JSON with decimals as plain numbers, digit for digit, and days as ISO dates."""
    text = json.dumps(value, default=_other)
    return _NUMBER.sub(lambda found: found[1], text).encode()


def decode(text: str) -> Any:
    """JSON with numbers that have a point as decimals."""
    return json.loads(text, parse_float=Decimal)


def _other(value: object) -> str:
    if isinstance(value, Decimal):
        return _MARK + format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


@dataclass(frozen=True, kw_only=True)
class UpdateError:
    """One row of a BOUpdError table: a part of an UpdateExt that was refused."""

    table: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A method's answer: the tables, the return value and the other out parameters."""

    tables: Tables
    value: Any  # whatever the method returns
    parameters: Row = field(default_factory=dict[str, Any])
    errors: tuple[UpdateError, ...] = ()


def read_answer(body: Any) -> Answer:
    """Normalise `returnObj`, `parameters` or a bare answer."""
    if not isinstance(body, dict):
        return Answer(tables={}, value=body)
    told = cast("Row", body)
    parameters = cast("Row", told.get("parameters") or {})
    value = told["returnObj"] if "returnObj" in told else told.get("value")
    holder = parameters.get("ds") or told.get("ds") or (value if "parameters" in told or "returnObj" in told else told)
    tables = _tables(holder)
    refused = tables.pop("BOUpdError", []) or _tables(value).get("BOUpdError", [])
    errors = tuple(
        UpdateError(table=str(row.get("TableName") or ""), text=" ".join(str(row.get("ErrorText") or "").split()))
        for row in refused
    )
    return Answer(tables=tables, value=value, parameters=parameters, errors=errors)


def _tables(holder: Any) -> Tables:
    if not isinstance(holder, dict):
        return {}
    return {
        name: [row for row in rows if isinstance(row, dict)]
        for name, rows in cast("Row", holder).items()
        if isinstance(rows, list) and not name.startswith("@")
    }
