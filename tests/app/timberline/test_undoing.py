"""An export is taken back invoice by invoice; what Timberline has stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.console.timberline import Timberline
from app.model.errors import UsageError
from app.model.timberline import Bucket, IfExists


def run(database: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(sql).fetchall()


def flagged(database: Path) -> int:
    return int(str(run(database, "SELECT COUNT(*) FROM cst_claim WHERE f_link_exported = 1")[0][0]))


def test_a_batch_that_was_not_imported_is_undone_whole(profile: Path, out: Path, framework_file: Path) -> None:
    timberline = Timberline()
    before = flagged(framework_file)
    batch = timberline.create_invoices(profile).batch
    assert batch is not None
    result = timberline.undo(batch.id, profile=profile)
    assert set(result.buckets) == {Bucket.UNDONE}
    assert result.exit_code == 0
    assert flagged(framework_file) == before
    assert not (out / "ARInvImport.txt").exists()
    assert len(list((out / "undone").iterdir())) == 1
    assert timberline.batches(profile)[0].state == "undone"


def test_what_timberline_has_stays_in_the_file_and_the_rest_goes(
    profile: Path, out: Path, framework_file: Path, timberline_file: Path
) -> None:
    timberline = Timberline()
    before = flagged(framework_file)
    batch = timberline.create_invoices(profile).batch
    assert batch is not None
    run(timberline_file, "INSERT INTO Current_Art_Record_1 VALUES ('v-0004  ', 'Invoice', '2026-08-10', 9, 9, 1, 'x')")
    result = timberline.undo(batch.id, profile=profile)
    assert result.buckets[Bucket.IN_TIMBERLINE].count == 1
    assert result.exit_code == 1
    assert any("V-0004" in message for message in result.messages)
    lines = (out / "ARInvImport.txt").read_text("cp1252").splitlines()
    assert [line.split(",")[0] for line in lines] == ["I", "D", "D"]
    assert flagged(framework_file) == before + 2
    assert timberline.batches(profile)[0].state == "partly-undone"


def test_a_second_undo_finds_nothing_left_or_is_refused(profile: Path, timberline_file: Path) -> None:
    timberline = Timberline()
    batch = timberline.create_invoices(profile).batch
    assert batch is not None
    run(timberline_file, "INSERT INTO Current_Art_Record_1 VALUES ('V-0004', 'Invoice', '2026-08-10', 9, 9, 1, 'x')")
    timberline.undo(batch.id, profile=profile)
    again = timberline.undo(batch.id, profile=profile)
    assert again.exit_code == 3
    assert set(again.buckets) == {Bucket.IN_TIMBERLINE}


def test_undone_claims_are_exported_again(profile: Path) -> None:
    timberline = Timberline()
    first = timberline.create_invoices(profile)
    assert first.batch is not None
    timberline.undo(first.batch.id, profile=profile)
    again = timberline.create_invoices(profile)
    assert again.buckets == first.buckets


def test_an_archived_batch_is_undone_in_the_archive(profile: Path, out: Path, framework_file: Path) -> None:
    timberline = Timberline()
    first = timberline.create_invoices(profile).batch
    assert first is not None
    run(
        framework_file,
        "INSERT INTO cst_claim SELECT 99999, l_job_id, 'Extra', '2026-09-01', 'EX-1', 100, 0, 0, NULL FROM job LIMIT 1",
    )
    timberline.create_invoices(profile, if_exists=IfExists.ARCHIVE)
    assert len(list((out / "archive").iterdir())) == 1
    timberline.undo(first.id, profile=profile)
    assert not list((out / "archive").iterdir())
    assert "EX-1" in (out / "ARInvImport.txt").read_text("cp1252")


def test_a_dry_run_of_an_undo_changes_nothing(profile: Path, out: Path, framework_file: Path) -> None:
    timberline = Timberline()
    batch = timberline.create_invoices(profile).batch
    assert batch is not None
    flags, content = flagged(framework_file), (out / "ARInvImport.txt").read_bytes()
    assert set(timberline.undo(batch.id, profile=profile, dry_run=True).buckets) == {Bucket.UNDONE}
    assert (flagged(framework_file), (out / "ARInvImport.txt").read_bytes()) == (flags, content)


@pytest.mark.parametrize("batch", ["no-such", "../batches/x", ""])
def test_an_unknown_batch_is_a_wrong_word(profile: Path, batch: str) -> None:
    with pytest.raises(UsageError):
        Timberline().undo(batch, profile=profile)
