"""Exactly the plan that was looked at, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.console.timberline import Timberline
from app.model.timberline import Bucket, IfExists
from app.timberline.workplace import Workplace


def act(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def everything(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def unflag_one(database: Path) -> None:
    """One claim more is due than when the plan was made."""
    act(
        database,
        "UPDATE cst_claim SET f_link_exported = 0 WHERE l_claim_id = "
        "(SELECT MIN(l_claim_id) FROM cst_claim WHERE f_link_exported = 1)",
    )


def test_the_expected_invoices_are_written(profile: Path) -> None:
    plan = Timberline().create_invoices(profile, dry_run=True)
    result = Timberline().create_invoices(profile, expected=plan.digest)
    assert result.batch is not None
    assert not result.changed
    assert result.digest == plan.digest


def test_other_invoices_than_expected_are_not_written(profile: Path, out: Path, framework_file: Path) -> None:
    plan = Timberline().create_invoices(profile, dry_run=True)
    unflag_one(framework_file)
    before = everything(framework_file)
    result = Timberline().create_invoices(profile, expected=plan.digest)
    assert (result.changed, result.refused, result.exit_code, result.batch) == (True, True, 3, None)
    assert len(result.rows) == len(plan.rows) + 1
    assert "nothing was written" in result.messages[-1]
    assert everything(framework_file) == before
    assert not (out / "ARInvImport.txt").exists()


def test_a_drift_is_told_before_the_file_that_is_there(profile: Path, out: Path, framework_file: Path) -> None:
    (out / "ARInvImport.txt").write_bytes(b"precious")
    plan = Timberline().create_invoices(profile, dry_run=True)
    unflag_one(framework_file)
    assert Timberline().create_invoices(profile, expected=plan.digest, if_exists=IfExists.REPLACE).changed
    assert (out / "ARInvImport.txt").read_bytes() == b"precious"


def test_the_expected_receipts_are_posted(profile: Path) -> None:
    plan = Timberline().process_receipts(profile, dry_run=True)
    result = Timberline().process_receipts(profile, expected=plan.digest)
    assert not result.changed
    assert result.buckets[Bucket.POSTED] == plan.buckets[Bucket.POSTED]


def test_a_change_on_the_way_into_the_transaction_posts_nothing(profile: Path, framework_file: Path) -> None:
    plan = Timberline().process_receipts(profile, dry_run=True)
    seen: list[list[str]] = []

    def step(name: str) -> None:
        if name == "before the receipts' transaction":
            act(framework_file, "DELETE FROM cont_pay WHERE rowid = (SELECT MIN(rowid) FROM cont_pay)")
            seen.append(everything(framework_file))

    result = Timberline(Workplace(step=step)).process_receipts(profile, expected=plan.digest)
    assert result.changed
    assert result.refused
    assert result.digest != plan.digest
    assert everything(framework_file) == seen[0]
