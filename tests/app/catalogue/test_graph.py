"""The jobs' graph: levels, order and feeders."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import catalogue
from app.catalogue import graph
from app.model.errors import Fatal


def _numbers(jobs):
    return [job.number for job in jobs]


def test_there_are_54_documented_edges():
    assert sum(len(job.depends_on) for job in catalogue.load()) == 54


def test_documented_dependencies_stand_on_six_levels():
    levels = graph.levels(catalogue.load())
    assert Counter(levels.values()) == {0: 25, 1: 20, 2: 7, 3: 6, 4: 1, 5: 1}


def test_the_longest_chain_ends_in_the_auto_invoice_request():
    levels = graph.levels(catalogue.load())
    chain = ["Company", "Project", "Manufacturing Job", "New Job Material Request", "Purchase Order"]
    assert [levels[name] for name in (*chain, "Auto Invoice Request")] == [0, 1, 2, 3, 4, 5]


def test_each_job_comes_after_everything_it_depends_on_or_follows():
    ordered = graph.order(catalogue.load())
    place = {job.name: index for index, job in enumerate(ordered)}
    assert len(ordered) == 60
    for job in ordered:
        assert all(place[other] < place[job.name] for other in (*job.depends_on, *job.follows)), job.name


@given(st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_jobs_are_given(random):
    shuffled = list(catalogue.load())
    random.shuffle(shuffled)
    assert graph.order(shuffled) == graph.order(catalogue.load())


@given(st.sets(st.integers(1, 60)))
def test_a_part_of_the_jobs_is_ordered_like_any(numbers):
    some = [job for job in catalogue.load() if job.number in numbers]
    ordered = graph.order(some)
    assert sorted(_numbers(ordered)) == sorted(numbers)
    assert set(graph.levels(some)) == {job.name for job in some}


def test_without_edges_the_order_is_by_number():
    free = [replace(job, depends_on=(), follows=()) for job in reversed(catalogue.load())]
    assert _numbers(graph.order(free)) == list(range(1, 61))


def test_a_circle_is_refused_and_named():
    company, site = catalogue.job(1), catalogue.job(10)
    circle = (replace(company, depends_on=("Site",)), replace(site, depends_on=("Company",)))
    with pytest.raises(Fatal, match=r"circle: .*Company"):
        graph.order(circle)
    with pytest.raises(Fatal, match="circle"):
        graph.levels(circle)


def test_three_arm_tables_are_fed_by_several_jobs():
    shared = {target: _numbers(jobs) for target, jobs in graph.feeders(catalogue.load()).items() if len(jobs) > 1}
    assert shared == {"APInvDtl": [8, 15], "PartUOM": [11, 56], "UOMConv": [11, 27, 56]}


def test_invoiced_receipts_have_a_table_of_their_own():
    feeders = graph.feeders(catalogue.load())
    assert _numbers(feeders["InvoicedReceipt"]) == [15]
    assert _numbers(feeders["RcvDtl"]) == [59]


def test_everything_waits_for_the_company_at_last():
    assert len(graph.dependents("Company", jobs=catalogue.load())) == 35


def test_dependents_are_found_through_others():
    assert _numbers(graph.dependents("Manufacturing Job", jobs=catalogue.load())) == [53, 59, 60]
