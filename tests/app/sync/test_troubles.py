"""The world's troubles: one clear sentence each, nothing half done, and no file that nobody asked for."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

import pyodbc
import pytest

from app.connect import arrow, databases
from app.model.errors import Fatal, Unreachable
from app.model.run import Counters
from app.sync.failed import counts, open_failures
from app.sync.sessions import Routes
from tests.app.sync.site import PART, Site, job
from tests.peers.postgres import Server


def test_a_missing_erp_file_is_named_and_never_made(small: Site) -> None:
    path = Path(small.erp.removeprefix("sqlite:///"))
    with pytest.raises(Unreachable, match="there is no file"):
        small.run()
    assert not path.exists()


def test_a_missing_arm_folder_is_named(small: Site, tmp_path: Path) -> None:
    small.make()
    small.arm = f"sqlite:///{tmp_path}/nowhere/arm.db"
    with pytest.raises(Unreachable, match="nowhere does not exist"):
        small.run()


def test_a_new_arm_file_is_written_ahead_and_an_old_one_keeps_its_mode(small: Site, tmp_path: Path) -> None:
    small.make()
    small.add("P")
    small.run()
    assert sqlite3.connect(tmp_path / "arm.db").execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other = tmp_path / "old.db"
    sqlite3.connect(other).execute("CREATE TABLE x (y)")
    small.arm = f"sqlite:///{other}"
    small.run()
    assert sqlite3.connect(other).execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_locked_arm_is_one_sentence(small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    small.make()
    small.add("P")
    small.run()
    locker = sqlite3.connect(tmp_path / "arm.db", isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    small.add("Q")
    with pytest.raises(Unreachable, match=r"The ARM database of C1 .* locked"):
        small.run()
    locker.execute("ROLLBACK")
    locker.close()
    assert small.run() == Counters(read=1, inserted=1)


def test_a_locked_erp_is_one_sentence(small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    small.make()
    locker = sqlite3.connect(tmp_path / "erp.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unreachable, match=r"The ERP database of C1 .* locked"):
        small.run()
    locker.execute("ROLLBACK")
    locker.close()


def test_a_run_waits_for_a_short_lock_and_not_for_minutes_for_a_long_one() -> None:
    assert 5_000 <= databases.BUSY_TIMEOUT_MS <= 15_000


LOCKER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("which", ["erp", "arm"])
@pytest.mark.parametrize("routes", [Routes(), Routes(attach=False, bulk_from=0), Routes(attach=False, bulk_from=None)])
def test_a_short_lock_delays_a_run_and_no_more(small: Site, tmp_path: Path, which: str, routes: Routes) -> None:
    small.make()
    small.add("P")
    small.run()
    small.add("Q")
    small.routes = routes
    words = [sys.executable, "-c", LOCKER, str(tmp_path / f"{which}.db")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as locker:
        assert locker.stdout
        assert locker.stdin
        assert locker.stdout.readline() == "locked\n"
        freed = threading.Timer(0.3, locker.stdin.close)
        freed.start()
        assert small.run() == Counters(read=1, inserted=1)
        freed.join()


def test_arrow_waits_for_a_lock_and_meets_one_that_lasts_with_a_sentence(
    small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    small.make()
    small.add("P")
    database = databases.open_database(small.erp, name="The ERP database of C1")
    fields = (arrow.Field(name="a", whole=False),)
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(tmp_path / "erp.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as locker:
        assert locker.stdout
        assert locker.stdin
        locker.stdout.readline()
        with pytest.raises(Unreachable, match=r"The ERP database of C1 .* locked"):
            list(arrow.adbc_batches(database, 'SELECT "PartNum" FROM "Part"', order="", fields=fields))
        monkeypatch.undo()
        freed = threading.Timer(0.3, locker.stdin.close)
        freed.start()
        (batch,) = arrow.adbc_batches(database, 'SELECT "PartNum" FROM "Part"', order="", fields=fields)
        assert batch.to_pylist() == [{"a": "P"}]
        freed.join()
    database.close()


def test_runs_of_one_process_take_turns_at_an_arm_file(
    small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 0)  # whoever meets a lock fails at once
    small.make()
    for number in range(40):
        small.add(f"P{number}")
    others = [replace(small, job=job(PART, number=number)) for number in range(2, 5)]
    small.run()
    with ThreadPoolExecutor() as pool:
        ended = [pool.submit(one.run).result for one in others]
    assert [result().unchanged for result in ended] == [40, 40, 40]
    for one in others:
        one.close()


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_erp_file_stays_byte_for_byte_as_it_was(small: Site, tmp_path: Path, mode: str) -> None:
    small.make()
    small.add("P")
    small.close()
    path = tmp_path / "erp.db"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA journal_mode = {mode}")
    db.close()
    before = path.read_bytes()
    assert small.run() == Counters(read=1, inserted=1)
    assert small.full().read == 1
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_an_erp_in_a_read_only_folder_is_read(small: Site, tmp_path: Path, mode: str) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    small.make()
    small.add("P")
    small.close()
    with sqlite3.connect(tmp_path / "erp.db") as db:
        db.execute(f"PRAGMA journal_mode = {mode}")
    db.close()
    (tmp_path / "erp.db").rename(folder / "erp.db")
    small.erp = f"sqlite:///{folder}/erp.db"
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert small.run() == Counters(read=1, inserted=1)
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_file_that_is_no_database_is_one_sentence(small: Site, tmp_path: Path) -> None:
    (tmp_path / "erp.db").write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(Unreachable, match="not a database"):
        small.run()


def test_an_arm_without_a_column_is_completed(small: Site) -> None:
    small.make()
    small.add("P", Price="1.50")
    with small.arm_database.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE "Part" ("Company" TEXT, "PartNum" TEXT, "Extra" TEXT)')
        connection.exec_driver_sql("""INSERT INTO "Part" VALUES ('C1', 'OLD', 'kept')""")
    assert small.run() == Counters(read=1, inserted=1)
    assert small.part("P")["Price"] == "1.50"
    assert small.part("OLD")["Extra"] == "kept"


def test_an_arm_whose_keys_are_doubled_says_so(small: Site) -> None:
    small.make()
    small.add("P")
    with small.arm_database.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE "Part" ("Company" TEXT, "PartNum" TEXT)')
        connection.exec_driver_sql("""INSERT INTO "Part" VALUES ('C1', 'X'), ('C1', 'X')""")
    with pytest.raises(Fatal, match="The ARM table Part could not be made ready"):
        small.run()


def test_what_the_arm_database_refuses_is_found_and_set_aside(small: Site) -> None:
    small.make()
    for number in range(9):
        small.add(f"P{number}", Description="no" if number in (2, 7) else "yes")
    small.job = small.job
    with small.arm_database.begin() as connection:
        connection.exec_driver_sql(
            'CREATE TABLE "Part" ("Company" TEXT, "PartNum" TEXT, "Description" TEXT CHECK ("Description" <> \'no\'))'
        )
    assert small.run() == Counters(read=9, inserted=7, failed=2)
    assert [key for key, _, _ in small.failures()] == ["P2", "P7"]


def test_an_arm_that_was_never_made_has_no_failures(small: Site, tmp_path: Path) -> None:
    assert open_failures(small.order().company) == ()
    assert counts(small.order().company) == {}
    assert not (tmp_path / "arm.db").exists()


def test_a_wrong_password_for_postgresql_is_one_sentence(small: Site, server: Server) -> None:
    small.make()
    small.arm = "postgresql+psycopg://nobody:secret@127.0.0.1:1/none"
    with pytest.raises(Unreachable) as told:
        small.run()
    assert "secret" not in str(told.value)
    small.arm = server.url("no_such_database")
    with pytest.raises(Unreachable, match="no_such_database"):
        small.run()


@pytest.mark.odbc
def test_a_text_longer_than_the_odbc_buffers_arrives_whole(small: Site, tmp_path: Path) -> None:
    if "SQLite3" not in pyodbc.drivers():
        pytest.skip("needs the SQLite3 ODBC driver")
    small.make()
    for number in range(20):
        small.add(f"P{number:02}", Note="y" * (50_000 if number == 13 else 3_000 if number == 5 else 10))
    small.erp = "odbc+pyodbc:///?odbc_connect=" + quote_plus(f"DRIVER=SQLite3;Database={tmp_path}/erp.db;StepAPI=1")
    small.routes = Routes(bulk_from=0, batch=4)
    assert small.run() == Counters(read=20, inserted=20)
    assert [len(small.part(part)["Note"]) for part in ("P05", "P13", "P14")] == [3_000, 50_000, 10]


def test_two_companies_share_the_users_of_their_erp(small: Site, tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.app.sync.site import PART, job

    users = replace(
        PART, source="UserFile", target="UserFile", key=("PartNum",), columns=PART.columns[1:], condition=None,
        per_company=False,
    )  # fmt: skip
    small.make(replace(users, columns=PART.columns[1:]), types=("TEXT",) * 9)
    small.sql("INSERT INTO UserFile (PartNum, SysRowID, SysRevID) VALUES ('ann', 'u1', 1), ('bob', 'u2', 2)")
    small.job = job(users)
    for company in ("C1", "C2"):
        small.company = company
        small.run()
    small.sql("DELETE FROM UserFile WHERE PartNum = 'ann'")
    assert small.full().deleted == 1
    assert {(row["PartNum"], row["Deleted"]) for row in small.rows("UserFile")} == {("ann", 1), ("bob", 0)}
