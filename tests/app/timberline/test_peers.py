"""The four actions on PostgreSQL, and Timberline through ODBC: the answers and the books are those of SQLite."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_plus

import psycopg
import pytest

from app.console.timberline import Timberline
from app.model.timberline import ActionResult, Bucket, IfExists
from tests.peers import postgres

pytestmark = pytest.mark.postgres
_TYPES = {"TEXT": "text", "NUMERIC": "numeric(14,2)", "INTEGER": "integer", "DATE": "date", "FLOAT": "double precision"}


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture
def database(server: postgres.Server) -> Iterator[str]:
    with server.database() as name:
        yield name


def copied(path: Path, connection: psycopg.Connection, *, quoted: bool) -> None:
    """The tables of an SQLite file, with their names in lower case as unquoted ones are."""
    with closing(sqlite3.connect(path)) as source:
        for (table,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = source.execute(f"PRAGMA table_info({table})").fetchall()
            mark = '"' if quoted else ""
            kinds = ", ".join(
                f"{mark}{one[1]}{mark} {_TYPES.get(one[2], one[2])}{' primary key' if one[5] else ''}"
                for one in columns
            )
            connection.execute(f"CREATE TABLE {mark}{table}{mark} ({kinds})")
            rows = source.execute(f"SELECT * FROM {table}").fetchall()
            marks = ", ".join(["%s"] * len(columns))
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {mark}{table}{mark} VALUES ({marks})", rows)


def moved(profile: Path, server: postgres.Server, name: str, *, quoted: bool, odbc: bool) -> Path:
    """The same site with both databases on PostgreSQL, Timberline perhaps through ODBC."""
    folder = profile.parent / "timberline"
    with server.connect(name) as connection:
        copied(folder / "framework.db", connection, quoted=quoted)
        copied(folder / "timberline.db", connection, quoted=quoted)
    address = server.url(name)
    timberline = address
    if odbc:
        pyodbc = pytest.importorskip("pyodbc")
        if "PostgreSQL Unicode" not in pyodbc.drivers():
            pytest.skip("needs the PostgreSQL ODBC driver, which bootstrap installs on Debian")
        connect = server.odbc(name) + ";BoolsAsChar=0;UseDeclareFetch=1;Fetch=10000"
        timberline = f"odbc+pyodbc:///?odbc_connect={quote_plus(connect)}"
    text = profile.read_text().replace("sqlite:///timberline/framework.db", address)
    target = profile.with_name("moved.toml")
    text = text.replace("sqlite:///timberline/timberline.db", timberline).replace("ARInvImport", "Moved")
    target.write_text(text)
    return target


def everything(profile: Path) -> list[ActionResult]:
    timberline = Timberline()
    return [
        timberline.analyse(profile),
        timberline.create_invoices(profile, dry_run=True),
        timberline.create_invoices(profile, if_exists=IfExists.ARCHIVE),
        timberline.process_receipts(profile, dry_run=True),
        timberline.process_receipts(profile),
        timberline.process_receipts(profile),
        timberline.check_consistency(profile),
    ]


@pytest.mark.parametrize(("quoted", "odbc"), [(False, False), (True, True), (False, True)])
def test_postgresql_answers_as_sqlite_does(
    profile: Path, out: Path, server: postgres.Server, database: str, quoted: bool, odbc: bool
) -> None:
    there = everything(moved(profile, server, database, quoted=quoted, odbc=odbc))
    here = everything(profile)
    for one, other in zip(there, here, strict=True):
        assert list(one.rows) == list(other.rows)
        assert one.buckets == other.buckets
    assert (out / "Moved.txt").read_bytes() == (out / "ARInvImport.txt").read_bytes()


def test_undo_on_postgresql_takes_the_flags_back(profile: Path, server: postgres.Server, database: str) -> None:
    site = moved(profile, server, database, quoted=False, odbc=False)
    timberline = Timberline()
    batch = timberline.create_invoices(site).batch
    assert batch is not None
    assert set(timberline.undo(batch.id, profile=site).buckets) == {Bucket.UNDONE}
    assert timberline.create_invoices(site, dry_run=True).buckets[Bucket.EXPORTED].count == batch.claims


def _post(profile: Path) -> int:
    posted = Timberline().process_receipts(profile).buckets.get(Bucket.POSTED)
    return posted.count if posted else 0


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_of_two_processes_at_once_each_receipt_is_posted_by_one(
    profile: Path, server: postgres.Server, database: str, where: str
) -> None:
    site = moved(profile, server, database, quoted=False, odbc=False) if where == "postgresql" else profile
    expected = Timberline().process_receipts(site, dry_run=True).buckets[Bucket.POSTED].count
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        posted = pool.map(_post, [site] * 3)
    assert sum(posted) == expected
    again = Timberline().process_receipts(site).buckets
    assert Bucket.POSTED not in again


def test_a_database_that_is_gone_is_said_in_one_sentence(profile: Path, server: postgres.Server, database: str) -> None:
    from app.model.errors import Unreachable

    site = moved(profile, server, database, quoted=False, odbc=False)
    site.write_text(site.read_text().replace(database, "no_such_database"))
    with pytest.raises(Unreachable, match=r"Timberline database|Framework database") as told:
        Timberline().process_receipts(site)
    assert "\n" not in str(told.value)
