"""Times come back from the store as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.store.columns import Json, Utc

ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1), timezones=ZONES))  # noqa: DTZ001
def test_a_time_of_any_zone_comes_back_the_same_and_in_utc(value: datetime) -> None:
    kept = Utc().process_bind_param(value, None)
    back = Utc().process_result_value(kept, None)
    assert back == value
    assert back is not None
    assert back.tzinfo is UTC


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.booleans())))
def test_a_value_comes_back_from_json_the_same(value: dict[str, object]) -> None:
    assert Json().process_result_value(Json().process_bind_param(value, None), None) == value
