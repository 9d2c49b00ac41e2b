"""The loader finds every job and tells wrong names apart."""

from datetime import timedelta
from itertools import pairwise

import pytest

from app import catalogue
from app.model.errors import UsageError
from app.model.job import ColumnKind, Direction, DisabledWhile, OnlyWhile, Refreshes


def test_there_are_60_jobs_in_number_order():
    assert [job.number for job in catalogue.load()] == list(range(1, 61))


def test_keys_and_names_belong_to_one_job_each():
    jobs = catalogue.load()
    assert len({job.key for job in jobs}) == len({job.name for job in jobs}) == 60
    assert all(job.key.isidentifier() and job.key.islower() for job in jobs)


def test_48_jobs_come_in_and_two_go_both_ways():
    directions = [job.direction for job in catalogue.load()]
    assert {each: directions.count(each) for each in Direction} == {
        Direction.INBOUND: 48,
        Direction.BIDIRECTIONAL: 2,
        Direction.OUTBOUND: 2,
        Direction.INTERNAL: 3,
        Direction.EXTERNAL: 5,
    }


def test_just_the_jobs_that_bring_rows_in_have_tables():
    brings = {Direction.INBOUND, Direction.BIDIRECTIONAL}
    assert all(bool(job.tables) == (job.direction in brings) for job in catalogue.load())


def test_every_name_that_a_job_refers_to_is_a_job():
    names = {job.name for job in catalogue.load()}
    for job in catalogue.load():
        refreshed = [name for rule in job.rules if isinstance(rule, Refreshes) for name in rule.jobs]
        assert {*job.depends_on, *job.follows, *refreshed} <= names - {job.name}


def test_no_edge_is_declared_twice():
    for job in catalogue.load():
        edges = [*job.depends_on, *job.follows]
        assert len(edges) == len(set(edges)), job.name


def test_descriptions_are_one_or_two_sentences():
    for job in catalogue.load():
        assert job.description.endswith("."), job.name
        assert 1 <= job.description.count(". ") + 1 <= 2, job.name
        assert 20 <= len(job.description) <= 180, job.name


def test_intervals_lie_between_a_minute_and_a_day():
    assert all(timedelta(minutes=1) <= job.interval <= timedelta(days=1) for job in catalogue.load())


def test_the_guard_rules_stand_with_their_jobs():
    assert {job.number: job.rules for job in catalogue.load() if job.rules} == {
        4: (DisabledWhile(setting="intercompany_gl"),),
        15: (OnlyWhile(setting="invoiced_receipt_sync"),),
        45: (Refreshes(jobs=("Part Class", "Inventory Item")),),
    }


def test_all_jobs_but_15_are_enabled_at_first():
    assert [job.number for job in catalogue.load() if not job.enabled_at_first] == [15]


def test_tables_start_with_their_key_and_name_no_column_twice():
    for job in catalogue.load():
        for table in job.tables:
            names = [column.name for column in table.columns]
            assert tuple(names[: len(table.key)]) == table.key
            assert len(set(names)) == len(names)
            assert table.per_company == ("Company" in table.key)


def test_only_the_users_belong_to_no_company():
    tables = [table for job in catalogue.load() for table in job.tables]
    assert [table.source for table in tables if not table.per_company] == ["UserFile"]


def test_a_table_that_several_jobs_read_is_declared_alike():
    seen = {}
    for job in catalogue.load():
        for table in job.tables:
            known = seen.setdefault(table.source, table)
            assert (table.key, set(table.columns)) == (known.key, set(known.columns)), (job.name, table.source)


def test_sizes_are_known_for_texts_and_numbers_only():
    for job in catalogue.load():
        for column in (column for table in job.tables for column in table.columns):
            assert column.length is None or column.kind is ColumnKind.TEXT
            assert column.precision is None or column.kind is ColumnKind.DECIMAL
            assert (column.precision is None) == (column.scale is None)


def test_a_job_is_found_by_number():
    assert catalogue.job(26).name == "Vendor"


@pytest.mark.parametrize("number", [0, 61, -1])
def test_an_unknown_number_is_told_with_the_numbers_there_are(number):
    with pytest.raises(UsageError, match="numbered from 1 to 60"):
        catalogue.job(number)


@pytest.mark.parametrize("words", ["Create E9 Transactions", "create e9 transactions", " create_e9_transactions "])
def test_a_job_is_found_by_name_or_key_whatever_the_case(words):
    assert catalogue.named(words).number == 46


def test_a_wrong_name_is_answered_with_the_nearest_right_one():
    with pytest.raises(UsageError, match="Did you mean 'Vendor Quote'"):
        catalogue.named("vendor qoute")


def test_a_name_like_no_other_is_answered_with_where_to_look():
    with pytest.raises(UsageError, match="jobs list"):
        catalogue.named("xyzzy")


def test_numbers_rise_without_gaps():
    assert all(after.number - before.number == 1 for before, after in pairwise(catalogue.load()))
