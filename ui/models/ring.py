"""The lines of a log as they came, with what a filter looks at in columns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress, repeat
from operator import contains

from app.model.run import LogLine, RunId

# As plain tuples of plain values: the garbage collector does not walk through a million of them again and again.
Entry = tuple[RunId, datetime, str, str]
LEVELS = ("info", "warning", "error")
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
_TROUBLE = re.compile(rb"[^\0]")


@dataclass(frozen=True, kw_only=True)
class LogFilter:
    """Which lines are shown: from a level upwards, and holding a text."""

    level: str = "info"
    text: str = ""

    @property
    def everything(self) -> bool:
        """Whether no line is left out."""
        return self.level == "info" and not self.text


class Ring:
    """Lines are numbered from the first that ever came; the oldest fall out and the numbers of the others stay."""

    def __init__(self) -> None:
        self.lines: list[Entry] = []
        self.start = 0  # number of the oldest line kept
        # Of the lines that were made ready so far: ranks of the levels, and texts without difference of case.
        self._ranks = bytearray()
        self._folded: list[str] = []

    @property
    def end(self) -> int:
        """The number that the next line will have."""
        return self.start + len(self.lines)

    def append(self, lines: Iterable[LogLine]) -> None:
        """Add lines at the end."""
        self.lines += [(line.run, line.at, line.level, line.text) for line in lines]

    def drop(self, count: int) -> None:
        """Let the oldest lines fall out."""
        del self.lines[:count], self._ranks[:count], self._folded[:count]
        self.start += count

    def numbers(self, wanted: LogFilter, *, first: int, last: int) -> list[int]:
        """The numbers of the lines that pass, from `first` to the one before `last`."""
        begin, end = max(first - self.start, 0), max(last - self.start, 0)
        self.ready(end)
        places: Sequence[int] = range(begin, end)
        if wanted.level != "info":
            least = _RANKS.get(wanted.level, 0)
            passes = bytes(int(rank >= least) for rank in range(256))
            places = list(compress(places, self._ranks[begin:end].translate(passes)))
        if wanted.text:
            folded = self._folded[begin:end] if len(places) == end - begin else [self._folded[p] for p in places]
            places = list(compress(places, map(contains, folded, repeat(wanted.text.casefold()))))
        return [self.start + place for place in places] if self.start else list(places)

    def ready(self, end: int | None = None, *, most: int | None = None) -> bool:
        """Make the next lines ready to be looked through, as far as `end`; whether some are not ready yet."""
        known, end = len(self._folded), len(self.lines) if end is None else end
        if known < end:
            fresh = self.lines[known : end if most is None else min(end, known + most)]
            self._folded += [line[3].casefold() for line in fresh]
            self._ranks += bytes([_RANKS.get(line[2], 0) for line in fresh])
        return len(self._folded) < len(self.lines)

    def trouble(self, number: int, *, step: int) -> int | None:
        """The number of the next warning or error after this line (1) or before it (-1)."""
        self.ready()
        place = number - self.start
        if step > 0:
            found = _TROUBLE.search(self._ranks, max(place + 1, 0))
            return None if found is None else self.start + found.start()
        before = max(self._ranks.rfind(rank, 0, max(place, 0)) for rank in (1, 2))
        return None if before < 0 else self.start + before

    def is_trouble(self, number: int) -> bool:
        """Whether the line is a warning or an error."""
        return self._ranks[number - self.start] > 0
