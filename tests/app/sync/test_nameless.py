"""Damaged rows that have no SysRowID: they are failed records, found again by their key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.run import Counters, RunMode
from app.sync.sessions import Routes
from tests.app.sync.site import Site
from tests.peers.postgres import Server


@pytest.fixture(params=["attached", "plain", "postgresql"])
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site whose row BAD lost its SysRowID after it had come to ARM."""
    routes = Routes(batch=4, attach=request.param == "attached", bulk_from=None)
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        with server.database() as erp, server.database() as arm:
            yield from _damaged(Site(erp=server.url(erp), arm=server.url(arm), routes=routes))
    else:
        yield from _damaged(Site(erp=f"sqlite:///{tmp_path}/erp.db", arm=f"sqlite:///{tmp_path}/arm.db", routes=routes))


def _damaged(site: Site) -> Iterator[Site]:
    site.make()
    site.add("GOOD")
    row_id = site.add("BAD", Description="as it was")
    site.run()
    site.change(row_id, Description="damaged", SysRowID=None)
    assert site.run() == Counters(read=1, failed=1)
    assert site.failures() == [("BAD", "SysRowID", 1)]
    yield site
    site.close()


def put_right(site: Site, *, revision: bool) -> None:
    number = f', "SysRevID" = {next(site.revisions)}' if revision else ""
    sets = f"\"SysRowID\" = '00000000-0000-0000-0000-0000000000aa'{number}"
    site.sql(f"UPDATE {site.table('Part')} SET {sets} WHERE \"PartNum\" = 'BAD'")


def test_a_retry_finds_it_by_its_key_and_counts_the_try(damaged: Site) -> None:
    assert damaged.run(RunMode.RETRY) == Counters(read=1, failed=1)
    assert damaged.failures() == [("BAD", "SysRowID", 2)]
    assert damaged.part("BAD")["Deleted"] == 0


def test_a_retry_brings_it_once_it_has_a_sysrowid_again(damaged: Site) -> None:
    put_right(damaged, revision=False)
    assert damaged.run(RunMode.RETRY) == Counters(read=1, updated=1)
    assert damaged.failures() == []
    assert damaged.part("BAD")["Description"] == "damaged"


def test_the_next_run_closes_its_entry_too(damaged: Site) -> None:
    put_right(damaged, revision=True)
    assert damaged.run() == Counters(read=1, updated=1)
    assert damaged.failures() == []


def test_it_is_closed_when_the_row_is_gone(damaged: Site) -> None:
    damaged.sql(f"DELETE FROM {damaged.table('Part')} WHERE \"PartNum\" = 'BAD'")
    assert damaged.run(RunMode.RETRY) == Counters()
    assert damaged.failures() == []


def test_a_full_sync_leaves_the_old_row_and_tries_again(damaged: Site) -> None:
    assert damaged.full() == Counters(read=2, unchanged=1, failed=1)
    assert damaged.part("BAD")["Deleted"] == 0
    assert damaged.failures() == [("BAD", "SysRowID", 2)]


def test_a_full_sync_finds_that_it_is_gone(damaged: Site) -> None:
    damaged.sql(f"DELETE FROM {damaged.table('Part')} WHERE \"PartNum\" = 'BAD'")
    assert damaged.full() == Counters(read=1, unchanged=1, deleted=1)
    assert damaged.failures() == []


def test_a_row_without_even_a_key_is_tried_and_said_to_be_lost(damaged: Site) -> None:
    damaged.sql(f'UPDATE {damaged.table("Part")} SET "PartNum" = NULL, "SysRevID" = 5000 WHERE "PartNum" = \'BAD\'')
    damaged.run()
    assert sorted(damaged.failures(), key=str) == [("BAD", "SysRowID", 1), (None, "SysRowID", 1)]
    assert damaged.run(RunMode.RETRY) == Counters(read=1, failed=1)
    assert damaged.failures() == [(None, "SysRowID", 2)]
    assert "neither a SysRowID nor a whole key" in " ".join(damaged.lines)
