"""Job numbers the way Timberline writes them: cut from the right into the sections of a format."""

from __future__ import annotations

import re
from functools import lru_cache

_PIECES = re.compile(r"#+|[^#]+")


def formatted(number: str, job_format: str) -> str | None:
    """The number in the format, upper case, or None where it does not fit; an empty format leaves it as it is."""
    if not job_format:
        return number
    signs = "".join(sign for sign in number if sign.isalnum()).upper()
    pieces = _pieces(job_format)
    lengths = [len(piece) for piece in pieces if piece[0] == "#"]
    least, most = sum(lengths[1:]) + 1, sum(lengths)
    if not least <= len(signs) <= most:
        return None
    lengths[0] = len(signs) - sum(lengths[1:])
    written: list[str] = []
    start = 0
    sections = iter(lengths)
    for piece in pieces:
        if piece[0] != "#":
            written.append(piece)
            continue
        end = start + next(sections)
        written.append(signs[start:end])
        start = end
    return "".join(written)


@lru_cache(maxsize=16)
def _pieces(job_format: str) -> list[str]:
    return _PIECES.findall(job_format)
