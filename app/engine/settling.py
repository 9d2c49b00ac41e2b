"""Puts right what the store says of a run whose process was killed between a batch and its report."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.engine.ownership import Owned
from app.model.agent import Company
from app.model.errors import TielineError
from app.model.run import Run, RunStatus
from app.store import runs
from app.store.database import Store

_log = logging.getLogger(__name__)
Committed = Callable[[Company, Run, str], dict[str, int] | None]


def unknown(_company: Company, _run: Run, _store: str) -> None:
    """Nothing is known of what a run had committed."""


def settle(store: Store, owned: Owned, *, committed: Committed) -> None:
    """Give the stopped run before this one the counters that its last batch committed in ARM."""
    if not owned.after_stop:
        return
    with store.read() as connection:
        before = runs.interrupted_before(connection, owned.run)
    if before is None:
        return
    try:
        counted = committed(owned.company, before, store.identity)
    except TielineError:
        _log.info("What run %s had committed could not be read", before.id, exc_info=True)
        return
    if counted is None or counted["read"] <= before.counters.read:  # a job that works both ways starts anew half way
        return
    with store.begin() as connection:
        runs.change(connection, before.id, at=store.now(connection), only=(RunStatus.STOPPED,), **counted)
