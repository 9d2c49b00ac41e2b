"""All rows of a table, with what they are sorted and searched by kept in columns, so that no row is asked twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import compress, repeat
from operator import contains
from typing import Any, Generic  # sort keys are whatever orders the column

from ui.models.columns import RowT

Order = Callable[[RowT], Any]
_AT_ONCE = 200  # rows asked between two looks at the clock


class Shelf(Generic[RowT]):
    """Rows at places that stay theirs until others are taken away; `orders` sorts each column."""

    def __init__(
        self,
        *,
        key: Callable[[RowT], Hashable],
        tie: Order[RowT],
        orders: Sequence[Order[RowT]],
        text: Callable[[RowT], str],
    ) -> None:
        self.rows: list[RowT] = []
        self.keys: list[Hashable] = []
        self._key = key
        self._at: dict[Hashable, int] = {}
        # What was asked of the rows so far, by place; each list may be shorter than there are rows.
        self._ties = _Asked[RowT](tie)
        self._orders = [_Asked[RowT](order) for order in orders]
        self._texts = _Asked[RowT](lambda row: text(row).casefold())
        self._tied: list[int] = []  # places in the order of `tie`
        self._sorted: tuple[int, bool, list[int]] | None = None

    def put(self, rows: Iterable[RowT]) -> set[int]:
        """Put these rows in the place of those with the same key, or add them; the places that are others now."""
        changed: set[int] = set()
        for row in rows:
            key = self._key(row)
            place = self._at.get(key)
            if place is None:
                self._at[key] = len(self.rows)
                self.rows.append(row)
                self.keys.append(key)
                self._sorted = None
            elif self.rows[place] is not row:
                self.rows[place] = row
                self._ask_again(place, row)
                changed.add(place)
        return changed

    def others(self, keys: Iterable[Hashable]) -> set[int]:
        """The places of the rows whose key is not among these."""
        return {self._at[key] for key in self._at.keys() - keys}

    def remove(self, gone: set[int]) -> dict[int, int]:
        """Take the rows at these places away; where the others are now."""
        kept = [place for place in range(len(self.rows)) if place not in gone]
        self.rows = [self.rows[place] for place in kept]
        self.keys = [self.keys[place] for place in kept]
        self._at = {key: place for place, key in enumerate(self.keys)}
        for asked in (self._ties, self._texts, *self._orders):
            asked.keep(kept)
        self._tied, self._sorted = [], None
        return {old: new for new, old in enumerate(kept)}

    def place_of(self, key: Hashable) -> int | None:
        """The place of the row with this key, if there is one."""
        return self._at.get(key)

    def places(self, *, column: int, descending: bool) -> list[int]:
        """Every place in the order of a column (-1: of `tie`), ties in the order of `tie` in both directions."""
        if self._sorted is None or self._sorted[:2] != (column, descending):
            tied = self._in_order_of_ties()
            order = self._orders[column].values(self.rows) if column >= 0 else None
            # Python's sort is stable in both directions.
            found = sorted(tied, key=order.__getitem__, reverse=descending) if order else tied
            self._sorted = (column, descending, found)
        return self._sorted[2]

    def passing(self, places: list[int], *, words: Sequence[str], accepts: Callable[[RowT], bool] | None) -> list[int]:
        """Those of these places whose rows hold every word and are accepted."""
        if words:
            texts = self._texts.values(self.rows)
            found: Sequence[int] = range(len(texts))
            for word in words:
                asked = texts if len(found) == len(texts) else map(texts.__getitem__, found)
                found = list(compress(found, map(contains, asked, repeat(word))))
            held = set(found)
            places = [place for place in places if place in held]
        if accepts:
            rows = self.rows
            places = [place for place in places if accepts(rows[place])]
        return places

    def warm(self, seconds: float) -> bool:
        """Ask rows beforehand, for so long, what a sort or a search would ask them; whether there are more to ask."""
        end = time.perf_counter() + seconds
        for asked in (self._texts, self._ties, *self._orders):
            while asked.advance(self.rows, most=_AT_ONCE):
                if time.perf_counter() > end:
                    return True
        return False

    def _in_order_of_ties(self) -> list[int]:
        if len(self._tied) < len(self.rows):
            ties = self._ties.values(self.rows)
            self._tied = sorted([*self._tied, *range(len(self._tied), len(self.rows))], key=ties.__getitem__)
        return self._tied

    def _ask_again(self, place: int, row: RowT) -> None:
        self._texts.ask_again(place, row)
        if self._ties.ask_again(place, row):
            self._tied, self._sorted = [], None
        for column, asked in enumerate(self._orders):
            if asked.ask_again(place, row) and self._sorted and self._sorted[0] == column:
                self._sorted = None


class _Asked(Generic[RowT]):
    """What one question was answered by the rows from the first on, as far as it was asked."""

    def __init__(self, question: Callable[[RowT], Any]) -> None:
        self._question = question
        self._answers: list[Any] = []

    def values(self, rows: list[RowT]) -> list[Any]:
        """The answers of all rows."""
        self.advance(rows, most=len(rows))
        return self._answers

    def advance(self, rows: list[RowT], *, most: int) -> int:
        """Ask the next rows; how many were asked."""
        fresh = rows[len(self._answers) : len(self._answers) + most]
        self._answers.extend(map(self._question, fresh))
        return len(fresh)

    def ask_again(self, place: int, row: RowT) -> bool:
        """The row at a place is another; whether its answer is."""
        if place >= len(self._answers):
            return False
        old, self._answers[place] = self._answers[place], self._question(row)
        return bool(old != self._answers[place])

    def keep(self, places: list[int]) -> None:
        """Forget the answers of all other places."""
        known = len(self._answers)
        self._answers = [self._answers[place] for place in places if place < known]
