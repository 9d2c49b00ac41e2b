"""Column types that keep their values exact on every database, and the words the document tables are declared in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any  # driver values are untyped

import sqlalchemy as sa
from sqlalchemy.dialects.mssql import NVARCHAR
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

METADATA = sa.MetaData()
_MEMO = sa.UnicodeText().with_variant(NVARCHAR(None), "mssql")  # else it would be the old NTEXT


class Exact(TypeDecorator[Decimal]):
    """A decimal that never passes through a float: text on SQLite, numeric elsewhere."""

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite's own numbers are floats."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.Numeric(22, 8))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Text for SQLite."""
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Whatever the driver gives, by its text."""
        return None if value is None else Decimal(str(value))


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite keeps no offset."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; naive moments are our bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no offset")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def number(name: str, *, optional: bool = False, default: int = 0) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer, nullable=optional, default=None if optional else default)


def text(name: str, size: int, *, optional: bool = False, default: str = "") -> sa.Column[str]:
    """Text of a known size."""
    return sa.Column(name, sa.Unicode(size), nullable=optional, default=None if optional else default)


def memo(name: str) -> sa.Column[str]:
    """Text of any size."""
    return sa.Column(name, _MEMO, nullable=False, default="")


def flag(name: str) -> sa.Column[int]:
    """0 or 1, as in the inbound tables."""
    return sa.Column(name, sa.SmallInteger, nullable=False, default=0)


def exact(name: str) -> sa.Column[Decimal]:
    """A quantity, a price or an amount."""
    return sa.Column(name, Exact, nullable=False, default=Decimal(0))


def day(name: str) -> sa.Column[date]:
    """A day, or none."""
    return sa.Column(name, sa.Date, nullable=True)


def moment(name: str) -> sa.Column[datetime]:
    """A moment, or none."""
    return sa.Column(name, Moment, nullable=True)


def keyed(name: str, *key: sa.Column[Any], columns: tuple[sa.schema.SchemaItem, ...]) -> sa.Table:
    """A table of documents: every key begins with the company, because companies of one ERP may share an ARM."""
    for column in key:
        column.primary_key, column.nullable = True, False
        column.autoincrement = False
    company = sa.Column("Company", sa.Unicode(8), primary_key=True)
    return sa.Table(name, METADATA, company, *key, *columns)


def versions() -> tuple[sa.Column[Any], ...]:
    """What outbound stage one needs of a document.

    ARM raises `Version` with every approved change; `QueuedVersion` is the last one that has a transaction (or was
    refused by its generator), `SentVersion` the last one that is in Kinetic.
    """
    return number("Version", default=1), number("QueuedVersion"), number("SentVersion")
