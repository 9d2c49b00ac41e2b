"""Databases by their address: where they are, how they are opened, and what is said when they cannot be used."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.connect import databases
from app.connect.addresses import place
from app.connect.databases import open_database, parse_url
from app.model.errors import Unreachable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("postgresql+psycopg://ann:secret@Server/erp", "postgresql+psycopg://ben@server/erp?sslmode=require"),
        ("mssql+pyodbc://sa:x@host:1433/erp?driver=A", "mssql+pyodbc://reader@host:1433/erp?driver=B"),
        (
            "odbc+pyodbc:///?odbc_connect=DSN%3DKinetic%3BUID%3Da%3BPWD%3Db",
            "odbc+pyodbc:///?odbc_connect=UID%3Dc%3BDSN%3DKinetic",
        ),
    ],
)
def test_who_connects_and_how_makes_no_other_place(one: str, other: str) -> None:
    assert place(parse_url(one)) == place(parse_url(other))
    assert "secret" not in place(parse_url(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("postgresql+psycopg://server/erp", "postgresql+psycopg://server:5433/erp"),
        ("postgresql+psycopg://server/erp", "postgresql+psycopg://server/arm"),
        ("postgresql+psycopg:///erp?host=/run/a", "postgresql+psycopg:///erp?host=/run/b"),
        ("odbc+pyodbc:///?odbc_connect=DSN%3DOne", "odbc+pyodbc:///?odbc_connect=DSN%3DTwo"),
        ("sqlite:///one.db", "sqlite:///two.db"),
    ],
)
def test_another_server_or_database_is_another_place(one: str, other: str) -> None:
    assert place(parse_url(one)) != place(parse_url(other))


def test_a_file_is_one_place_by_every_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "folder")
    monkeypatch.chdir(tmp_path)
    ways = ("sqlite:///folder/a.db", f"sqlite:///{tmp_path}/way/a.db", f"sqlite:///{tmp_path}/folder/./a.db")
    assert len({place(parse_url(way)) for way in ways}) == 1


def test_a_relative_file_stands_beside_what_names_it(tmp_path: Path) -> None:
    assert parse_url("sqlite:///a.db", beside=tmp_path).database == str(tmp_path / "a.db")


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"The ERP could not be opened: there is no file .*none\.db"):
        open_database(f"sqlite:///{tmp_path}/none.db", name="The ERP")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_be_new_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"folder .* does not exist"):
        open_database(f"sqlite:///{tmp_path}/none/new.db", name="ARM", must_exist=False)
    database = open_database(f"sqlite:///{tmp_path}/new.db", name="ARM", must_exist=False)
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    database.close()
    assert (tmp_path / "new.db").is_file()


def test_a_database_for_reading_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "erp.db"
    sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    database = open_database(f"sqlite:///{path}", name="The ERP", read_only=True)
    with pytest.raises(Unreachable, match=r"The ERP could not be used.*readonly"), database.begin() as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
    database.close()


def test_a_transaction_meets_a_lock_at_its_start_and_a_reader_meets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 20)
    path = tmp_path / "arm.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE t (a)")
    database = open_database(f"sqlite:///{path}", name="ARM")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unreachable, match=r"ARM could not be used.*locked"), database.begin():
        raise AssertionError("the transaction must not begin")
    with database.connect() as connection:
        assert connection.execution_options(writes=False).exec_driver_sql("SELECT * FROM t").all() == []
    other.execute("ROLLBACK")
    other.close()
    made.close()
    database.close()


def test_a_file_that_is_no_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("this is a letter, not a database " * 100)
    database = open_database(f"sqlite:///{tmp_path}/letter.db", name="The ERP", read_only=True)
    with pytest.raises(Unreachable, match="not a database") as told, database.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM sqlite_master")
    assert "\n" not in str(told.value)
    database.close()


def test_a_password_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(**_: object) -> None:
        raise sa.exc.OperationalError("", {}, Exception("no postgresql://ann:secret@nowhere/x; PWD=secret;"))

    database = open_database("postgresql+psycopg://ann:secret@nowhere/x", name="The ERP")
    monkeypatch.setattr(database.engine, "connect", connect)
    with pytest.raises(Unreachable) as told, database.connect():
        raise AssertionError("it must not connect")
    assert "secret" not in str(told.value)
    assert "ann:***@nowhere" in str(told.value)


def test_a_written_ahead_file_nobody_writes_is_read_where_nothing_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "erp.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert databases.read_only_uri(path).endswith("?mode=ro")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert databases.read_only_uri(path).endswith("&immutable=1")
    path.with_name("erp.db-wal").touch()
    assert databases.read_only_uri(path).endswith("?mode=ro")
