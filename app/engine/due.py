"""When a job is due: pure, the clock is an argument.

The rule: the next run is due one interval after the last start. Due times that pass while a run is still going, or is
held back by a rule, are skipped; those that pass while nobody looks are missed, and caught up by one run, not many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Due times that have come: the newest, and the `passed` ones before it, beginning with `first`."""

    first: datetime
    newest: datetime
    passed: int
    interval: timedelta

    @property
    def last_passed(self) -> datetime:
        """The due time before the newest; only if some have passed."""
        return self.newest - self.interval


def next_run(started: datetime, *, interval: timedelta) -> datetime:
    """When the job is due again."""
    return started + interval


def slots(due: datetime | None, *, interval: timedelta, now: datetime) -> Slots | None:
    """The due times up to now; None if none has come."""
    if due is None:
        return Slots(first=now, newest=now, passed=0, interval=interval)
    if due > now:
        return None
    passed = (now - due) // interval
    return Slots(first=due, newest=due + passed * interval, passed=passed, interval=interval)
