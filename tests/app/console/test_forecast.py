"""The forecast is made from intervals and past runs, and says how wrong it has been."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.console.forecast import forecast
from app.model.run import RunId, Trigger
from tests.ui.double import NOW, job_rows, run


def vendor(**fields):
    row = next(row for row in job_rows() if row.number == 26)
    return replace(row, interval=timedelta(minutes=5), next_run=NOW + timedelta(minutes=2), **fields)


def past(*, every=timedelta(minutes=5), lasts=timedelta(seconds=3), count=10):
    starts = [NOW - every * place for place in range(1, count + 1)]
    return [
        run(1, id=RunId(500 - place), started=start, ended=start + lasts, trigger=Trigger.SCHEDULE)
        for place, start in enumerate(starts)
    ]


def test_a_job_runs_at_its_interval_and_takes_as_long_as_before():
    made = forecast([vendor()], runs=past(), now=NOW, until=NOW + timedelta(minutes=20))
    assert [one.start - NOW for one in made.planned] == [timedelta(minutes=2 + 5 * n) for n in range(4)]
    assert {one.lasts for one in made.planned} == {timedelta(seconds=3)}


def test_a_disabled_job_is_not_planned():
    assert forecast([vendor(enabled=False)], runs=[], now=NOW, until=NOW + timedelta(days=1)).planned == ()


def test_the_same_facts_give_the_same_forecast():
    rows = job_rows()
    one, other = (forecast(rows, runs=past(), now=NOW, until=NOW + timedelta(days=1)) for _ in range(2))
    assert one == other


def test_the_error_is_measured_over_the_past():
    exact = forecast([vendor()], runs=past(), now=NOW, until=NOW + timedelta(hours=1)).accuracy
    assert exact is not None
    assert exact.start_p90 == timedelta(0)
    late = forecast([vendor()], runs=past(every=timedelta(minutes=6)), now=NOW, until=NOW + timedelta(hours=1))
    assert late.accuracy is not None
    assert late.accuracy.start_median == timedelta(minutes=1)
    assert forecast([vendor()], runs=past(count=3), now=NOW, until=NOW + timedelta(hours=1)).accuracy is None
