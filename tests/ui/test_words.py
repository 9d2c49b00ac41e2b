from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ui import words

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "short", "long"),
    [
        (30, "30 s", "every 30 seconds"),
        (60, "1 min", "every minute"),
        (900, "15 min", "every 15 minutes"),
        (5400, "1 h 30 min", "every 1 hour 30 minutes"),
        (86_400, "1 d", "every day"),
    ],
)
def test_intervals_are_told_in_words(seconds, short, long):
    assert words.interval(timedelta(seconds=seconds)) == short
    assert words.every(timedelta(seconds=seconds)) == long


def test_near_times_are_told_by_distance_and_far_ones_by_date():
    assert words.ago(None, now=NOW) == "never"
    assert words.ago(NOW - timedelta(seconds=4), now=NOW) == "just now"
    assert words.ago(NOW - timedelta(minutes=3), now=NOW) == "3 min ago"
    assert words.ago(NOW - timedelta(hours=25), now=NOW).startswith("yesterday ")
    assert words.until(NOW - timedelta(seconds=1), now=NOW) == "now"
    assert words.until(NOW + timedelta(minutes=12), now=NOW) == "in 12 min"
    assert words.until(NOW + timedelta(hours=24), now=NOW).startswith("tomorrow ")


@pytest.mark.parametrize(("amount", "told"), [("1234.5", "1,234.50"), ("-0.05", "-0.05"), ("0", "0.00")])
def test_money_is_exact_and_has_two_places(amount, told):
    assert words.money(Decimal(amount)) == told


def test_counts_have_their_plural():
    assert words.counted(1, one="job", many="jobs") == "1 job"
    assert words.counted(12_000, one="job", many="jobs") == "12,000 jobs"


def test_a_day_is_written_as_the_user_writes_it():
    assert words.day(date(2026, 7, 31)) == "7/31/26"
    assert words.day(None) == ""
