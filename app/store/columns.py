"""Column types of the store that SQLite and PostgreSQL agree on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any  # SQLAlchemy hands over untyped values

import sqlalchemy as sa
from typing_extensions import override

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Utc(sa.TypeDecorator[datetime]):
    """An aware time, kept as microseconds since 1970: SQLite has no type of its own that sorts and keeps the zone."""

    impl = sa.BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """To the database."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    @override
    def process_result_value(self, value: Any | None, dialect: Any) -> datetime | None:
        """From the database."""
        return None if value is None else _EPOCH + timedelta(microseconds=int(value))


class Json(sa.TypeDecorator[Any]):
    """A small value as JSON text."""

    impl = sa.Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any | None, dialect: Any) -> str | None:
        """To the database."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    @override
    def process_result_value(self, value: Any | None, dialect: Any) -> Any | None:
        """From the database."""
        return None if value is None else json.loads(value)
