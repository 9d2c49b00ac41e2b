"""ARM tables that several jobs feed: a row is there as long as one job's condition takes it in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.model.agent import AgentSettings
from app.model.job import Equals, OneOfSetting, Related, While
from app.model.run import Counters
from app.sync.conditions import where_text
from tests.app.sync.site import PART, Site, job

BIG = replace(PART, condition=Equals(column="Note", value="big"))
RED = replace(PART, condition=Equals(column="Description", value="red"))
FIRST, SECOND = job(BIG, number=1), job(RED, number=2)


def run_as(site: Site, which: int) -> Counters:
    site.job, site.peers = (FIRST, (SECOND,)) if which == 1 else (SECOND, (FIRST,))
    return site.run()


def full_as(site: Site, which: int) -> Counters:
    site.job, site.peers = (FIRST, (SECOND,)) if which == 1 else (SECOND, (FIRST,))
    return site.full()


def test_a_row_that_leaves_one_condition_and_fits_another_stays(site: Site) -> None:
    site.make()
    both = site.add("BOTH", Note="big", Description="red")
    assert run_as(site, 1) == Counters(read=1, inserted=1)
    assert run_as(site, 2) == Counters(read=1, unchanged=1)
    site.change(both, Note="small")
    assert run_as(site, 1) == Counters(read=1, skipped=1)
    assert site.parts() == ["BOTH"]
    assert run_as(site, 2) == Counters(read=1, updated=1)
    assert full_as(site, 1) == Counters(read=1, skipped=1)
    assert site.parts() == ["BOTH"]
    site.change(both, Description="blue")
    assert run_as(site, 2) == Counters(read=1, updated=1)
    assert site.parts(deleted=1) == ["BOTH"]
    assert run_as(site, 1) == Counters(read=1, skipped=1)


def test_a_sweep_takes_only_what_no_job_feeds(site: Site) -> None:
    site.make()
    site.add("BIG", Note="big")
    red = site.add("RED", Description="red")
    run_as(site, 1)
    run_as(site, 2)
    site.remove(red)
    assert full_as(site, 1) == Counters(read=1, unchanged=1, deleted=1)
    assert site.parts() == ["BIG"]


def test_two_tables_of_one_job_may_feed_one_target(small: Site) -> None:
    small.make()
    small.job = job(BIG, RED)
    small.add("BIG", Note="big")
    small.add("RED", Description="red")
    small.add("NONE")
    assert small.run() == Counters(read=3, inserted=2, skipped=1)
    assert small.run() == Counters()


def test_a_condition_may_look_at_another_table(site: Site) -> None:
    other = replace(PART, source="Class", target="Class", condition=None)
    site.make()
    site.make(other)
    related = Related(
        table="Class",
        on=(("Company", "Company"), ("Note", "PartNum")),
        condition=Equals(column="Description", value="yes"),
    )
    site.job = job(replace(PART, condition=related))
    site.add("A", source="Class", Description="yes")
    site.add("B", source="Class", Description="no")
    site.add("IN", Note="A")
    site.add("OUT", Note="B")
    assert site.run() == Counters(read=2, inserted=1, skipped=1)
    assert site.parts() == ["IN"]


def test_settings_switch_conditions(site: Site) -> None:
    site.make()
    condition = OneOfSetting(column="Note", setting="po_buyers")
    site.job = job(replace(PART, condition=condition))
    site.settings = AgentSettings(po_buyers=("B1", "O'Neil", ":x"))
    for buyer in ("B1", "O'Neil", ":x", "B2", None):
        site.add(f"of {buyer}", Note=buyer)
    assert site.run() == Counters(read=5, inserted=3, skipped=2)


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("sqlite", "(InActive = 0 OR InActive IS NULL)"),
        ("postgresql", '("InActive" = false OR "InActive" IS NULL)'),
        ("mssql", '("InActive" = 0 OR "InActive" IS NULL)'),
    ],
)
def test_a_condition_is_written_in_the_words_of_the_erp(dialect: str, written: str) -> None:
    assert where_text(PART, settings=AgentSettings(), erp=dialect) == written


def test_a_switch_that_is_off_leaves_no_condition() -> None:
    table = replace(PART, condition=While(setting="restrict_parts", condition=Equals(column="Note", value="x")))
    assert where_text(table, settings=AgentSettings()) is None
    assert where_text(table, settings=AgentSettings(restrict_parts=True)) == "Note = 'x'"


def test_two_jobs_may_write_one_target_at_once(site: Site) -> None:
    site.make()
    site.add("FIRST", Note="big")
    run_as(site, 1)  # from now on new rows are looked up by SysRowID, which needs an index
    other = replace(site, job=SECOND, peers=(FIRST,))
    site.job, site.peers = FIRST, (SECOND,)
    for number in range(60):
        site.add(f"P{number}", Note="big", Description="red")
    with ThreadPoolExecutor() as pool:
        ended = [pool.submit(one.run).result for one in (site, other)]
    assert sum(result().inserted for result in ended) == 60
    assert len(site.parts()) == 61
    other.close()
