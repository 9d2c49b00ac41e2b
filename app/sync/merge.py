"""Brings one batch into ARM: load, judge, settle who owns a key, write, and split what the database refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import exc

from app.model.failure import RecordFault
from app.model.run import Counters
from app.sync.checks import refused_for
from app.sync.records import Refused
from app.sync.sources import Batch, Source
from app.sync.stages import Stage
from app.sync.verdicts import WRITTEN, Staged, Verdicts

REFUSALS = (exc.IntegrityError, exc.DataError)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a batch."""

    counters: Counters
    refused: Sequence[Refused]


@dataclass(kw_only=True)
class Merge:
    """The work on one batch, inside ARM's transaction."""

    connection: sa.Connection
    source: Source
    stage: Stage
    fresh: bool = False  # ARM has no row of this table and company yet, and no failed record of it
    sweeps: bool = False
    refused: list[Refused] = field(default_factory=list)

    @property
    def verdicts(self) -> Verdicts:
        """What becomes of each staged row."""
        return Verdicts(stage=self.stage)

    def bring(self, batch: Batch) -> Outcome:
        """Bring the batch over; afterwards the stage still holds its rows and verdicts."""
        if self.fresh and (filled := self._fill(batch)):
            return filled
        self.stage.empty()
        loaded = batch.load(self.stage)
        self.refused = list(loaded.refused)
        verdicts = self.verdicts.judge() if loaded.read > len(loaded.refused) else {}
        if verdicts:
            verdicts = self._settle(verdicts)
            self._write()
            verdicts = self.verdicts.count()
        # A full sync's sweep finds the old keys of moved rows by itself.
        moved = self.verdicts.mark_moved() if verdicts and not self.sweeps else 0
        inserted, unchanged = verdicts.get("insert", 0), verdicts.get("same", 0)
        updated = sum(verdicts.get(verdict, 0) for verdict in ("update", "take", "leave"))
        failed = len(self.refused)
        counters = Counters(
            read=loaded.read,
            inserted=inserted,
            updated=updated,
            unchanged=unchanged,
            # What no condition takes in and is not sound either never reached the stage.
            skipped=loaded.read - inserted - updated - unchanged - failed,
            failed=failed,
            deleted=moved,
        )
        return Outcome(counters=counters, refused=self.refused)

    def _fill(self, batch: Batch) -> Outcome | None:
        self.stage.empty()
        attempt = self.connection.begin_nested()
        try:
            filled = batch.fill(self.stage)
        except REFUSALS:
            filled = None
        if filled is None:
            attempt.rollback()
            return None
        attempt.commit()
        self.stage.empty()
        failed = len(filled.refused)
        counters = Counters(
            read=filled.read,
            inserted=filled.inserted,
            failed=failed,
            skipped=filled.read - filled.inserted - failed,
        )
        return Outcome(counters=counters, refused=filled.refused)

    def _settle(self, verdicts: dict[str, int]) -> dict[str, int]:
        """Of several records with one key one stays: the one that ARM has, else the one that came first."""
        rivals = self.verdicts.rivals() if sum(verdicts.values()) > 1 or "held" in verdicts else []
        if not rivals:
            return verdicts
        holders = {row.held_by for row in rivals if row.held_by is not None}
        alive = self.source.present(self.stage.feed, row_ids=sorted(holders))
        owner: dict[tuple[str, ...], str] = {}
        for row in rivals:
            key = _comparable(row.key)
            if row.held_by is not None and row.held_by in alive and _comparable(alive[row.held_by]) == key:
                owner[key] = row.held_by
            else:
                owner.setdefault(key, row.row_id)
        losers = [row for row in rivals if owner[_comparable(row.key)] != row.row_id]
        self._lose(losers, owner)
        self.verdicts.accept_held()
        return self.verdicts.count()

    def _lose(self, losers: Sequence[Staged], owner: dict[tuple[str, ...], str]) -> None:
        if not losers:
            return
        seqs = {row.seq: owner[_comparable(row.key)] for row in losers}
        self.verdicts.give("fail", to=list(seqs))
        for seq, row in self.stage.rows("tl_verdict = 'fail'"):
            last = self.stage.feed.table.key[-1]
            reason = f"another record has the same key already (its SysRowID is {seqs[seq]})"
            self._refuse(row, RecordFault(field=last, reason=reason))

    def _refuse(self, row: dict[str, object], fault: RecordFault) -> None:
        self.refused.append(refused_for(self.stage.feed, row, fault))

    def _write(self) -> None:
        span = self.verdicts.span()
        if span is not None:
            self._write_span(*span)
        self.verdicts.mark_left()

    def _write_span(self, first: int, last: int) -> None:
        """Write the rows between two running numbers; what the database refuses is halved until it is one row."""
        try:
            with self.connection.begin_nested():
                self.verdicts.write(first=first, last=last)
        except REFUSALS as error:
            if first == last:
                self._refused_by_arm(first, error)
                return
            middle = (first + last) // 2
            self._write_span(first, middle)
            self._write_span(middle + 1, last)

    def _refused_by_arm(self, seq: int, error: exc.DBAPIError) -> None:
        told = " ".join(str(error.orig).split())[:200]
        for _, row in self.stage.rows(f"tl_seq = {seq} AND {WRITTEN}"):
            self._refuse(row, RecordFault(field=None, reason=f"the ARM database refused this record: {told}"))
        self.verdicts.give("fail", to=[seq])


def _comparable(key: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in key)
