"""Opening the store: made once, brought up to date, a newer one refused untouched."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import make_url

from app.model.errors import ConfigError, Unreachable
from app.store import migrations, tables
from app.store.database import open_store


def opened(folder: Path) -> None:
    """Open and close the store of a folder."""
    open_store(make_url(f"sqlite:///{folder}/store.sqlite")).close()


def test_a_new_store_that_another_process_is_making_too_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.2, other.close)
    end.start()
    opened(tmp_path)
    end.join()


def test_the_migrations_make_exactly_the_declared_tables(tmp_path: Path) -> None:
    opened(tmp_path)
    with sa.create_engine(f"sqlite:///{tmp_path}/store.sqlite").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_every_known_version_has_its_step() -> None:
    assert tuple(revision for revision, _ in migrations.steps()) == migrations.KNOWN


def test_a_store_keeps_its_identity_and_another_has_another(tmp_path: Path) -> None:
    url = make_url(f"sqlite:///{tmp_path}/store.sqlite")
    first, again = open_store(url), open_store(url)
    other = open_store(make_url(f"sqlite:///{tmp_path}/other.sqlite"))
    assert first.identity == again.identity != other.identity
    for store in (first, again, other):
        store.close()


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    opened(tmp_path)
    file = tmp_path / "store.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(ConfigError, match=r"a newer Tieline made it.*nothing was changed"):
        opened(tmp_path)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


def test_a_file_that_is_no_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_text("a letter to a friend" * 100, encoding="utf-8")
    with pytest.raises(Unreachable, match=r"not a database.*store restore"):
        opened(tmp_path)


def test_an_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ConfigError, match="SQLite or PostgreSQL"):
        open_store(make_url("mssql+pyodbc://somewhere/store"))


def test_several_that_open_a_new_store_at_once_make_it_once(tmp_path: Path) -> None:
    identities: set[str] = set()

    def run() -> None:
        store = open_store(make_url(f"sqlite:///{tmp_path}/store.sqlite"))
        identities.add(store.identity)
        store.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(identities) == 1
