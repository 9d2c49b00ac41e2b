"""Transactions that commit late: they took a low revision, and others with higher ones were quicker.

A row that appears below the watermark would never be read. So whoever has written in the table when its highest
revision was looked up, and has not ended, is waited for; where that takes too long, the watermark stays where it is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.model.work import RunContext
from app.sync.shapes import Feed
from app.sync.sources import Source

PATIENCE = 5.0  # seconds
_LOOK = 0.1


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A transaction that has written and not ended."""

    id: str
    who: str
    since: str | None


def awaited(source: Source, *, feed: Feed, context: RunContext) -> bool:
    """Wait for those who write, and say who has not ended in time; False where nothing can come late."""
    late = writers(source, feed=feed, patience=PATIENCE, check=context.check)
    if not late:
        return False
    named = "; ".join(f"{one.who}, since {one.since}" if one.since else one.who for one in late[:3])
    more = f" and {len(late) - 3} more" if len(late) > 3 else ""
    context.log(
        f"{feed.table.source}: written in the ERP and not committed yet by {named}{more}. Revisions up to there may "
        "still appear, so the watermark stays where it is; the next run reads on from there.",
        level="warning",
    )
    return True


def writers(
    source: Source, *, feed: Feed, patience: float, check: Callable[[], None] = lambda: None
) -> tuple[Writer, ...]:
    """Those who have written in the table by now and have still not ended after this many seconds."""
    query = source.language.writers(feed.shape.name)
    if query is None:
        return ()
    left, end = _now(source, query), time.monotonic() + patience
    pause = threading.Event()
    while left and time.monotonic() < end:
        check()
        pause.wait(_LOOK)
        still = {one.id for one in _now(source, query)}  # whoever begins to write now takes higher revisions
        left = tuple(one for one in left if one.id in still)
    return left


def _now(source: Source, query: str) -> tuple[Writer, ...]:
    found = {str(row[0]): Writer(id=str(row[0]), who=str(row[1]), since=row[2]) for row in source.query(query)}
    return tuple(found.values())
