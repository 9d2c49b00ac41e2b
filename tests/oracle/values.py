"""How the contracts read a value: money, dates, text, job numbers and receipt keys."""

import datetime as dt
import itertools
import re
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(value):
    """Round half away from zero on the shortest text of the value; nothing is 0.00 and 0.00 has no sign."""
    if value is None:
        return ZERO
    shortest = repr(value) if isinstance(value, float) else str(value).strip()
    return Decimal(shortest).quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def total(amounts):
    return sum(amounts, ZERO)


def shown(amount):
    return f"{amount + ZERO:.2f}"


def text(value):
    return "" if value is None else str(value).strip()


def same(one, other):
    return text(one).casefold() == text(other).casefold()


def folded(value):
    return text(value).casefold()


def day(value):
    """The date in a column, or None where it is empty: NULL, blank or before 1950."""
    written = text(value)
    if not written:
        return None
    found = dt.date.fromisoformat(written[:10])
    return None if found.year < 1950 else found


def formatted(number, job_format):
    """The job number cut from the right into the sections of the format, or None where it does not fit."""
    if not job_format:
        return text(number)
    pieces = re.findall(r"#+|[^#]+", job_format)
    rest = "".join(letter for letter in text(number) if letter.isalnum()).upper()
    sections = [len(piece) for piece in pieces if piece.startswith("#")]
    cut = []
    for width in reversed(sections[1:]):
        if len(rest) < width:
            return None
        cut.insert(0, rest[-width:])
        rest = rest[:-width]
    if not 1 <= len(rest) <= sections[0]:
        return None
    filling = itertools.chain([rest], cut)
    return "".join(next(filling) if piece.startswith("#") else piece for piece in pieces)


def number8(value):
    """A run or sequence number: whole, padded to at least eight digits, never cut."""
    return str(int(Decimal(text(value)))).zfill(8)


def receipt_key(row):
    return f"{day(row['tdate']):%Y%m%d}/{number8(row['trun'])}/{number8(row['tseq'])}"
