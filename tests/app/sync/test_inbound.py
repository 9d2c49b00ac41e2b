"""What a run brings over, on every route."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.model.errors import Fatal, Stopped
from app.model.run import Counters, RunMode
from app.sync.failed import open_failures
from app.sync.inbound import Inbound
from tests.app.sync.site import Context, Site


def test_new_rows_arrive_and_a_second_run_reads_nothing(site: Site) -> None:
    site.make()
    for number in range(11):
        site.add(f"P{number:02}")
    assert site.run() == Counters(read=11, inserted=11)
    assert site.run() == Counters()
    assert site.parts() == [f"P{number:02}" for number in range(11)]


def test_a_changed_row_is_updated_and_nothing_else_is_read(site: Site) -> None:
    site.make()
    ids = [site.add(f"P{number}") for number in range(6)]
    site.run()
    site.change(ids[3], Description="new")
    assert site.run() == Counters(read=1, updated=1)
    assert site.part("P3")["Description"] == "new"


def test_values_arrive_exactly(site: Site) -> None:
    site.make()
    big = 9_223_372_036_854_775_807
    price = "123456789012.50260"
    day = "2026-02-28"
    site.add("A'\"ü€", Size=big, Price=price, Due=day, Note="", Description='quote " and , comma\nline')
    site.add("B", Size=None, Price=None, Due=None, Note=None, Description=None)
    site.run()
    first, second = site.part("A'\"ü€"), site.part("B")
    assert first["Size"] == big
    assert str(first["Price"]) == price
    assert str(first["Due"]) == day
    assert first["Note"] == ""
    assert first["Description"] == 'quote " and , comma\nline'
    assert [second[name] for name in ("Size", "Price", "Due", "Note", "Description")] == [None] * 5


def test_a_row_of_another_company_is_not_read(site: Site) -> None:
    site.make()
    site.add("MINE")
    site.add("THEIRS", company="C2")
    assert site.run() == Counters(read=1, inserted=1)


def test_a_bad_row_is_set_aside_and_the_others_arrive(site: Site) -> None:
    site.make()
    site.add("GOOD")
    bad = site.add("LONG", Description="x" * 31)
    site.add(None)
    assert site.run() == Counters(read=3, inserted=1, failed=2)
    assert site.failures() == [("LONG", "Description", 1), (None, "PartNum", 1)]
    site.change(bad, Description="short")
    assert site.run() == Counters(read=1, inserted=1)
    assert site.failures() == [(None, "PartNum", 1)]


def test_each_try_counts_and_retry_reads_only_failed_rows(site: Site) -> None:
    site.make()
    site.add("GOOD")
    bad = site.add("LONG", Description="x" * 31)
    gone = site.add("GONE", Description="x" * 31)
    site.run()
    assert site.run(RunMode.RETRY) == Counters(read=2, failed=2)
    assert site.failures() == [("LONG", "Description", 2), ("GONE", "Description", 2)]
    site.sql(f'UPDATE {site.table("Part")} SET "Description" = \'ok\' WHERE "SysRowID" = :id', id=bad)
    site.remove(gone)
    assert site.run(RunMode.RETRY) == Counters(read=1, inserted=1)
    assert site.failures() == []


def test_a_retry_of_picked_records_reads_and_closes_no_others(site: Site) -> None:
    site.make()
    site.add("A", Description="x" * 31)
    picked = site.add("B", Description="x" * 31)
    gone = site.add("C", Description="x" * 31)
    site.run()
    ids = {str(one.key["PartNum"]): one.id for one in open_failures(site.order().company)}
    site.sql(f"UPDATE {site.table('Part')} SET \"Description\" = 'ok'")
    site.remove(gone)
    context = Context(site.order(RunMode.RETRY, records=(ids["B"],)))
    counted = Inbound(now=lambda: datetime.now(UTC), routes=site.routes).run(context)
    assert counted == Counters(read=1, inserted=1)
    assert site.failures() == [("A", "Description", 1), ("C", "Description", 1)]
    assert [row["SysRowID"] for row in site.rows()] == [picked]


def test_a_row_that_leaves_the_condition_is_deleted_and_counts_as_updated(site: Site) -> None:
    site.make()
    yes, no = (True, False) if site.on_postgres else (1, 0)
    part = site.add("P")
    site.add("NEVER", InActive=yes)
    assert site.run() == Counters(read=2, inserted=1, skipped=1)
    site.change(part, InActive=yes)
    assert site.run() == Counters(read=1, updated=1)
    assert site.parts(deleted=1) == ["P"]
    site.change(part, InActive=no)
    assert site.run() == Counters(read=1, updated=1)
    assert site.parts() == ["P"]


def test_a_full_sync_sweeps_what_is_gone_and_repairs_what_differs(site: Site) -> None:
    site.make()
    gone = site.add("GONE")
    for number in range(7):
        site.add(f"P{number}")
    site.run()
    site.remove(gone)
    with site.arm_database.begin() as connection:
        connection.exec_driver_sql("""UPDATE "Part" SET "Description" = 'spoilt' WHERE "PartNum" = 'P3'""")
    assert site.full() == Counters(read=7, updated=1, unchanged=6, deleted=1)
    assert site.parts(deleted=1) == ["GONE"]
    assert site.part("P3")["Description"] == "part P3"
    assert site.run() == Counters()


def test_a_deleted_row_that_returns_is_updated(site: Site) -> None:
    site.make()
    gone = site.add("GONE")
    site.add("HERE")
    site.run()
    site.remove(gone)
    site.full()
    site.add("GONE")
    assert site.run() == Counters(read=1, updated=1)
    assert site.parts() == ["GONE", "HERE"]


def test_the_second_record_with_a_key_fails_until_the_first_is_gone(site: Site) -> None:
    site.make()
    first = site.add("TWICE", Description="first")
    for number in range(5):
        site.add(f"P{number}")
    second = site.add("TWICE", Description="second")
    assert site.run() == Counters(read=7, inserted=6, failed=1)
    assert site.part("TWICE")["SysRowID"] == first
    assert site.failures() == [("TWICE", "PartNum", 1)]
    site.remove(first)
    assert site.run(RunMode.RETRY) == Counters(read=1, updated=1)
    assert site.part("TWICE")["SysRowID"] == second
    assert site.failures() == []


def test_a_row_that_moves_to_another_key_leaves_the_old_one(site: Site) -> None:
    site.make()
    row = site.add("OLD")
    site.run()
    site.change(row, PartNum="NEW")
    assert site.run() == Counters(read=1, inserted=1, deleted=1)
    assert (site.parts(), site.parts(deleted=1)) == (["NEW"], ["OLD"])


def test_the_old_row_of_a_failed_record_stays(site: Site) -> None:
    site.make()
    row = site.add("P")
    site.add("Q")
    site.run()
    site.change(row, PartNum=None)
    assert site.full() == Counters(read=2, unchanged=1, failed=1)
    assert site.parts() == ["P", "Q"]
    assert site.run(RunMode.RETRY) == Counters(read=1, failed=1)
    assert site.parts() == ["P", "Q"]
    site.remove(row)
    assert site.full() == Counters(read=1, unchanged=1, deleted=1)
    assert site.failures() == []


def test_rows_without_a_revision_fail_at_first_and_in_full_syncs(site: Site) -> None:
    site.make()
    site.add("P")
    site.add("NONE", SysRevID=None)
    assert site.run() == Counters(read=2, inserted=1, failed=1)
    assert site.run() == Counters()
    assert site.full() == Counters(read=2, unchanged=1, failed=1)
    assert site.failures() == [("NONE", "SysRevID", 2)]


def test_a_missing_table_says_which_and_where(site: Site) -> None:
    site.sql("SELECT 1")
    with pytest.raises(Fatal, match=r"the ERP database of C1 has no table Part"):
        site.run()


def test_a_missing_key_column_is_named_and_a_missing_column_is_not_needed(site: Site) -> None:
    site.make(without=("Price", "Note"))
    site.add("P")
    assert site.run() == Counters(read=1, inserted=1)
    assert site.part("P")["Price"] is None
    site.sql(f"DROP TABLE {site.table('Part')}")
    site.make(without=("PartNum",))
    with pytest.raises(Fatal, match="lacks its column PartNum"):
        site.run()


def test_a_stopped_run_goes_on_where_it_was(site: Site) -> None:
    site.make()
    for number in range(10):
        site.add(f"P{number}")
    seen: list[int] = []

    def stop() -> None:
        seen.append(1)
        if len(seen) == 3:
            raise Stopped("stop")

    with pytest.raises(Stopped):
        site.run(on_check=stop)
    assert 0 < len(site.parts()) < 10
    first = len(site.parts())
    assert site.run() == Counters(read=10 - first, inserted=10 - first)


def test_a_full_sync_that_was_cut_off_goes_on_and_ends_right(site: Site) -> None:
    site.make()
    ids = [site.add(f"P{number}") for number in range(12)]
    site.run()
    seen: list[int] = []

    def stop() -> None:
        seen.append(1)
        if len(seen) == 3:
            raise Stopped("stop")

    site.remove(ids[0])
    with pytest.raises(Stopped):
        site.full(on_check=stop)
    site.change(ids[1], Description="changed meanwhile")
    site.remove(ids[5])
    counters = site.full()
    assert counters.read < 12
    assert site.parts(deleted=1) == ["P0", "P5"]
    assert site.part("P1")["Description"] == "changed meanwhile"
    assert site.run() == Counters()


def test_an_old_fence_changes_nothing(site: Site) -> None:
    site.make()
    for number in range(8):
        site.add(f"P{number}")
    old = site.order()

    calls: list[int] = []

    def overtake() -> None:
        calls.append(1)
        if len(calls) == 3:
            site.run()

    with pytest.raises(Stopped):
        Inbound(now=lambda: datetime.now(UTC), routes=site.routes).run(Context(old, on_check=overtake))
    assert len(site.parts()) == 8
    with pytest.raises(Stopped):
        Inbound(now=lambda: datetime.now(UTC), routes=site.routes).run(Context(old))


def test_the_newest_row_deleted_is_no_restored_erp(site: Site) -> None:
    site.make()
    site.add("A", SysRevID=100)
    later = site.add("B", SysRevID=101)
    site.run()
    site.remove(later)
    assert site.run() == Counters()
    assert not any("restored" in line for line in site.lines)
    assert site.part("B")["Deleted"] == 0  # a full sync finds it out
    site.add("C", SysRevID=101)  # an ERP that counts on from what it has gives the number once more
    assert site.run() == Counters(read=1, inserted=1)
    site.remove(site.add("D", SysRevID=102))
    site.sql(f"DELETE FROM {site.table('Part')}")
    assert site.run() == Counters()
    site.add("E", SysRevID=1)
    assert site.run() == Counters(read=1, inserted=1)


def test_a_restored_erp_is_read_again_from_the_start(site: Site) -> None:
    site.make()
    site.add("A")
    later = site.add("B")
    site.run()
    site.remove(later)
    site.sql(f'UPDATE {site.table("Part")} SET "SysRevID" = 5, "Description" = \'restored\'')
    assert site.run() == Counters(read=1, updated=1)
    assert any("restored" in line for line in site.lines)
    assert site.part("A")["Description"] == "restored"
