"""Timberline is only ever read, and neither database is left otherwise than it was found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.console.timberline import Timberline
from app.model.errors import Fatal, Unreachable
from app.timberline import guard, profiles, sources


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM t",
        "UPDATE t SET a = 1",
        "INSERT INTO t SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT * INTO x FROM t",
        "WITH d AS (DELETE FROM t RETURNING 1) SELECT * FROM d",
        "SELECT * FROM OPENQUERY(s, 'delete from t')",
        "SELECT * FROM t FOR UPDATE",
        "CREATE TABLE x AS SELECT 1",
        "PRAGMA journal_mode = WAL",
        "EXEC sp_who",
        "DROP TABLE t",
        "not sql at all",
    ],
)
def test_nothing_but_a_select_passes(statement: str) -> None:
    with pytest.raises(Fatal):
        guard.require_select(statement)


@pytest.mark.parametrize("statement", ["SELECT a FROM t WHERE b = 1", "SELECT 1 UNION SELECT 2"])
def test_a_select_passes(statement: str) -> None:
    guard.require_select(statement)


def test_timberline_cannot_be_written_through_its_connection(profile: Path) -> None:
    loaded = profiles.load(profile)
    with sources.timberline(loaded) as database, database.connect() as connection, pytest.raises(Fatal):
        connection.execute(sa.text("DELETE FROM Current_Art_Record_1"))
    with sources.timberline(loaded) as database, database.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            raw.cursor().execute("DELETE FROM Current_Art_Record_1")


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_reading_leaves_both_databases_byte_for_byte(
    profile: Path, framework_file: Path, timberline_file: Path, mode: str
) -> None:
    timberline = Timberline()
    timberline.create_invoices(profile)
    timberline.process_receipts(profile)
    for path in (framework_file, timberline_file):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA journal_mode = {mode}")
    folder = framework_file.parent
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}
    timberline.analyse(profile)
    timberline.create_invoices(profile, dry_run=True)
    timberline.create_invoices(profile)
    timberline.process_receipts(profile, dry_run=True)
    timberline.process_receipts(profile)
    timberline.check_consistency(profile)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}
    assert after == before


@pytest.mark.parametrize("name", ["Master_Jcm_Record_1", "MASTER_JCM_RECORD_1_1"])
def test_the_job_table_is_found_with_and_without_its_suffix(profile: Path, timberline_file: Path, name: str) -> None:
    expected = Timberline().analyse(profile).buckets
    with closing(sqlite3.connect(timberline_file)) as connection:
        connection.execute("ALTER TABLE Master_Jcm_Record_1_1 RENAME TO other")
        connection.execute(f"ALTER TABLE other RENAME TO {name}")
    assert Timberline().analyse(profile).buckets == expected


def test_a_missing_table_is_said_with_its_name(profile: Path, timberline_file: Path) -> None:
    with closing(sqlite3.connect(timberline_file)) as connection:
        connection.execute("DROP TABLE Active_Cnc_Record_10")
    with pytest.raises(Unreachable, match="Active_Cnc_Record_10"):
        Timberline().analyse(profile)


def test_without_its_views_framework_is_joined(profile: Path, framework_file: Path) -> None:
    expected = Timberline().check_consistency(profile)
    with closing(sqlite3.connect(framework_file)) as connection:
        connection.execute("DROP VIEW v_sched_tlClaims")
        connection.execute("DROP VIEW v_sched_tlCstClaim")
    found = Timberline().check_consistency(profile)
    assert (found.rows, found.buckets) == (expected.rows, expected.buckets)
