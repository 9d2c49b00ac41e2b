"""Exports: files that exist, faults on the way, two at once."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.console.timberline import Timberline
from app.model.errors import ConfigError, DecisionNeeded, Fatal, Unreachable
from app.model.timberline import ActionResult, Bucket, IfExists, Status
from app.timberline import durable
from app.timberline.workplace import Workplace


def flags(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT l_claim_id FROM cst_claim WHERE f_link_exported = 1").fetchall()


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def steps(profile: Path, folder: Path) -> list[str]:
    """The boundaries of an export, by name, from a run on a copy of the site."""
    shutil.copytree(profile.parent, folder)
    passed: list[str] = []
    Timberline(Workplace(step=passed.append)).create_invoices(folder / profile.name)
    return passed


def test_an_existing_file_is_refused_and_nothing_changes(profile: Path, out: Path, framework_file: Path) -> None:
    (out / "ARInvImport.txt").write_bytes(b"I,C,OLD-1,07/01/2026,x,5.00\r\nD,1,,,,5.00,x\r\n")
    before = listing(profile.parent)
    expected = Timberline().create_invoices(profile, dry_run=True)
    result = Timberline().create_invoices(profile)
    assert result.exit_code == 3
    assert result.status is Status.USER_INTERVENTION_REQUIRED
    assert (result.rows, result.buckets) == (expected.rows, expected.buckets)
    assert listing(profile.parent) == before
    assert any("exist only in this file: OLD-1" in message for message in result.messages)
    assert any("exist only in this file: OLD-1" in message for message in expected.messages)
    assert expected.exit_code == 1


@pytest.mark.parametrize("choice", [IfExists.ARCHIVE, IfExists.REPLACE])
def test_an_existing_file_is_archived_and_never_lost(profile: Path, out: Path, choice: IfExists) -> None:
    (out / "ARInvImport.txt").write_bytes(b"precious")
    assert Timberline().create_invoices(profile, if_exists=choice).batch is not None
    assert [path.read_bytes() for path in (out / "archive").iterdir()] == [b"precious"]


def test_nothing_to_export_leaves_an_existing_file(profile: Path, out: Path) -> None:
    Timberline().create_invoices(profile)
    content = (out / "ARInvImport.txt").read_bytes()
    again = Timberline().create_invoices(profile)
    assert Bucket.EXPORTED not in again.buckets
    assert again.exit_code == 1
    assert (out / "ARInvImport.txt").read_bytes() == content


def test_a_missing_folder_is_a_profile_error(profile: Path, out: Path) -> None:
    out.rmdir()
    with pytest.raises(ConfigError, match=r"invoices\.folder"):
        Timberline().create_invoices(profile)


def test_trouble_with_the_disk_at_any_boundary_leaves_flags_and_files_in_step(profile: Path, tmp_path: Path) -> None:
    for number, name in enumerate(steps(profile, tmp_path / "counted")):
        folder = tmp_path / "here"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(profile.parent, folder)
        database, out = folder / "timberline" / "framework.db", folder / "timberline" / "out"
        before = flags(database)
        with pytest.raises(Fatal) as told:
            Timberline(Workplace(step=_Full(number).tick)).create_invoices(folder / profile.name)
        assert "No space left" in str(told.value)
        assert "\n" not in str(told.value)
        assert flags(database) == before, name
        assert listing(out) == {}, name


class _Full:
    """A disk that is full once."""

    def __init__(self, left: int) -> None:
        self.left = left

    def tick(self, _name: str) -> None:
        self.left -= 1
        if self.left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "disk")


def test_a_locked_database_changes_nothing(
    profile: Path, out: Path, framework_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.connect.databases.BUSY_TIMEOUT_MS", 50)
    with closing(sqlite3.connect(framework_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unreachable, match="locked"):
            Timberline().create_invoices(profile)
    assert listing(out) == {}
    assert Timberline().create_invoices(profile).batch is not None


def test_a_lost_timberline_changes_nothing(
    profile: Path, out: Path, framework_file: Path, timberline_file: Path
) -> None:
    before = flags(framework_file)
    timberline_file.write_bytes(b"this is no database, it only was one once" * 40)
    with pytest.raises(Unreachable):
        Timberline().create_invoices(profile)
    timberline_file.unlink()
    with pytest.raises(Unreachable, match="no file"):
        Timberline().create_invoices(profile)
    assert (flags(framework_file), listing(out)) == (before, {})


def test_of_two_exports_at_once_one_writes_and_the_other_waits_its_turn(profile: Path, out: Path) -> None:
    results: list[ActionResult] = []
    both = [threading.Thread(target=lambda: results.append(Timberline().create_invoices(profile))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(result.batch is not None for result in results) == [False, True]
    assert not (out / durable.LOCK).exists()


def test_who_cannot_wait_any_longer_leaves_the_decision_to_a_person(profile: Path, out: Path) -> None:
    with durable.locked(out), pytest.raises(DecisionNeeded, match="another export"):
        Timberline(Workplace(lock_wait_s=0.1)).create_invoices(profile)


def test_control_totals_are_kept_with_the_batch(profile: Path, out: Path) -> None:
    result = Timberline().create_invoices(profile)
    (listed,) = Timberline().batches(profile)
    assert listed == result.batch
    lines = (out / "ARInvImport.txt").read_bytes().count(b"\r\n")
    assert (listed.totals.lines, listed.claims) == (lines, result.buckets[Bucket.EXPORTED].count)
    assert listed.totals.amount == result.buckets[Bucket.EXPORTED].amount
