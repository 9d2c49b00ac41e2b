"""The words in which the subjects declare tables: columns by kind, named once a size."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from app.model.job import Column, ColumnKind, Condition, Table

Columns = tuple[Column, ...]


def text(*names: str, size: int | None = None) -> Columns:
    """Text; without a size none is known and no value is too long."""
    return tuple(Column(name=name, kind=ColumnKind.TEXT, length=size) for name in names)


def integer(*names: str) -> Columns:
    """Whole numbers."""
    return tuple(Column(name=name, kind=ColumnKind.INTEGER) for name in names)


def bit(*names: str) -> Columns:
    """Yes or no."""
    return tuple(Column(name=name, kind=ColumnKind.BIT) for name in names)


def date(*names: str) -> Columns:
    """Days."""
    return tuple(Column(name=name, kind=ColumnKind.DATE) for name in names)


def decimal(*names: str, precision: int | None = None, scale: int | None = None) -> Columns:
    """Exact numbers; without a precision none is known and no value is too large."""
    return tuple(Column(name=name, kind=ColumnKind.DECIMAL, precision=precision, scale=scale) for name in names)


def quantity(*names: str) -> Columns:
    """Quantities in any unit."""
    return decimal(*names, precision=22, scale=8)


def unit_price(*names: str) -> Columns:
    """Prices and costs of one unit."""
    return decimal(*names, precision=17, scale=5)


def money(*names: str) -> Columns:
    """Amounts, and the percentages that share their size."""
    return decimal(*names, precision=17, scale=3)


def factor(*names: str) -> Columns:
    """Factors between units."""
    return decimal(*names, precision=17, scale=7)


def either(*names: str) -> Columns:
    """What the ERP holds, whatever it is: Kinetic's own descriptions contradict each other on the type."""
    return tuple(Column(name=name, kind=ColumnKind.ANY) for name in names)


COMPANY = text("Company", size=8)


def table(
    source: str,
    *,
    key: Iterable[Columns],
    main: Iterable[Columns] = (),
    condition: Condition | None = None,
    target: str | None = None,
) -> Table:
    """A source table whose ARM table has the same name unless `target` gives another."""
    keys = tuple(chain.from_iterable(key))
    return Table(
        source=source,
        target=target or source,
        key=tuple(column.name for column in keys),
        columns=(*keys, *chain.from_iterable(main)),
        condition=condition,
        per_company=any(column.name == "Company" for column in keys),
    )
