"""Due times: never early, never twice, no storm after sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.engine import due

TIMES = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)
INTERVALS = st.integers(1, 90_000).map(lambda seconds: timedelta(seconds=seconds))
STEPS = st.lists(st.integers(0, 300_000).map(lambda seconds: timedelta(seconds=seconds)), max_size=60)


@given(TIMES, INTERVALS, TIMES)
def test_nothing_is_due_before_its_time_and_everything_is_at_its_time(
    at: datetime, interval: timedelta, now: datetime
) -> None:
    found = due.slots(at, interval=interval, now=now)
    assert (found is None) == (now < at)


@given(TIMES, INTERVALS, st.integers(0, 5000), st.floats(0, 0.999))
def test_the_newest_due_time_and_those_before_it_cover_the_time_that_passed(
    at: datetime, interval: timedelta, times: int, rest: float
) -> None:
    found = due.slots(at, interval=interval, now=at + times * interval + rest * interval)
    assert found is not None
    assert (found.first, found.newest, found.passed) == (at, at + times * interval, times)
    assert found.last_passed == found.newest - interval


@given(TIMES, INTERVALS, STEPS)
def test_looking_at_any_moments_starts_runs_at_least_an_interval_apart(
    start: datetime, interval: timedelta, steps: list[timedelta]
) -> None:
    now, next_due, starts = start, start, []
    for step in steps:
        now += step
        if due.slots(next_due, interval=interval, now=now):
            starts.append(now)
            next_due = due.next_run(now, interval=interval)
    assert all(later - earlier >= interval for earlier, later in pairwise(starts))


def test_a_job_that_was_never_looked_at_is_due_at_once() -> None:
    now = datetime(2026, 3, 29, 1, tzinfo=UTC)
    found = due.slots(None, interval=timedelta(seconds=5), now=now)
    assert found is not None
    assert (found.newest, found.passed) == (now, 0)


def test_a_night_of_sleep_is_one_due_time_and_many_that_passed() -> None:
    evening, morning = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 7, 0, 30, tzinfo=UTC)
    found = due.slots(evening, interval=timedelta(minutes=1), now=morning)
    assert found is not None
    assert (found.passed, found.newest) == (540, datetime(2026, 10, 25, 7, tzinfo=UTC))
