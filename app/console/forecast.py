"""What will run and how long it takes, told from intervals and past runs; pure, the clock is an argument.

A job runs one interval after its last start, and takes as long as the median of its newest runs. Rules that may hold
it back are not foreseen: the error over the past says how much that matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median

from app.model.forecast import Accuracy, Forecast, Planned
from app.model.job import JobNumber, JobRow
from app.model.run import Run, Trigger

_NEWEST = 20  # runs of a job that its length is told from
_GUESS = timedelta(seconds=1)
_ENOUGH = 5  # runs to tell an error from
_MOST = 20_000
_Place = tuple[JobNumber, str]


def forecast(rows: Sequence[JobRow], *, runs: Sequence[Run], now: datetime, until: datetime) -> Forecast:
    """The runs of enabled jobs from now on; `runs` are past ones, newest first."""
    lengths = _lengths(runs)
    planned: list[Planned] = []
    total = 0
    for row in rows:
        if not row.enabled or row.next_run is None:
            continue
        known = lengths.get(row.number, [])
        lasts = _middle(known[:_NEWEST]) if known else _GUESS
        for start in _starts(max(row.next_run, now), interval=max(row.interval, lasts), until=until):
            total += 1
            if len(planned) < _MOST:
                planned.append(Planned(job=row.number, start=start, lasts=lasts, known=bool(known)))
    planned.sort(key=lambda one: (one.start, one.job))
    accuracy = _accuracy(runs, intervals={row.number: row.interval for row in rows})
    return Forecast(made=now, until=until, planned=tuple(planned), accuracy=accuracy, left_out=total - len(planned))


def _starts(first: datetime, *, interval: timedelta, until: datetime) -> Iterable[datetime]:
    while first < until:
        yield first
        first += interval


def _lengths(runs: Iterable[Run]) -> Mapping[JobNumber, list[timedelta]]:
    found: dict[JobNumber, list[timedelta]] = defaultdict(list)
    for run in runs:
        if run.started and run.ended:
            found[run.job].append(run.ended - run.started)
    return found


def _accuracy(runs: Sequence[Run], *, intervals: Mapping[JobNumber, timedelta]) -> Accuracy | None:
    """Each scheduled run compared with what would have been told from the runs before it."""
    before: dict[_Place, list[Run]] = defaultdict(list)
    starts: list[timedelta] = []
    lengths: list[timedelta] = []
    for run in sorted((run for run in runs if run.started and run.ended), key=lambda run: run.id):
        past = before[(run.job, run.company)]
        if past and run.trigger is Trigger.SCHEDULE and run.job in intervals:
            last = past[-1]
            if run.started and last.started:
                starts.append(abs(run.started - (last.started + intervals[run.job])))
            lengths.append(abs(_took(run) - _middle([_took(one) for one in past[-_NEWEST:]])))
        past.append(run)
    if len(starts) < _ENOUGH:
        return None
    return Accuracy(
        runs=len(starts),
        start_median=_middle(starts),
        start_p90=_ninth(starts),
        length_median=_middle(lengths),
        length_p90=_ninth(lengths),
    )


def _took(run: Run) -> timedelta:
    return run.ended - run.started if run.started and run.ended else timedelta(0)


def _middle(spans: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(span.total_seconds() for span in spans))


def _ninth(spans: Sequence[timedelta]) -> timedelta:
    """The span that nine in ten do not exceed."""
    ordered = sorted(spans)
    return ordered[min(len(ordered) - 1, (len(ordered) * 9) // 10)]
