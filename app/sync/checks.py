"""What is wrong with a value, in words an accountant understands."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from app.model.failure import RecordFault
from app.model.job import Column, ColumnKind
from app.sync.records import Refused
from app.sync.shapes import REVISION, ROW_ID, Feed

LOWEST, HIGHEST = -(2**63), 2**63 - 1
WHOLE = r"^\s*[+-]?\d+(\.0*)?\s*$"
NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
DATE = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"
_SHOWN = 60


def refused(feed: Feed, row: Mapping[str, object]) -> Refused:
    """The failed record of a row that some check has found unsound."""
    unread = RecordFault(field=None, reason="a value of this record cannot be read")
    return refused_for(feed, row, first_fault(feed, row) or unread)


def refused_for(feed: Feed, row: Mapping[str, object], fault: RecordFault) -> Refused:
    """The failed record of a row."""
    row_id = row.get(ROW_ID)
    key = {name: row.get(name) for name in feed.table.key}
    return Refused(row_id=None if row_id is None else str(row_id), key=key, row=row, fault=fault)


def first_fault(feed: Feed, row: Mapping[str, object]) -> RecordFault | None:
    """The first thing that keeps a row from being brought over; `row` holds the values by ARM column."""
    for name in (ROW_ID, REVISION):
        if row.get(name) is None:
            return RecordFault(
                field=name, reason=f"{name} is empty: Kinetic gives every record one, so this one is damaged"
            )
    for item in feed.brought:
        name = item.column.name
        reason = fault(item.column, row.get(name), key=name in feed.table.key)
        reason = reason or (_too_exact(name, row.get(name)) if name in feed.days else None)
        if reason:
            return RecordFault(field=name, reason=reason)
    return None


def fault(column: Column, value: object, *, key: bool = False) -> str | None:
    """Why the value does not fit its column, or None."""
    if value is None:
        return f"{column.name} is empty, but it is part of the record's key" if key else None
    match column.kind:
        case ColumnKind.TEXT:
            return _too_long(column, value)
        case ColumnKind.INTEGER:
            return _not_whole(column, value)
        case ColumnKind.DECIMAL:
            return None if _is_number(value) else f"{column.name} is {shown(value)}, which is not a number"
        case ColumnKind.BIT:
            fits = (
                _is_whole(value) and int(Decimal(str(value).strip())) in (0, 1) if value not in (True, False) else True
            )
            return None if fits else f"{column.name} is {shown(value)}, which is neither yes (1) nor no (0)"
        case ColumnKind.DATE:
            return None if _is_date(value) else f"{column.name} is {shown(value)}, which is not a date"
        case ColumnKind.ANY:
            return None


def _too_exact(name: str, value: object) -> str | None:
    """Why a day alone would not hold the value: what is not midnight would be cut."""
    moment = value if isinstance(value, datetime) else None
    if isinstance(value, str) and len(value) > 10:
        moment = datetime.fromisoformat(_short_fraction(value))
    if moment is None or moment.time() == time(0):
        return None
    return f"{name} is {shown(value)}, but ARM's column keeps the day alone: its time of day would be lost"


def _short_fraction(text: str) -> str:
    return re.sub(r"(\.\d{6})\d+", r"\1", text)


def shown(value: object) -> str:
    """The value as a message quotes it, cut where it is long."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _too_long(column: Column, value: object) -> str | None:
    size = len(value) if isinstance(value, bytes) else len(str(value))
    if column.length is None or size <= column.length:
        return None
    return f"{column.name} has {size} characters, but only {column.length} are allowed"


def _not_whole(column: Column, value: object) -> str | None:
    if not _is_whole(value):
        return f"{column.name} is {shown(value)}, which is not a whole number"
    if not LOWEST <= int(Decimal(str(value).strip())) <= HIGHEST:
        return f"{column.name} is {shown(value)}, which is too large a whole number"
    return None


def _is_whole(value: object) -> bool:
    if isinstance(value, bool | int):
        return True
    if isinstance(value, float):
        return math.isfinite(value) and value.is_integer()
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, str) and re.match(WHOLE, value) is not None


def _is_number(value: object) -> bool:
    if isinstance(value, str) and not re.match(NUMBER, value):
        return False
    try:
        return not isinstance(value, bytes) and Decimal(str(value).strip()).is_finite()
    except InvalidOperation:
        return False


def _is_date(value: object) -> bool:
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or not re.match(DATE, value):
        return False
    try:
        date.fromisoformat(value[:10])
        if len(value) > 10:
            datetime.fromisoformat(_short_fraction(value))
    except ValueError:
        return False
    return True
