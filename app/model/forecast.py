"""What will run, as far as it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.model.job import JobNumber


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A run that is to come: when it should start, and how long runs of the job take."""

    job: JobNumber
    start: datetime
    lasts: timedelta
    known: bool  # whether the job has run before; else its length is a guess


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """How far off the same forecast would have been for runs that have ended since."""

    runs: int
    start_median: timedelta
    start_p90: timedelta
    length_median: timedelta
    length_p90: timedelta


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The runs to come up to a moment, by start; the same facts give the same forecast."""

    made: datetime
    until: datetime
    planned: tuple[Planned, ...]
    accuracy: Accuracy | None  # None while too little has run
    left_out: int = 0  # planned runs beyond the limit
