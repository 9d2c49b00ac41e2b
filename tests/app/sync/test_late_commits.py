"""A PostgreSQL ERP whose transactions commit in another order than they took their revisions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_plus

import psycopg
import pyodbc
import pytest

from app.model.run import Counters, RunMode
from app.sync import late
from app.sync.dialects import mssql, postgresql, sqlite
from app.sync.pending import bypass
from app.sync.sessions import Routes
from tests.app.sync.site import Site
from tests.peers.postgres import Server

pytestmark = pytest.mark.postgres


@dataclass
class Two:
    """A site over an ERP in PostgreSQL, and a second session in that ERP that takes its time."""

    site: Site
    slow: psycopg.Connection

    def begin(self, part: str, *, table: str = '"Erp"."Part"') -> None:
        """Insert a row with the next revision and do not commit."""
        values = ("C1", part, next(self.site.revisions), f"00000000-0000-0000-0000-{abs(hash(part)) % 10**12:012}")
        columns = '("Company", "PartNum", "InActive", "SysRevID", "SysRowID")'
        self.slow.execute(f"INSERT INTO {table} {columns} VALUES (%s, %s, false, %s, %s)", values)


@pytest.fixture(params=["plain", "odbc"])
def two(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[Two]:
    with server.database() as name:
        address = server.url(name)
        if request.param == "odbc":
            if "PostgreSQL Unicode" not in pyodbc.drivers():
                pytest.skip("needs the PostgreSQL ODBC driver")
            address = "odbc+pyodbc:///?odbc_connect=" + quote_plus(server.odbc(name))
        arm = f"sqlite:///{tmp_path}/arm.db"
        site = Site(erp=address, write_erp=server.url(name), arm=arm, routes=Routes(batch=4))
        site.make()
        with server.connect(name) as slow:
            slow.autocommit = False
            yield Two(site, slow)
        site.close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "PATIENCE", 0.0)


@pytest.mark.usefixtures("hurried")
def test_what_is_committed_late_is_not_passed_over(two: Two) -> None:
    site = two.site
    site.add("FIRST")
    site.run()
    two.begin("LATE")
    site.add("QUICK")
    assert site.run() == Counters()
    told = " ".join(site.lines)
    assert f"session {two.slow.info.backend_pid}" in told
    assert f"since {datetime.now(UTC):%Y-%m-}" in told
    two.slow.commit()
    assert site.run() == Counters(read=2, inserted=2)
    assert site.parts() == ["FIRST", "LATE", "QUICK"]
    assert site.run() == Counters()


@pytest.mark.usefixtures("hurried")
def test_a_first_load_brings_what_there_is_and_reads_it_again(two: Two) -> None:
    site = two.site
    two.begin("LATE")
    site.add("QUICK")
    assert site.run() == Counters(read=1, inserted=1)
    assert site.run() == Counters(read=1, unchanged=1)
    two.slow.commit()
    assert site.run() == Counters(read=2, inserted=1, unchanged=1)
    assert site.run() == Counters()


@pytest.mark.usefixtures("hurried")
def test_a_full_sync_leaves_the_watermark_where_it_was(two: Two) -> None:
    site = two.site
    site.add("FIRST")
    site.run()
    two.begin("LATE")
    site.add("QUICK")
    assert site.full() == Counters(read=2, inserted=1, unchanged=1)
    two.slow.commit()
    assert site.run() == Counters(read=2, inserted=1, unchanged=1)


@pytest.mark.usefixtures("hurried")
def test_cancelling_a_full_sync_leaves_it_too(two: Two) -> None:
    site = two.site
    site.add("FIRST")
    site.run()
    two.begin("LATE")
    site.add("QUICK")
    assert len(bypass(site.order(RunMode.FULL), by="ann", now=lambda: datetime.now(UTC))) == 1
    two.slow.commit()
    assert site.run().inserted == 2


def test_a_run_waits_a_moment_for_those_who_are_about_to_commit(two: Two) -> None:
    site = two.site
    site.add("FIRST")
    site.run()
    two.begin("LATE")
    site.add("QUICK")
    looked = threading.Event()

    def commit() -> None:
        assert looked.wait(5)
        two.slow.commit()

    other = threading.Thread(target=commit)
    other.start()
    assert site.run(on_check=looked.set) == Counters(read=2, inserted=2)
    other.join()
    assert site.lines == []


@pytest.mark.usefixtures("hurried")
def test_readers_and_writers_of_other_tables_hold_nothing_up(two: Two) -> None:
    site = two.site
    two.slow.execute('CREATE TABLE "Erp"."Other" (a int)')
    two.slow.commit()
    two.slow.execute('INSERT INTO "Erp"."Other" VALUES (1)')
    two.slow.execute('SELECT * FROM "Erp"."Part" FOR UPDATE')
    site.add("P1")
    assert site.run() == Counters(read=1, inserted=1)
    assert site.run() == Counters()


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("kind", ["view", "partition"])
def test_who_writes_beneath_a_view_or_in_a_partition_is_seen(two: Two, kind: str) -> None:
    site = two.site
    site.sql('ALTER TABLE "Erp"."Part" RENAME TO "Real"')
    if kind == "view":
        site.sql('CREATE VIEW "Erp"."Part" AS SELECT * FROM "Erp"."Real"')
    else:
        site.sql('CREATE TABLE "Erp"."Part" (LIKE "Erp"."Real") PARTITION BY RANGE ("SysRevID")')
        site.sql('ALTER TABLE "Erp"."Part" ATTACH PARTITION "Erp"."Real" DEFAULT')
    site.add("FIRST", source="Real")
    site.run()
    two.begin("LATE", table='"Erp"."Real"')
    site.add("QUICK", source="Real")
    assert site.run() == Counters()
    two.slow.commit()
    assert site.run() == Counters(read=2, inserted=2)


def test_other_databases_need_no_waiting() -> None:
    assert mssql.Source().writers("Part") is None
    assert sqlite.Source().writers("Part") is None
    assert "pg_prepared_xacts" in str(postgresql.Source().writers("Part"))
