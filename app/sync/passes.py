"""One pass over one table: every batch and what it leaves behind are one transaction in ARM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.model.run import Counters, RunMode
from app.model.work import RunContext
from app.sync import bypassed, failed, late, strangers, watermarks
from app.sync.merge import Merge, Outcome
from app.sync.pending import has_changed
from app.sync.sessions import Session
from app.sync.shapes import Feed
from app.sync.sources import Batch, Key
from app.sync.stages import Stage
from app.sync.sweep import sweep
from app.sync.targets import Target, days, ready
from app.sync.watermarks import FullState, Watermark

LOWEST = -(2**63) + 1  # below every revision


@dataclass(kw_only=True)
class Pass:
    """A table of a run, fitted to the ERP, with its watermark."""

    context: RunContext
    session: Session
    feed: Feed
    mark: Watermark
    target: Target | None = None
    stage: Stage | None = None
    fresh: bool = False
    sweeps: bool = False
    early: bool = False  # somebody may yet commit below what is read: the watermark must not go there

    def incremental(self) -> None:
        """Bring what has changed since the watermark; everything where that is of another ERP."""
        if self.mark.strange or (self.mark.revision is None and self.mark.full_state is FullState.READING):
            self.full()
            return
        self.feed, newest = self.session.source.newest(self.feed)
        low = self._low(newest)
        if newest is not None and newest > low:
            self.early = late.awaited(self.session.source, feed=self.feed, context=self.context)
        first = self.mark.revision is None
        if first:
            self._open()
            self._bring(self.session.source.unnumbered(self.feed), replace(self.mark, revision=low))
        elif newest is None or newest <= low or (self.early and low != LOWEST):
            return
        if newest is not None and newest > low:
            self._read(low=low, high=newest)

    def full(self) -> None:
        """Bring every row again, then mark what is gone; goes on where an earlier full sync was cut off."""
        self.sweeps = True
        self.feed, newest = self.session.source.newest(self.feed)
        self._low(newest)
        self.early = late.awaited(self.session.source, feed=self.feed, context=self.context)
        self._open()
        position = self.mark.full_position if self.mark.full_state is FullState.READING else None
        if position is None or (newest is not None and position > newest):
            position = LOWEST
            self._meet()
            started = replace(self.mark, full_state=FullState.READING, full_position=position)
            self._bring(self.session.source.unnumbered(self.feed), started)
        if newest is not None:
            self._read_full(low=position, high=newest)
        self._end_full(newest)

    def chosen(self, row_ids: Sequence[str], *, keys: Sequence[Key] = ()) -> None:
        """Bring the rows with these SysRowIDs or keys, whatever their revision."""
        self.feed, _ = self.session.source.newest(self.feed)
        self._open()
        for batch in self.session.source.chosen(self.feed, row_ids=row_ids, keys=keys):
            self._bring(batch, None)

    def settle_bypassed(self) -> None:
        """What was skipped and has gone from the ERP meanwhile is marked deleted."""
        stage = self._staged()
        with self.session.batch(into=self.feed.table.target) as connection:
            gone = bypassed.settle_gone(connection, self.session.order, stage=stage)
            self.session.add(Counters(deleted=gone))

    def _meet(self) -> None:
        """Tell what comes from another ERP than before, and forget the SysRowIDs that this one does not know."""
        if not self.mark.strange:
            return
        self.context.log(
            f"{self.feed.table.source}: it was read from another ERP database before. It is read from the start, "
            "and what this ERP does not have is marked deleted.",
            level="warning",
        )
        stage = self._staged()
        with self.session.batch(into=self.feed.table.target):
            strangers.forget(self.session.source, stage=stage)
            stage.make()
        self.mark = Watermark()

    def _low(self, newest: int | None) -> int:
        """The revision to read from: the start again where the ERP has been put back to an earlier day."""
        low = LOWEST if self.mark.revision is None else self.mark.revision
        if newest is None or newest >= low:
            return low
        top = self.session.source.newest_of_all()
        if top is not None and top >= low:
            return low
        if not self._was_put_back():
            return self._lowered(newest)
        self.context.log(
            f"{self.feed.table.source}: the ERP database is older than what was read from it before "
            f"(revision {newest} after {low}). It seems to have been restored; the table is read again from the start.",
            level="warning",
        )
        self.mark = replace(self.mark, revision=None, full_position=None)
        return LOWEST

    def _was_put_back(self) -> bool:
        """Whether rows stand otherwise than they were read; where they do not, only the newest ones were deleted."""
        stage = self._staged()
        with self.session.batch(into=self.feed.table.target) as connection:
            return has_changed(connection, stage, source=self.session.source)

    def _lowered(self, newest: int) -> int:
        """Take the watermark down to what is left, so that what comes next is above it."""
        self.mark = replace(self.mark, revision=newest)
        with self.session.batch(into=self.feed.table.target) as connection:
            self._keep(connection, self.mark)
        return newest

    def _open(self) -> None:
        with self.session.batch(into=self.feed.table.target) as connection:
            self.target = ready(connection, self.feed.table, language=self.session.language, arm=self.session.arm.name)
            self.feed = replace(self.feed, days=days(self.target, self.feed.table.columns))
            self.stage = Stage(connection, feed=self.feed, target=self.target, load=self.session.loader)
            self.stage.make()
            self.fresh = self.stage.is_fresh() and not failed.any_open(
                connection, self.session.order, source=self.feed.table.source
            )

    def _read(self, *, low: int, high: int) -> None:
        if self.stage is None:
            self._open()
        for batch in self.session.source.batches(self.feed, low=low, high=high):
            self._bring(batch, self.mark if self.early else replace(self.mark, revision=batch.high))

    def _read_full(self, *, low: int, high: int) -> None:
        for batch in self.session.source.batches(self.feed, low=low, high=high):
            self._bring(batch, replace(self.mark, full_position=LOWEST if self.early else batch.high))

    def _end_full(self, newest: int | None) -> None:
        stage = self._staged()
        self.context.check()
        with self.session.batch(into=self.feed.table.target) as connection:
            swept = sweep(connection, self.session.source, stage=stage, order=self.session.order)
            self.session.add(Counters(deleted=swept))
            revision = self.mark.revision if newest is None or self.early else newest
            whole = self.context.order.mode is RunMode.FULL  # its other tables may still be to come
            self.mark = Watermark(revision=revision, full_state=FullState.DONE if whole else FullState.NONE)
            self._keep(connection, self.mark)
            bypassed.forget(connection, self.session.order, table=self.feed.table)
        self._report()

    def _bring(self, batch: Batch, mark: Watermark | None) -> None:
        self.context.check()
        stage = self._staged()
        into = self.feed.table.target
        with batch.ready(self.session.connection), self.session.batch(into=into) as connection:
            merge = Merge(
                connection=connection, source=self.session.source, stage=stage, fresh=self.fresh, sweeps=self.sweeps
            )
            outcome = merge.bring(batch)
            self._remember(connection, stage, outcome)
            self.session.add(outcome.counters)
            if mark is not None:
                self._keep(connection, mark)
        self.mark = mark or self.mark
        if outcome.counters.read:
            self._report()

    def _keep(self, connection: sa.Connection, mark: Watermark) -> None:
        watermarks.keep(connection, self.session.order, table=self.feed.table, mark=mark, erp=self.session.erp)

    def _remember(self, connection: sa.Connection, stage: Stage, outcome: Outcome) -> None:
        order, source = self.session.order, self.feed.table.source
        if not outcome.counters.read:
            return
        failed.close_staged(connection, order, source=source, stage=stage, refused=outcome.refused)
        failed.set_aside(connection, order, source=source, refused=outcome.refused, now=self.session.now())
        bypassed.close_staged(connection, order, source=source, stage=stage, refused=outcome.refused)

    def _staged(self) -> Stage:
        if self.stage is None:
            self._open()
        assert self.stage is not None  # _open has made it
        return self.stage

    def _report(self) -> None:
        self.context.report(self.session.counters, table=self.feed.table.source)
