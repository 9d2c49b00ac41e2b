"""A date with a time of day, where ARM's column keeps days alone: brought unchanged or failed, never cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.job import Column, ColumnKind
from app.model.run import Counters, RunMode
from app.sync.dialects import mssql, postgresql, sqlite
from app.sync.sessions import Routes
from app.sync.targets import Target, days
from tests.app.sync.site import PART, Site
from tests.peers.postgres import Server

ROUTES = [Routes(bulk_from=0), Routes(bulk_from=None)]


@pytest.fixture(params=ROUTES)
def site(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[Site]:
    with server.database() as name:
        made = Site(erp=f"sqlite:///{tmp_path}/erp.db", arm=server.url(name), routes=request.param)
        made.make()
        yield made
        made.close()


@pytest.mark.postgres
def test_a_time_of_day_fails_its_record_and_midnight_is_a_day(site: Site) -> None:
    site.add("DAY", Due="2026-01-02")
    site.add("MIDNIGHT", Due="2026-01-02 00:00:00.0000000")
    late = site.add("LATE", Due="2026-01-02 10:30:00")
    site.add("SHORTLY", Due="2026-01-02T00:00:00.0000010")
    assert site.run() == Counters(read=4, inserted=2, failed=2)
    assert sorted(key for key, field, _ in site.failures() if field == "Due") == ["LATE", "SHORTLY"]
    assert {str(row["Due"]) for row in site.rows()} == {"2026-01-02"}
    site.change(late, Due="2026-01-03")
    assert site.run() == Counters(read=1, inserted=1)


@pytest.mark.postgres
def test_a_column_that_keeps_times_is_given_them(site: Site) -> None:
    site.add("DAY", Due="2026-01-02")
    site.run()
    with site.arm_database.begin() as connection:
        connection.exec_driver_sql('ALTER TABLE "Part" ALTER "Due" TYPE timestamp')
    site.add("LATE", Due="2026-01-02 10:30:00")
    assert site.run() == Counters(read=1, inserted=1)
    assert str(site.part("LATE")["Due"]) == "2026-01-02 10:30:00"


def test_an_arm_file_keeps_what_it_is_given(small: Site) -> None:
    small.make()
    small.add("LATE", Due="2026-01-02 10:30:00")
    assert small.run() == Counters(read=1, inserted=1)
    assert small.part("LATE")["Due"] == "2026-01-02 10:30:00"


def test_which_columns_keep_days_alone() -> None:
    columns = (*PART.columns, Column(name="Made", kind=ColumnKind.DATE))
    target = Target(table=PART, language=mssql.Target(), name="Part", types={"made": "datetime2"})
    assert days(target, columns) == {"Due"}
    assert days(replace(target, language=postgresql.Target(), types={}), columns) == {"Due", "Made"}
    assert days(replace(target, language=sqlite.Target(), types={}), columns) == set()


@pytest.mark.postgres
def test_a_retry_tells_it_again(site: Site) -> None:
    site.add("LATE", Due="2026-01-02 10:30:00")
    site.run()
    assert site.run(RunMode.RETRY) == Counters(read=1, failed=1)
    assert site.failures() == [("LATE", "Due", 2)]
