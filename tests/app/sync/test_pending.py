"""Cancelling a full sync: what is pending is listed and kept, and can be fetched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.model.errors import Stopped
from app.model.run import Counters, RunMode
from app.sync.consequences import table_rows
from app.sync.pending import bypass, pending
from tests.app.sync.site import Site


def now() -> datetime:
    return datetime.now(UTC)


def cut_full_sync(site: Site, *, after: int) -> None:
    seen: list[int] = []

    def stop() -> None:
        seen.append(1)
        if len(seen) == after:
            raise Stopped("stop")

    with pytest.raises(Stopped):
        site.full(on_check=stop)


def test_cancel_and_fetch_end_like_a_full_sync(site: Site) -> None:
    site.make()
    ids = [site.add(f"P{number:02}") for number in range(12)]
    site.run()
    site.change(ids[1], Description="one")
    site.remove(ids[2])
    new = site.add("NEW")
    cut_full_sync(site, after=3)
    waiting = {item.key["PartNum"] for item in pending(site.order(), now=now)}
    assert {"P02", "NEW"} <= waiting <= {"P01", "P02", "NEW"}
    listed = bypass(site.order(), by="ann", now=now)
    assert {item.key["PartNum"] for item in listed} == waiting
    assert site.run() == Counters()
    assert "NEW" not in site.parts()
    site.run(RunMode.FETCH)
    assert site.parts(deleted=1) == ["P02"]
    assert site.part("P01")["Description"] == "one"
    assert site.part("NEW")["SysRowID"] == new
    assert site.run(RunMode.FETCH) == Counters()
    assert site.full().changed == 0


def test_a_skipped_row_that_changes_later_arrives_by_itself(site: Site) -> None:
    site.make()
    site.add("P0")
    site.run()
    row = site.add("P1")
    bypass(site.order(), by="ann", now=now)
    assert site.run() == Counters()
    site.change(row, Description="later")
    assert site.run() == Counters(read=1, inserted=1)
    assert site.run(RunMode.FETCH) == Counters()


def test_consequences_count_the_company_s_rows(site: Site) -> None:
    site.make()
    site.add("P0")
    site.add("P1")
    site.add("THEIRS", company="C2")
    assert [(item.source, item.rows) for item in table_rows(site.order())] == [("Part", 2)]
