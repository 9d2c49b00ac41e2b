"""Checks whole columns of an Arrow batch at once; only the few rows that fail are looked at one by one."""

from __future__ import annotations

from functools import reduce
from typing import Any  # pyarrow is untyped

from app.connect.arrow import Array, RecordBatch
from app.model.job import Column, ColumnKind
from app.sync.checks import DATE, NUMBER
from app.sync.shapes import REVISION, ROW_ID, Feed

_SAFE_DIGITS = r"^\s*[+-]?0*\d{1,18}(\.0*)?\s*$"  # surely within 64 bits


def suspicious(feed: Feed, batch: RecordBatch) -> Array:
    """Which rows must be looked at: a few more than the unsound ones, none less."""
    _, pc = _arrow()

    marks = [pc.is_null(batch.column(batch.schema.get_field_index(name))) for name in (ROW_ID, REVISION)]
    for item in feed.brought:
        values = batch.column(batch.schema.get_field_index(item.column.name))
        if item.column.name in feed.table.key and values.null_count:
            marks.append(pc.is_null(values))
        mark = _unsound(item.column, values)
        if mark is not None:
            marks.append(pc.fill_null(mark, fill_value=False))
    return reduce(pc.or_, marks)


def _unsound(column: Column, values: Any) -> Any:
    pa, pc = _arrow()

    textual = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    match column.kind:
        case ColumnKind.TEXT:
            if column.length is None or not textual:
                return None
            return pc.greater(pc.utf8_length(values), column.length)
        case ColumnKind.INTEGER:
            return pc.invert(pc.match_substring_regex(values, _SAFE_DIGITS)) if textual else None
        case ColumnKind.DECIMAL:
            return None if not textual or _all_numbers(values) else pc.invert(pc.match_substring_regex(values, NUMBER))
        case ColumnKind.BIT:
            allowed = pa.array(["0", "1"]) if textual else pa.array([0, 1], values.type)
            return pc.invert(pc.is_in(values, value_set=allowed))
        case ColumnKind.DATE:
            return _no_date(values) if textual else None
        case ColumnKind.ANY:
            return None


def _all_numbers(values: Any) -> bool:
    """Whether every value surely is a number, which one pass tells in a third of the pattern's time."""
    pa, pc = _arrow()

    try:
        found = pc.all(pc.is_finite(pc.cast(values, pa.float64()))).as_py()
    except pa.ArrowInvalid:
        return False
    return found is not False  # None: there are none


def _all_days(values: Any) -> bool:
    """Whether every value surely is a day without a time."""
    pa, pc = _arrow()

    sizes = pc.min_max(pc.binary_length(values)).as_py()
    if sizes["min"] is not None and (sizes["min"], sizes["max"]) != (10, 10):
        return False
    try:
        pc.cast(values, pa.date32())
    except pa.ArrowInvalid:
        return False
    return True


def _no_date(values: Any) -> Any:
    pa, pc = _arrow()

    if _all_days(values):
        return None
    shaped = pc.match_substring_regex(values, DATE)
    days = pc.if_else(shaped, pc.utf8_slice_codeunits(values, 0, 10), None)
    try:
        pc.cast(days, pa.date32())
    except pa.ArrowInvalid:
        return pc.or_(pc.invert(shaped), _impossible(days))
    # A time of day is rare enough to be looked at one by one.
    return pc.or_(pc.invert(shaped), pc.greater(pc.utf8_length(values), 10))


def _impossible(days: Any) -> Any:
    _, pc = _arrow()

    return pc.is_valid(days)


def _arrow() -> tuple[Any, Any]:
    """Arrow and its functions, loaded at first need; the latter are made at run time and no checker knows them."""
    import pyarrow as pa
    from pyarrow import compute

    return pa, compute
