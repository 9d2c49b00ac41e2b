"""Addresses that are understood or refused, and files that several open at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest

from app.connect.databases import parse_url, write_ahead
from app.model.errors import ConfigError


@pytest.mark.parametrize(
    "address",
    ["mysql://h/db", "oracle://h/db", "postgresql+psycopg2://h/db", "mssql+pymssql://h/db", "sqlite+aiosqlite:///f.db"],
)
def test_an_address_of_a_kind_or_driver_that_tieline_lacks_is_refused_at_once(address: str) -> None:
    with pytest.raises(ConfigError, match="not an address Tieline knows"):
        parse_url(address)


@pytest.mark.parametrize("short", ["postgresql://ann@h/db", "postgres://ann@h/db"])
def test_the_short_address_of_a_postgresql_is_understood(short: str) -> None:
    assert str(parse_url(short)) == "postgresql+psycopg://ann@h/db"


@contextmanager
def _written_by_another(path: Path) -> Generator[None]:
    """Somebody writes in the file while we come, and ends soon after."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        end = Timer(0.2, other.execute, ["ROLLBACK"])
        end.start()
        yield
        end.join()


def test_a_new_file_that_another_run_is_making_too_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "arm.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, _written_by_another(path):
        write_ahead(connection)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
