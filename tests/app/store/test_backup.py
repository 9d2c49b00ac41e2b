"""Backups: one file, one moment, no secrets, and it comes back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import compose
from app.connect.addresses import masked, without_password
from app.console import Console
from app.model.errors import ConfigError, DecisionNeeded, Unreachable, UsageError
from tests.peers import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def console(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Console]:
    """A store with an agent and a company whose address holds a password."""
    if request.param == "sqlite":
        yield from _filled(tmp_path, None)
        return
    server: postgres.Server = request.getfixturevalue("server")
    with server.database() as name:
        yield from _filled(tmp_path, server.url(name))


def _filled(folder: Path, url: str | None) -> Iterator[Console]:
    with closing(compose.build(folder / "home", url)) as found:
        found.agents.add("North")
        erp = "postgresql+psycopg://ann:open-sesame-77@server/erp"
        found.companies.map("E1", agent="North", erp=erp, arm=f"sqlite:///{folder}/arm.db")
        found.jobs.run([3], agent="North", wait=False, by="ann")
        yield found


def test_a_backup_comes_back_as_a_store_of_its_own(console: Console, tmp_path: Path) -> None:
    file, counts = console.stores.backup(tmp_path)
    assert file.parent == tmp_path
    assert counts["agent"] == counts["run"] == counts["company"] == 1
    with closing(compose.build(tmp_path / "restored")) as other:
        other.stores.restore(file)
    with closing(compose.build(tmp_path / "restored")) as other:
        assert [row.name for row in other.agents.rows()] == ["North"]
        assert other.runs.page()[0].job == 3
        assert other.stores._store.identity != console.stores._store.identity  # its fences are others
        assert other.audit.verify().broken is None
        assert other.companies.of("North")[0].erp.endswith("ann:${credential-store}@server/erp")
        with pytest.raises(DecisionNeeded, match="in use"):
            other.stores.restore(file)


def test_no_byte_of_a_password_is_in_it(console: Console, tmp_path: Path) -> None:
    file, _ = console.stores.backup(tmp_path / "copy.sqlite")
    assert b"open-sesame-77" not in file.read_bytes()
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_is_not_a_store_to_work_in(console: Console, tmp_path: Path) -> None:
    file, _ = console.stores.backup(tmp_path)
    with pytest.raises(ConfigError, match=r"this is a backup of .*store restore FILE"):
        compose.build(tmp_path / "other", f"sqlite:///{file}")


def test_a_file_that_is_there_is_kept(console: Console, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(DecisionNeeded, match="there already"):
        console.stores.backup(tmp_path / "mine")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
    with pytest.raises(Unreachable, match="not backed up"):
        console.stores.backup(tmp_path / "mine" / "below.sqlite")


def test_what_is_no_backup_is_not_restored(console: Console, tmp_path: Path) -> None:
    with closing(compose.build(tmp_path / "empty")) as other:
        with pytest.raises(UsageError, match="there is no file"):
            other.stores.restore(tmp_path / "none")
        with pytest.raises(ConfigError, match="not a backup"):
            other.stores.restore(tmp_path / "empty" / "tieline.sqlite")
        assert other.agents.rows() == ()


def test_it_shows_one_moment_while_others_work(console: Console, tmp_path: Path) -> None:
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            console.jobs.disable(5, agent="North")
            console.jobs.enable(5, agent="North")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        files = [console.stores.backup(tmp_path / f"{number}.sqlite")[0] for number in range(3)]
    finally:
        over.set()
        worker.join()
    for number, file in enumerate(files):
        with closing(compose.build(tmp_path / f"home {number}")) as other:
            other.stores.restore(file)
            assert other.audit.verify().broken is None  # each change with its row, or neither


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("postgresql+psycopg://a:b@h/d?sslmode=require", "postgresql+psycopg://a:${X_PASSWORD}@h/d?sslmode=require"),
        ("postgresql+psycopg://a:${P}@h/d", "postgresql+psycopg://a:${P}@h/d"),
        ("odbc+pyodbc:///?odbc_connect=DSN%3Dx%3BPWD%3Dy%3BUID%3Dz", "odbc+pyodbc:///?odbc_connect=DSN%3Dx%3BPWD%3D${X_PWD}%3BUID%3Dz"),
        ("https://u:p@h/i?api-key=k&site=a", "https://u:${X_PASSWORD}@h/i?api-key=${X_API_KEY}&site=a"),
        ("sqlite:////tmp/erp.db", "sqlite:////tmp/erp.db"),
    ],
)  # fmt: skip
def test_a_password_becomes_a_variable_and_is_not_shown(address: str, bare: str) -> None:
    assert without_password(address, "X") == bare
    assert masked(address) == bare.replace("${X_PASSWORD}", "***").replace("${X_PWD}", "***").replace(
        "${X_API_KEY}", "***"
    ).replace("${P}", "***")
