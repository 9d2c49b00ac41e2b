"""The bank's rates, turned to the base currency."""

from decimal import Decimal

from app.sandbox import rates


def test_the_base_currency_is_worth_one_of_itself():
    assert rates.latest()[rates.BASE] == 1


def test_the_euro_and_the_currencies_it_buys_are_quoted():
    assert {"EUR", "GBP", "JPY", "CAD", "MXN"} <= set(rates.quoted())
    assert rates.BASE not in rates.quoted()


def test_rates_come_day_by_day_for_as_many_days_as_asked():
    days = [rate.day for rate in rates.history(10)]
    assert len(set(days)) == 10
    assert days == sorted(days)


def test_a_yen_is_worth_less_than_a_euro_and_a_euro_less_than_a_pound():
    latest = rates.latest()
    assert Decimal(0) < latest["JPY"] < latest["EUR"] < latest["GBP"]
