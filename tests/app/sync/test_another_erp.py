"""A company that is given to another ERP over the same ARM: nothing of the old one's watermarks or rows is believed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.connect.databases import open_database, parse_url
from app.model.errors import Stopped
from app.model.run import Counters, RunMode
from app.sync import identities
from app.sync.sessions import Routes
from tests.app.sync.site import PART, Site, job
from tests.peers.postgres import Server


@pytest.fixture(params=[True, False])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """Two ERPs, the first of which was read into ARM; revisions of the second are lower."""
    routes = Routes(batch=3, attach=request.param, bulk_from=None)
    first = Site(erp=f"sqlite:///{tmp_path}/one.db", arm=f"sqlite:///{tmp_path}/arm.db", routes=routes)
    first.make()
    for number in range(8):
        first.add(f"P{number}", Description="of the first")
    first.add("BAD", Description="x" * 31)
    assert first.run() == Counters(read=9, inserted=8, failed=1)
    second = replace(first, erp=f"sqlite:///{tmp_path}/two.db", revisions=iter(range(1, 500)))
    second.make()
    yield first, second
    first.close()
    second.close()


def test_the_first_run_reads_everything_and_marks_what_is_gone(two: tuple[Site, Site]) -> None:
    _, second = two
    for number in range(4, 10):
        second.add(f"P{number}", Description="of the second")
    assert second.run() == Counters(read=6, inserted=2, updated=4, deleted=4)
    assert "another ERP" in " ".join(second.lines)
    assert second.parts() == ["P4", "P5", "P6", "P7", "P8", "P9"]
    assert second.parts(deleted=1) == ["P0", "P1", "P2", "P3"]
    assert {second.part(key)["Description"] for key in second.parts()} == {"of the second"}
    assert second.failures() == []
    assert second.run() == Counters()
    assert second.lines == []


def test_two_records_with_one_key_are_still_told_apart(two: tuple[Site, Site]) -> None:
    _, second = two
    for number in range(3):
        second.add(f"P{number}")
    second.add("P0", Description="the same key again")
    counters = second.run()
    assert (counters.updated, counters.failed) == (3, 1)
    assert second.failures() == [("P0", "PartNum", 1)]


def test_it_goes_on_where_it_was_cut_off_and_sweeps_in_the_end(two: tuple[Site, Site]) -> None:
    _, second = two
    for number in range(10):
        second.add(f"N{number}")
    left = iter(range(3))

    def border() -> None:
        if next(left, None) is None:
            raise Stopped("stop")

    with suppress(Stopped):
        second.run(on_check=border)
    assert second.parts(deleted=1) == []
    assert second.run().read < 10
    assert second.parts() == [f"N{number}" for number in range(10)]
    assert second.run() == Counters()


def test_a_company_that_goes_there_and_back_has_what_its_erp_has(two: tuple[Site, Site]) -> None:
    first, second = two
    second.add("P1")
    second.run()
    first.change(first.add("NEW"), Description="added meanwhile")
    assert first.run().inserted == 1
    assert first.parts() == ["NEW", *(f"P{number}" for number in range(8))]
    assert first.failures() == [("BAD", "Description", 1)]


def test_a_full_sync_of_another_erp_is_no_other(two: tuple[Site, Site]) -> None:
    _, second = two
    second.add("P1")
    assert second.full() == Counters(read=1, updated=1, deleted=7)
    assert second.run() == Counters()


def test_a_copy_of_the_erp_elsewhere_changes_nothing_but_is_looked_through(two: tuple[Site, Site]) -> None:
    first, _ = two
    first.erp_database.close()
    place = Path(first.erp.removeprefix("sqlite:///"))
    shutil.copy(place, place.with_name("moved.db"))
    moved = replace(first, erp=f"sqlite:///{place.with_name('moved.db')}")
    assert moved.run() == Counters(read=9, unchanged=8, failed=1)
    moved.close()


def test_the_same_file_by_another_way_is_the_same_erp(two: tuple[Site, Site], tmp_path: Path) -> None:
    first, _ = two
    (tmp_path / "way").symlink_to(tmp_path)
    again = replace(first, erp=f"sqlite:///{tmp_path}/way/one.db")
    assert again.run() == Counters()
    again.close()


def test_a_run_says_that_another_company_of_this_arm_came_from_another_erp(two: tuple[Site, Site]) -> None:
    _, second = two
    other = replace(second, company="C2")
    other.add("X", company="C2")
    other.run()
    assert "rows of C1 that came from another ERP" in " ".join(other.lines)
    other.change(other.add("Y", company="C2"))
    other.run()
    assert other.lines == []
    other.close()


def test_rows_without_a_company_follow_the_erp_too(two: tuple[Site, Site]) -> None:
    first, second = two
    users = replace(PART, source="UserFile", target="UserFile", per_company=False)
    for site in two:
        site.job = job(users, number=2)
        site.make(users)
    first.add("ANN", source="UserFile")
    first.run()
    second.add("BEN", source="UserFile")
    assert second.run() == Counters(read=1, inserted=1, deleted=1)


def test_the_books_of_an_older_tieline_are_completed_without_loss(small: Site) -> None:
    small.make()
    small.add("P1")
    small.add("BAD", Description="x" * 31)
    small.run()
    with small.arm_database.begin() as connection:
        connection.exec_driver_sql('ALTER TABLE "TielineWatermark" DROP COLUMN erp')
    assert small.run() == Counters()
    assert small.failures() == [("BAD", "Description", 1)]
    with small.arm_database.connect() as connection:
        known = connection.exec_driver_sql('SELECT erp FROM "TielineWatermark"').scalars().all()
    assert known == [identities.of_file(parse_url(small.erp))]


def test_what_waits_after_a_cancelling_is_forgotten_with_its_erp(two: tuple[Site, Site]) -> None:
    from datetime import UTC, datetime

    from app.sync.pending import bypass

    first, second = two
    first.add("SKIPPED")
    assert len(bypass(first.order(RunMode.FULL), by="ann", now=lambda: datetime.now(UTC))) == 1
    second.add("P1")
    second.run()
    assert second.run(RunMode.FETCH) == Counters()
    with second.arm_database.connect() as connection:
        assert connection.exec_driver_sql('SELECT count(*) FROM "TielineBypassed"').scalar() == 0


@pytest.mark.postgres
def test_a_postgresql_erp_is_known_under_every_address(server: Server) -> None:
    with server.database() as one, server.database() as other:
        addresses = [server.url(one), server.url(one) + "&application_name=other", server.url(other)]
        told: list[str] = []
        for address in addresses:
            database = open_database(address, name="ERP")
            told.append(identities.identity(database))
            database.close()
    assert told[0] == told[1] != told[2]
    assert told[0].startswith("postgresql:")
    assert "@" not in told[0]


@pytest.mark.postgres
def test_a_plain_user_may_ask_postgresql_who_it_is(server: Server) -> None:
    with server.database() as name, server.connect(name) as connection:
        connection.execute("CREATE ROLE plain_reader")
        connection.execute("SET ROLE plain_reader")
        assert connection.execute(identities.QUERIES["postgresql"]).fetchone()
        connection.rollback()
