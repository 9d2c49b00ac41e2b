"""Inbound work: the rows of a job's ERP tables come into ARM, each exactly once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.model.errors import Fatal
from app.model.run import Counters, RunMode
from app.model.work import RunContext
from app.sync import bypassed, failed, watermarks
from app.sync.feeds import fitted
from app.sync.passes import Pass
from app.sync.sessions import ALL_ROUTES, Routes, Session, opened
from app.sync.turns import Turns
from app.sync.watermarks import FullState, Watermark


class Inbound:
    """Brings the tables of one job in one company; what a run leaves in ARM is committed batch by batch."""

    def __init__(self, *, now: Callable[[], datetime], routes: Routes = ALL_ROUTES, turns: Turns | None = None) -> None:
        self._now, self._routes, self._turns = now, routes, turns or Turns()

    def run(self, context: RunContext) -> Counters:
        """Do the run to its end; raises Stopped, Fatal where a table or column is missing, or Unreachable."""
        with opened(context.order, now=self._now, routes=self._routes, turns=self._turns) as session:
            passes, troubles = _passes(context, session)
            _warn_of_others(context, session, passes)
            match context.order.mode:
                case RunMode.INCREMENTAL:
                    for step in passes:
                        step.incremental()
                case RunMode.FULL:
                    _full(passes, session, complete=not troubles)
                case RunMode.RETRY:
                    _retry(passes, session)
                case RunMode.FETCH:
                    _fetch(passes, session)
            if troubles:
                raise _together(troubles)
            return session.counters


def _passes(context: RunContext, session: Session) -> tuple[list[Pass], Sequence[Fatal]]:
    found = fitted(context.order, source=session.source)
    passes = [
        Pass(
            context=context,
            session=session,
            feed=feed,
            mark=session.marks.get((feed.table.source, feed.table.target), Watermark()),
        )
        for feed in found.feeds
    ]
    return passes, found.troubles


def _warn_of_others(context: RunContext, session: Session, passes: Sequence[Pass]) -> None:
    """Say so where another company's rows in this ARM came from another ERP; told when this one's first come."""
    if all(step.mark.revision is not None for step in passes):
        return
    with session.batch() as connection:
        others = watermarks.others(connection, session.order, erp=session.erp)
    if others:
        context.log(
            f"This ARM has rows of {', '.join(others)} that came from another ERP, and two ERPs never share one ARM. "
            "Map all its companies to one ERP and run their jobs, or give this company an ARM of its own.",
            level="warning",
        )


def _full(passes: Sequence[Pass], session: Session, *, complete: bool) -> None:
    for step in passes:
        if step.mark.full_state is FullState.DONE:
            step.incremental()
        else:
            step.full()
    if complete:
        with session.batch() as connection:
            watermarks.full_ended(connection, session.order)


def _retry(passes: Sequence[Pass], session: Session) -> None:
    with session.batch() as connection:
        entries = failed.entries(connection, session.order)
    for step in passes:
        source = step.feed.table.source
        tried = entries.get(source, [])
        if not tried:
            continue
        row_ids = [one.row_id for one in tried if one.row_id is not None]
        step.chosen(row_ids, keys=[one.key for one in tried if one.row_id is None])
        _tell_lost(step, tried)
        with session.batch() as connection:
            failed.close_gone(connection, session.order, source=source, tried=[one.id for one in tried])


def _tell_lost(step: Pass, tried: Sequence[failed.Entry]) -> None:
    """Say which entries cannot follow their row once it has been put right."""
    lost = sum(one.is_lost for one in tried)
    if lost:
        step.context.log(
            f"{step.feed.table.source}: {lost} failed record(s) have neither a SysRowID nor a whole key, so that a row "
            "which was put right cannot be told to be theirs: the next run brings it as a changed one.",
            level="warning",
        )


def _fetch(passes: Sequence[Pass], session: Session) -> None:
    with session.batch() as connection:
        waiting = bypassed.row_ids(connection, session.order)
    for step in passes:
        row_ids = waiting.get((step.feed.table.source, step.feed.table.target), [])
        if row_ids:
            step.chosen([*row_ids])
            step.settle_bypassed()


def _together(troubles: Sequence[Fatal]) -> Fatal:
    if len(troubles) == 1:
        return troubles[0]
    return Fatal(
        "Some tables could not be brought over",
        why="; ".join(trouble.why for trouble in troubles),
        remedy=troubles[0].remedy,
    )
