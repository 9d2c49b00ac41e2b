"""A large table behind PostgreSQL's ODBC driver is read over two connections at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pyodbc
import pytest

from app.connect.odbc_reader import OdbcReader
from app.model.errors import Stopped
from app.model.run import Counters
from app.sync.sessions import Routes
from tests.app.sync.site import Site
from tests.peers.postgres import Server

pytestmark = pytest.mark.odbc


@pytest.fixture
def site(server: Server, tmp_path: Path) -> Iterator[Site]:
    if "PostgreSQL Unicode" not in pyodbc.drivers():
        pytest.skip("needs the PostgreSQL ODBC driver")
    with server.database() as name:
        connect = server.odbc(name) + ";UseDeclareFetch=1;Fetch=10000;BoolsAsChar=0"
        made = Site(
            erp="odbc+pyodbc:///?odbc_connect=" + quote_plus(connect),
            write_erp=server.url(name),
            arm=f"sqlite:///{tmp_path}/arm.db",
            routes=Routes(bulk_from=0, batch=4),
        )
        made.make()
        yield made
        made.close()


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The threads that have read through the driver in bulk."""
    found: set[str] = set()
    read = OdbcReader.batches

    def noted(*args: object, **options: object) -> object:
        found.add(threading.current_thread().name)
        return read(*args, **options)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(OdbcReader, "batches", noted)
    return found


def test_a_table_with_an_index_on_the_revision_arrives_whole_over_two_connections(
    site: Site, readers: set[str]
) -> None:
    site.sql('CREATE INDEX ON "Erp"."Part" ("SysRevID")')
    for number in range(30):
        site.add(f"P{number:02}", Price=f"{number}.{number:05}", Due="2024-02-29", Size=2**62 + number)
    assert site.run() == Counters(read=30, inserted=30)
    assert site.parts() == [f"P{number:02}" for number in range(30)]
    row = site.part("P07")
    assert (row["Price"], row["Due"], row["Size"]) == ("7.00007", "2024-02-29", 2**62 + 7)
    assert readers == {"tieline-Part_0", "tieline-Part_1"}


@pytest.mark.parametrize("bulk_from", [0, None], ids=["in bulk", "plainly"])
def test_a_day_and_a_moment_arrive_as_the_server_writes_them(site: Site, bulk_from: int | None) -> None:
    site.routes = Routes(bulk_from=bulk_from, batch=4)
    site.sql('ALTER TABLE "Erp"."Part" ALTER "Note" TYPE timestamp USING NULL')
    site.add("P1", Due="0001-01-01", Note="2024-02-29 23:59:59.123456")
    site.add("P2", Due="9999-12-31", Note=None)
    site.add("P3", Due="infinity")
    assert site.run() == Counters(read=3, inserted=2, failed=1)
    assert (site.part("P1")["Due"], site.part("P1")["Note"]) == ("0001-01-01", "2024-02-29 23:59:59.123456")
    assert (site.part("P2")["Due"], site.part("P2")["Note"]) == ("9999-12-31", None)


def test_rows_of_one_revision_are_never_parted(site: Site) -> None:
    site.sql('CREATE INDEX ON "Erp"."Part" ("SysRevID")')
    for number in range(30):
        site.add(f"P{number:02}", SysRevID=2000 + number // 10)
    heights: list[int] = []
    assert site.run(on_report=lambda counters: heights.append(counters.read)).read == 30
    assert set(heights) == {10, 20, 30}


def test_a_long_text_among_the_stretches_is_read_again_with_more_room(site: Site) -> None:
    site.sql('CREATE INDEX ON "Erp"."Part" ("SysRevID")')
    for number in range(20):
        site.add(f"P{number:02}", Note="y" * (6_000 if number == 13 else 3_000 if number == 5 else 10))
    assert site.run() == Counters(read=20, inserted=20)
    assert [len(site.part(part)["Note"]) for part in ("P05", "P13", "P14")] == [3_000, 6_000, 10]


def test_a_table_without_an_index_is_read_once_and_not_a_stretch_at_a_time(site: Site, readers: set[str]) -> None:
    for number in range(30):
        site.add(f"P{number:02}")
    assert site.run() == Counters(read=30, inserted=30)
    assert readers == {"tieline-Part-reader"}


def test_a_run_that_is_stopped_amid_the_stretches_leaves_no_reader_behind_and_goes_on(site: Site) -> None:
    site.sql('CREATE INDEX ON "Erp"."Part" ("SysRevID")')
    for number in range(40):
        site.add(f"P{number:02}")
    brought: list[int] = []

    def stop() -> None:
        if brought:
            raise Stopped("Stopped", why="somebody asked for it", remedy="Run it again.")

    with pytest.raises(Stopped):
        site.run(on_check=stop, on_report=lambda counters: brought.append(counters.read))
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("tieline-Part")]
    assert len(site.parts()) == brought[-1] < 40
    assert site.run().read == 40 - brought[-1]
    assert len(site.parts()) == 40
