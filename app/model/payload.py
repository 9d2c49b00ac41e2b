"""Writes frozen values as JSON and reads them back, exactly: decimals and days survive."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints  # JSON is untyped

T = TypeVar("T")


def dumps(value: object) -> str:
    """A frozen value as JSON text; the same value gives the same text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def loads(kind: type[T], text: str) -> T:
    """The value of this kind that `dumps` wrote; fields unknown to the kind are dropped, new ones take defaults."""
    return cast("T", _typed(kind, json.loads(text)))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) in (Union, types.UnionType):
        return _typed(next(part for part in get_args(kind) if part is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], part) for part in value)
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {field.name for field in dataclasses.fields(kind)}
        return cast("Any", kind)(**{name: _typed(hints[name], part) for name, part in value.items() if name in known})
    if kind is date:
        return date.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value
