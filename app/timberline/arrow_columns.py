"""Columns of Arrow with the meaning of values.py: folded text, cents as whole numbers, days, yes and no.

What is not plain is sent through values.py itself, value by value, so that both routes answer the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any  # pyarrow is partly untyped

import pyarrow  # noqa: ICN001 (its usual name is given below, where it is untyped)
import pyarrow.compute

from app.timberline import values

pa: Any = pyarrow  # its types and functions are made at run time, out of a checker's sight
pc: Any = pyarrow.compute

_BLANKS = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"  # what str.strip takes off, as far as it is ASCII
_PLAIN_FLOAT = 1e9  # below, a hundred times the float is off by far less than _NEAR
_NEAR = 1e-4
Column = Any


def trimmed(column: Column) -> Column:
    """The text as it is spelled, without blanks around it; NULL is empty."""
    column = _text(column)
    plain = pc.ascii_trim(column, characters=_BLANKS)
    return _corrected(column, plain, values.text)


def folded(column: Column) -> Column:
    """The text as it is compared."""
    column = _text(column)
    plain = pc.ascii_lower(pc.ascii_trim(column, characters=_BLANKS))
    return _corrected(column, plain, values.fold)


def is_one_of(column: Column, compared: Collection[str]) -> Column:
    """Whether each text, as it is compared, is one of these."""
    return pc.is_in(folded(column), value_set=pa.array(sorted(compared), type=pa.string()))


def each(column: Column, of: Callable[[Any], Any], *, kind: Any) -> Column:
    """A function of every distinct value: for columns with few of them."""
    encoded = _one_chunk(column).dictionary_encode(null_encoding="encode")
    found = pa.array([of(value) for value in encoded.dictionary.to_pylist()], type=kind)
    return found.take(encoded.indices)


def cents(column: Column, *, name: str) -> Column:
    """Money as whole cents, rounded half away from zero; NULL is 0."""
    column = _one_chunk(column)
    if pa.types.is_floating(column.type):
        return _float_cents(column, name=name)
    if pa.types.is_integer(column.type):
        return pc.fill_null(pc.multiply_checked(column.cast(pa.int64()), 100), 0)
    if pa.types.is_decimal(column.type):
        return _decimal_cents(column)
    return pa.array([_one_in_cents(value, name) for value in column.to_pylist()], type=pa.int64())


def _one_in_cents(value: Any, name: str) -> int:
    return int(values.amount(value, column=name).scaleb(2))


def _float_cents(column: Column, *, name: str) -> Column:
    column = pc.fill_null(column.cast(pa.float64()), 0.0)
    hundredfold = pc.multiply(column, 100.0)
    whole = pc.trunc(hundredfold)
    past = pc.abs(pc.subtract(hundredfold, whole))
    near = pc.less(pc.abs(pc.subtract(past, 0.5)), _NEAR)
    plain = pc.and_(pc.less(pc.abs(column), _PLAIN_FLOAT), pc.invert(near))  # not a number is not less either
    rounded = pc.round(hundredfold, ndigits=0, round_mode="half_towards_infinity")
    counted = pc.if_else(plain, rounded, 0.0).cast(pa.int64())
    odd = pc.invert(plain)
    if not pc.any(odd).as_py():
        return counted
    exact = pa.array([_one_in_cents(value, name) for value in column.filter(odd).to_pylist()], type=pa.int64())
    return pc.replace_with_mask(counted, odd, exact)


def _decimal_cents(column: Column) -> Column:
    rounded = pc.round(column, ndigits=2, round_mode="half_towards_infinity").cast(pa.decimal128(18, 2))
    hundred = pa.scalar(Decimal(100), pa.decimal128(3, 0))
    return pc.fill_null(pc.multiply(rounded, hundred).cast(pa.int64()), 0)


def _corrected(column: Column, plain: Column, exact: Callable[[Any], str]) -> Column:
    """Every value that is not ASCII, by the function that knows all of Unicode."""
    strange = pc.invert(pc.string_is_ascii(column))
    if not pc.any(strange).as_py():
        return plain
    made = pa.array([exact(value) for value in column.filter(strange).to_pylist()], type=plain.type)
    return pc.replace_with_mask(plain, strange, made)


def _text(column: Column) -> Column:
    column = _one_chunk(column)
    if pa.types.is_large_string(column.type) or pa.types.is_string(column.type):
        return pc.fill_null(column, "").cast(pa.string())
    return pa.array([values.text(value) for value in column.to_pylist()], type=pa.string())


def _one_chunk(column: Column) -> Column:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
