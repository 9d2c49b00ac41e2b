"""Checks whole columns of an Arrow batch at once; only the few rows that fail are looked at one by one."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any  # pyarrow is untyped

from app.model.job import Column, ColumnKind
from app.sync.checks import DATE, NUMBER
from app.sync.shapes import REVISION, ROW_ID, Feed

if TYPE_CHECKING:
    import pyarrow as pa

_SAFE_DIGITS = r"^\s*[+-]?0*\d{1,18}(\.0*)?\s*$"  # surely within 64 bits


def suspicious(feed: Feed, batch: pa.RecordBatch) -> pa.Array:
    """Which rows must be looked at: a few more than the unsound ones, none less."""
    import pyarrow.compute as pc

    marks = [pc.is_null(batch.column(batch.schema.get_field_index(name))) for name in (ROW_ID, REVISION)]
    for item in feed.brought:
        values = batch.column(batch.schema.get_field_index(item.column.name))
        if item.column.name in feed.table.key and values.null_count:
            marks.append(pc.is_null(values))
        mark = _unsound(item.column, values)
        if mark is not None:
            marks.append(pc.fill_null(mark, False))
    return reduce(pc.or_, marks)


def _unsound(column: Column, values: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    textual = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    match column.kind:
        case ColumnKind.TEXT:
            if column.length is None or not textual:
                return None
            return pc.greater(pc.utf8_length(values), column.length)
        case ColumnKind.INTEGER:
            return pc.invert(pc.match_substring_regex(values, _SAFE_DIGITS)) if textual else None
        case ColumnKind.DECIMAL:
            return pc.invert(pc.match_substring_regex(values, NUMBER)) if textual else None
        case ColumnKind.BIT:
            allowed = pa.array(["0", "1"]) if textual else pa.array([0, 1], values.type)
            return pc.invert(pc.is_in(values, value_set=allowed))
        case ColumnKind.DATE:
            return _no_date(values) if textual else None
        case ColumnKind.ANY:
            return None


def _no_date(values: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    shaped = pc.match_substring_regex(values, DATE)
    days = pc.if_else(shaped, pc.utf8_slice_codeunits(values, 0, 10), None)
    try:
        pc.cast(days, pa.date32())
    except pa.ArrowInvalid:
        return pc.or_(pc.invert(shaped), _impossible(days))
    # A time of day is rare enough to be looked at one by one.
    return pc.or_(pc.invert(shaped), pc.greater(pc.utf8_length(values), 10))


def _impossible(days: Any) -> Any:
    import pyarrow.compute as pc

    return pc.is_valid(days)


