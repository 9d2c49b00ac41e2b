"""Values as databases give them, made into text, whole numbers and days."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from app.model.errors import Unreachable
from app.model.money import to_cents

FIRST_YEAR = 1950  # an earlier date is an empty one, which drivers give as 1899-12-30 or 1900-01-01
NOT_LINKED = "N/A"
_WHOLE = re.compile(r"[+-]?[0-9]+(\.0*)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_AMERICAN = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EMPTY_DAYS = frozenset({"", "0", "0000-00-00", "00000000", "00/00/0000"})


def text(value: object) -> str:
    """The value as trimmed text; NULL is empty, a whole number has no point."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("cp1252", "replace").strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return str(int(value))
    return str(value).strip()


def fold(value: object) -> str:
    """What texts are compared by: trimmed and case-blind."""
    return text(value).casefold()


def linked(accounts_reference: object) -> bool:
    """Whether a job or claim takes part: its accounts reference is not exactly N/A."""
    return text(accounts_reference) != NOT_LINKED


def whole(value: object) -> int | None:
    """The value as a whole number, or None where it is empty or none."""
    if type(value) is int:
        return value
    if isinstance(value, int):
        return int(value)
    found = text(value)
    return int(found.partition(".")[0]) if _WHOLE.fullmatch(found) else None


def flag(value: object) -> bool:
    """Whether a 0/1 column says yes; NULL says no."""
    return bool(whole(value)) if not isinstance(value, bool) else value


def amount(value: object, *, column: str) -> Decimal:
    """Money in cents; raises Unreachable where the database holds something else."""
    try:
        return to_cents(value)
    except ValueError as error:
        raise _unreadable(value, column=column, expected="an amount") from error


def day(value: object, *, column: str) -> date | None:
    """The day of a date, a time or a text; None where it is empty or before 1950."""
    if value is None:
        return None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        try:
            return _day_of_text(text(value))
        except ValueError as error:
            raise _unreadable(value, column=column, expected="a date") from error
    return found if found.year >= FIRST_YEAR else None


@lru_cache(maxsize=65536)
def _day_of_text(written: str) -> date | None:
    if written in _EMPTY_DAYS:
        return None
    head = re.split(r"[T ]", written, maxsplit=1)[0]
    if found := (_ISO.fullmatch(head) or _COMPACT.fullmatch(head)):
        year, month, number = found.groups()
    elif found := _AMERICAN.fullmatch(head):
        month, number, year = found.groups()
    elif found := _GERMAN.fullmatch(head):
        number, month, year = found.groups()
    else:
        raise ValueError(written)
    if int(year) < FIRST_YEAR:
        return None
    return date(int(year), int(month), int(number))


def number_text(value: object) -> str:
    """A run or sequence number with zeros up to 8 digits, never cut; what is no number is padded as text."""
    number = value if type(value) is int else whole(value)
    if number is not None:
        return f"{number:08d}"
    found = text(value)
    try:  # 1E+3, as some drivers give a decimal
        exact = Decimal(found)
        if exact == exact.to_integral_value():
            return f"{int(exact):08d}"
    except (InvalidOperation, OverflowError, ValueError):
        pass
    return found.rjust(8, "0")


def _unreadable(value: object, *, column: str, expected: str) -> Unreachable:
    return Unreachable(
        "The action was not done",
        why=f"{value!r} in {column} is not {expected}",
        remedy="Correct the record in its database and start the action again.",
    )
