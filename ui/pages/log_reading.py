"""Reads a long log so that its newest lines are on the screen at once, however few of them pass the filter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

from app.model.run import LogLine
from ui.desk import Desk
from ui.models.log import LogFilter

Numbered = tuple[int, LogLine]
_SCREEN = 500  # lines: more than any screen shows
_FIRST, _WINDOW = 5_000, 50_000  # lines looked through at a time


async def newest(
    desk: Desk, *, agent: str, wanted: LogFilter, most: int
) -> AsyncIterator[tuple[tuple[Numbered, ...], bool]]:
    """The newest lines that pass, oldest first: what was found so far, and whether that is all there is to find."""
    lines, call = desk.console.runs.lines, desk.work.call
    if wanted.everything:
        found = await call(lines, agent=agent, limit=min(_SCREEN, most))
        if len(found) == _SCREEN < most:
            yield found, False
            found = await call(lines, agent=agent, limit=most)
        yield found, True
        return
    passing = partial(lines, agent=agent, level=wanted.level, text=wanted.text)
    last = await call(lines, agent=agent, limit=1)
    before, found, window = last[0][0] + 1 if last else 1, tuple[Numbered, ...](), _FIRST
    while before > 1 and len(found) < most:
        after, window = max(before - 1 - window, 0), _WINDOW
        limit = most - len(found)
        fresh = await call(passing, limit=limit, before=before, after=after)
        if len(fresh) == limit:  # perhaps not the newest of these, and so many pass that looking is quick
            fresh = await call(passing, limit=limit, before=before)
        found, before = (*fresh, *found), after + 1
        yield found, False
    yield found, True
