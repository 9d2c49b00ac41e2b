"""Runs of neighbouring numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def spans(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """`1 2 3 7 8` as `(1, 3) (7, 8)`; the places come in rising order."""
    first = last = None
    for place in places:
        if first is None or last is None:
            first = last = place
        elif place == last + 1:
            last = place
        else:
            yield first, last
            first = last = place
    if first is not None and last is not None:
        yield first, last
