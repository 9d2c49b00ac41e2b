"""Stores and backups of other versions: older ones are brought up to date, newer ones refused and left alone."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import compose
from app.console import Console
from app.model.errors import ConfigError, UsageError
from tests.peers import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """A store with two agents."""
    with closing(compose.build(tmp_path / "home")) as found:
        found.agents.add("North")
        found.agents.add("South")
        yield found


def versioned(file: Path, *statements: str) -> str:
    """The file after these statements; its hash."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_backup_of_an_older_tieline_comes_back(console: Console, tmp_path: Path) -> None:
    file, _ = console.stores.backup(tmp_path / "old.sqlite")
    # As version 0003 wrote it: without what 0004 has added.
    before = versioned(
        file, "ALTER TABLE run DROP COLUMN records", "UPDATE alembic_version SET version_num = '0003'"
    )  # fmt: skip
    file.chmod(0o400)
    with closing(compose.build(tmp_path / "restored")) as other:
        assert other.stores.restore(file)["agent"] == 2
        assert [row.name for row in other.agents.rows()] == ["North", "South"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert [one.name for one in tmp_path.glob("old.sqlite*")] == ["old.sqlite"]


def test_a_backup_of_a_newer_tieline_is_refused(console: Console, tmp_path: Path) -> None:
    file, _ = console.stores.backup(tmp_path / "new.sqlite")
    before = versioned(file, "UPDATE alembic_version SET version_num = '0099'")
    with closing(compose.build(tmp_path / "restored")) as other:
        with pytest.raises(ConfigError, match="a newer Tieline made it"):
            other.stores.restore(file)
        assert other.agents.rows() == ()
        other.agents.add("East")  # it is as good as new
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_empty_store_of_a_newer_tieline_is_no_place_to_move_to(
    console: Console, tmp_path: Path, kind: str, server: postgres.Server
) -> None:
    with server.database() as name:
        target = server.url(name) if kind == "postgresql" else f"sqlite:///{tmp_path}/other.sqlite"
        compose.build(tmp_path / "second", target).close()
        engine = sa.create_engine(target)
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
        with pytest.raises(UsageError, match="Give an empty database"):
            console.stores.move(target)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0099"
        engine.dispose()
    console.agents.add("East")  # the store is in use as before
