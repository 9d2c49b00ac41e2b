"""Moving, backing up and restoring a store, killed at any moment and on a disk without room: all or nothing.

Slow: `pytest -m slow tests/crash/machines/test_store_kills.py`.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import compose
from app.store import tables
from tests.app.store.test_move import contents
from tests.journeys.conftest import Tieline
from tests.peers import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
ROWS = 20_000  # runs, lines and decisions each, so that a copy takes its time
KILLS = 8
BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a past: versions, pauses, roles, runs, lines, decisions, states and an audit."""
    home = tmp_path_factory.mktemp("filled") / "home"
    with closing(compose.build(home)) as console:
        console.agents.add("North")
        console.agents.pause("North", note="ö", by="ann")
        console.agents.resume("North", by="ann")
        console.companies.map("E1", agent="North", erp="sqlite:////none/erp.db", arm=f"sqlite:///{home}/arm.db")
        console.jobs.change(10, agent="North", instance=1)
        console.jobs.disable(10, agent="North")
        console.jobs.run([3], agent="North", wait=True, by="ann")
        with console.stores._store.begin() as connection:
            for number in range(10):
                many(connection, ROWS // 10, offset=number * ROWS // 10)
    return home


def many(connection: sa.Connection, rows: int, *, offset: int) -> None:
    first = connection.execute(sa.select(tables.runs).limit(1)).one()._asdict()
    line = connection.execute(sa.select(tables.log_lines).limit(1)).one()._asdict()
    numbers = range(offset + 100, offset + 100 + rows)
    connection.execute(tables.runs.insert(), [{**first, "id": n, "message": f"number {n}"} for n in numbers])
    connection.execute(tables.log_lines.insert(), [{**line, "id": n, "run": n} for n in numbers])
    made = {"agent": "North", "company": "E1", "job": 4, "outcome": "missed", "count": 1, "reasons": [], "run": None}
    at = first["queued"]
    moments = [at + timedelta(seconds=n) for n in numbers]
    connection.execute(
        tables.decisions.insert(), [{**made, "due": one, "last_due": one, "made": one} for one in moments]
    )


@pytest.fixture
def tieline(filled: Path, tmp_path: Path) -> Tieline:
    """The program on a copy of that home."""
    shutil.copytree(filled, tmp_path / "home")
    return Tieline(home=tmp_path / "home")


@contextmanager
def place(kind: str, server: postgres.Server, folder: Path) -> Iterator[str]:
    """An empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/target.sqlite"
        return
    with server.database() as name:
        yield server.url(name)


def killed(tieline: Tieline, *words: str, after: float) -> bool:
    """Whether the command was still at work when it was killed, so many seconds after it began its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SIGNALLING, *tieline.command(*words)[4:]],
        env=tieline.env(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return process.returncode == -signal.SIGKILL


_SIGNALLING = (
    "import sys\nfrom app.store import move\nreally = move.copy\n"
    "def told(*a, **k):\n    print('copying', flush=True)\n    return really(*a, **k)\n"
    "move.copy = told\nfrom app.cli.main import main\nsys.exit(main(sys.argv[1:]))\n"
)


def same(one: str, other: str) -> None:
    """Row by row, but for the row about the move and whether a queued run has been handed over."""
    before, after = contents(one), contents(other)
    for found in (before, after):
        found["audit"] = [
            row for row in found["audit"] if not {"store.move", "store.backup", "store.restore"} & set(row)
        ]
        handed = [column.name for column in tables.runs.columns].index("handed")
        found["run"] = [(*row[:handed], *row[handed + 1 :]) for row in found["run"]]
    assert {name: len(rows) for name, rows in before.items()} == {name: len(rows) for name, rows in after.items()}
    assert before == after


@BOTH
def test_a_move_that_is_killed_is_completed_by_giving_it_again(
    tieline: Tieline, filled: Path, server: postgres.Server, tmp_path: Path, kind: str
) -> None:
    chance, source, caught = random.Random(6), f"sqlite:///{filled}/tieline.sqlite", 0
    with place(kind, server, tmp_path) as target:
        for _ in range(KILLS):
            caught += killed(tieline, "store", "move", "--to", target, after=chance.uniform(0.0, 1.5))
            here, there = tieline("agent", "list").code, tieline("--store", target, "agent", "list").code
            assert (here, there) in {(0, 0), (0, 5), (5, 5), (5, 0)}
            if here == 0:
                assert tieline("agent", "list").out.count("North") == 1
        tieline.ok("store", "move", "--to", target)
        assert tieline("agent", "list").code == 5  # it is in one place only
        assert json.loads(tieline.ok("--store", target, "--json", "agent", "list").out)[0]["name"] == "North"
        same(source, target)
        assert tieline("--store", target, "audit", "verify").code == 0
    print(f"{kind}: {caught} of {KILLS} were caught at work")
    assert caught


@BOTH
def test_a_backup_that_is_killed_leaves_no_file_that_looks_like_one(
    tieline: Tieline, filled: Path, server: postgres.Server, tmp_path: Path, kind: str
) -> None:
    chance, folder, caught = random.Random(7), tmp_path / "backups", 0
    folder.mkdir()
    with place(kind, server, tmp_path) as target:
        store = ["--store", target] if kind == "postgresql" else []
        if store:
            tieline.ok("store", "move", "--to", target)
        for number in range(KILLS):
            file = folder / f"{number}.sqlite"
            caught += killed(tieline, *store, "store", "backup", "--to", str(file), after=chance.uniform(0.0, 1.0))
            if file.exists():
                restored(tmp_path / f"from {number}", file)
        made = tieline.ok(*store, "--json", "store", "backup", "--to", str(folder)).json
    restored(tmp_path / "last", Path(made["file"]))
    same(f"sqlite:///{filled}/tieline.sqlite", f"sqlite:///{tmp_path}/last/tieline.sqlite")
    assert caught


def restored(home: Path, file: Path) -> None:
    other = Tieline(home=home)
    other.ok("store", "restore", str(file))
    assert other("audit", "verify").code == 0


@BOTH
def test_a_restore_that_is_killed_leaves_a_new_store_or_a_whole_one(
    tieline: Tieline, filled: Path, server: postgres.Server, tmp_path: Path, kind: str
) -> None:
    chance, caught = random.Random(8), 0
    backup, other = str(tmp_path / "backup.sqlite"), Tieline(home=tmp_path / "other")
    tieline.ok("store", "backup", "--to", backup)
    with place(kind, server, tmp_path) as target:
        words = ["--store", target]
        for _ in range(KILLS):
            caught += killed(other, *words, "store", "restore", backup, after=chance.uniform(0.0, 1.2))
            rows = json.loads(other.ok(*words, "--json", "agent", "list").out)
            assert [row["name"] for row in rows] in ([], ["North"])
        assert other(*words, "store", "restore", backup).code in {0, 3}  # 3: it is there
        same(f"sqlite:///{filled}/tieline.sqlite", target)
    assert caught


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for next to nothing."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_disk_without_room_is_told_and_nothing_is_lost(
    tieline: Tieline, filled: Path, tmp_path: Path, small: Path
) -> None:
    done = tieline("store", "backup", "--to", str(small / "backup.sqlite"))
    assert done.code == 4
    assert "was not backed up" in done.told()
    assert "full" in done.told()
    assert list(small.iterdir()) == []
    done = tieline("store", "move", "--to", f"sqlite:///{small}/store.sqlite")
    assert done.code == 4, done
    for file in small.iterdir():
        file.unlink()
    tieline.ok("agent", "list")
    tieline.ok("store", "backup", "--to", str(tmp_path / "backup.sqlite"))
    other = Tieline(home=small / "home")
    done = other("store", "restore", str(tmp_path / "backup.sqlite"))
    assert done.code == 4, done
    assert json.loads(other.ok("--json", "agent", "list").out) == []
    tieline.ok("store", "move", "--to", f"sqlite:///{tmp_path}/roomy.sqlite")
    same(f"sqlite:///{filled}/tieline.sqlite", f"sqlite:///{tmp_path}/roomy.sqlite")


def test_a_store_whose_disk_is_full_answers_in_a_sentence(tieline: Tieline, small: Path) -> None:
    home = Tieline(home=small / "home")
    home.ok("agent", "add", "North")
    with suppress(OSError), (small / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    done = home("agent", "add", "South" * 15)
    while done.code == 0:  # until the last page in the file is taken
        done = home("agent", "pause", "North", "--note", "x" * 2000)
    assert done.code == 4, done
    assert "has room" in done.told()
    (small / "filler").unlink()
    home.ok("agent", "add", "East")
    assert home("audit", "verify").code == 0
