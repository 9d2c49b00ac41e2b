"""Adventure Works as an ERP: every table of every job arrives whole, changes arrive, deletions are swept."""

from __future__ import annotations

import csv
import itertools
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import catalogue
from app.catalogue import graph
from app.model.errors import Fatal
from app.model.job import Job, Table
from app.model.run import Counters, RunMode
from app.sync.sessions import ALL_ROUTES
from tests.app.sync.site import Site

COMPANY = "AW01"


@pytest.fixture
def site(shared: Path, tmp_path: Path) -> Iterator[Site]:
    """The files of the shared folder as an ERP; values are text, as no one has said otherwise."""
    folder = shared / "data" / "adventureworks-kinetic"
    with sqlite3.connect(tmp_path / "erp.db") as db:
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as lines:
                head, *rows = csv.reader(lines)
            db.execute(f'CREATE TABLE "{path.stem}" ({", ".join(head)})')
            db.executemany(f'INSERT INTO "{path.stem}" VALUES ({", ".join("?" * len(head))})', rows)
    db.close()
    made = Site(
        erp=f"sqlite:///{tmp_path}/erp.db", arm=f"sqlite:///{tmp_path}/arm.db", routes=ALL_ROUTES, company=COMPANY
    )
    yield made
    made.close()


def jobs() -> list[Job]:
    return [job for job in graph.order(catalogue.load()) if job.tables]


def run_all(site: Site, mode: RunMode = RunMode.INCREMENTAL) -> dict[int, Counters | None]:
    """Every job; None where the data lack one of its tables."""
    feeders = graph.feeders(catalogue.load())
    found: dict[int, Counters | None] = {}
    for job in jobs():
        site.job = job
        fed = itertools.chain.from_iterable(feeders[table.target] for table in job.tables)
        site.peers = tuple({peer.number: peer for peer in fed if peer.number != job.number}.values())
        try:
            found[job.number] = site.run(mode)
        except Fatal as missing:
            if "has no table" not in str(missing):
                raise
            found[job.number] = None
    return found


def erp(site: Site, query: str) -> list[tuple[Any, ...]]:
    with site.erp_database.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def tables(site: Site) -> list[Table]:
    there = {row[0] for row in erp(site, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table for job in jobs() for table in job.tables if table.source in there]


def assert_whole(site: Site, *, deleted: int = 0) -> None:
    for table in tables(site):
        if table.condition is not None:
            continue
        names = [str(row[1]) for row in erp(site, f'PRAGMA table_info("{table.source}")')]
        declared = {column.name for column in table.columns} | {"SysRowID", "SysRevID"}
        names = [name for name in names if name in declared]
        wanted = {tuple(map(str, row)) for row in erp(site, f'SELECT {", ".join(names)} FROM "{table.source}"')}
        have = {tuple(str(row[name]) for name in names) for row in site.rows(table.target) if row["Deleted"] == 0}
        assert have == wanted, table.source


def test_every_table_arrives_whole_and_a_second_run_reads_nothing(site: Site) -> None:
    first = run_all(site)
    assert_whole(site)
    assert site.failures() == []
    assert sum(counters.inserted for counters in first.values() if counters) > 30_000
    started = time.perf_counter()
    second = run_all(site)
    print(f"idle: {time.perf_counter() - started:.2f} s")
    assert all(counters in (None, Counters()) for counters in second.values())


def test_changes_arrive_and_deletions_are_swept(site: Site) -> None:
    run_all(site)
    site.sql("UPDATE Vendor SET Name = 'Changed', SysRevID = '99000001' WHERE VendorNum = '1492'")
    site.sql("DELETE FROM PODetail WHERE PONUM = '1'")
    site.sql("DELETE FROM Part WHERE PartNum = 'AR-5381'")
    run_all(site)
    assert {row["Name"] for row in site.rows("Vendor") if row["VendorNum"] == 1492} == {"Changed"}
    run_all(site, RunMode.FULL)
    assert_whole(site)
    assert [row["Deleted"] for row in site.rows("Part") if row["PartNum"] == "AR-5381"] == [1]
