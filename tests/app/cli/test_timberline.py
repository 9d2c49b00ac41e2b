"""Timberline's commands: JSON, exit codes, one sentence about trouble."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from app.sandbox import timberline as sandbox


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return sandbox.make(tmp_path / "site", seed=5)


def test_the_answer_is_one_json_document(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "timberline", "create-invoices", "--profile", str(profile), "--dry-run"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert {"action", "status", "dry_run", "profile", "started", "ended", "buckets", "rows", "messages"} <= set(answer)
    assert set(answer["rows"][0]) == {"claim_id", "job", "invoice", "amount", "bucket"}
    assert answer["dry_run"] is True


def test_a_refusal_exits_3_and_says_what_to_do(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (profile.parent / "timberline" / "out" / "ARInvImport.txt").write_bytes(b"mine")
    assert main(["--json", "timberline", "create-invoices", "--profile", str(profile)]) == 3
    captured = capsys.readouterr()
    assert json.loads(captured.out)["status"] == "user-intervention-required"
    assert "--if-exists archive" in captured.err


def test_a_bad_profile_exits_5_and_a_lost_database_4(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (profile.parent / "timberline" / "timberline.db").unlink()
    assert main(["--json", "timberline", "analyse", "--profile", str(profile)]) == 4
    captured = capsys.readouterr()
    assert json.loads(captured.out)["status"] == "database-error"
    assert captured.err.count("\n") == 1
    profile.write_text(profile.read_text().replace("sign  = 1", "sign  = 3"))
    assert main(["--json", "timberline", "process-receipts", "--profile", str(profile)]) == 5
    captured = capsys.readouterr()
    assert json.loads(captured.out)["status"] == "profile-error"
    assert "receipts.sign" in captured.err


def test_wrong_words_exit_2(profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timberline", "analyse"]) == 2
    assert main(["timberline", "undo", "none", "--profile", str(profile)]) == 2
    assert main(["timberline", "create-invoices", "--profile", str(profile), "--if-exists", "shred"]) == 2
    assert main(["timberline", "analyse", "--profile", str(profile), "--out", str(tmp_path / "a.doc")]) == 2
    assert main(["timberline", "analyse", "--profile", str(profile), "--out", str(tmp_path / "no" / "a.csv")]) == 2
    capsys.readouterr()


def test_people_get_a_table_with_sums(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timberline", "process-receipts", "--profile", str(profile)]) == 1
    out = capsys.readouterr().out
    assert "no-contract" in out
    assert "process-receipts: user-intervention-required" in out


def test_batches_and_undo_go_together(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", "timberline", "create-invoices", "--profile", str(profile)])
    batch = json.loads(capsys.readouterr().out)["batch"]["batch"]
    assert main(["--json", "timberline", "batches", "--profile", str(profile)]) == 0
    assert [one["batch"] for one in json.loads(capsys.readouterr().out)] == [batch]
    assert main(["--json", "timberline", "undo", batch, "--profile", str(profile)]) == 0
    assert json.loads(capsys.readouterr().out)["action"] == "undo"


def test_a_profile_is_checked_point_by_point(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "profile", "check", str(profile)]) == 0
    assert all(point["ok"] for point in json.loads(capsys.readouterr().out))
    (profile.parent / "timberline" / "framework.db").unlink()
    assert main(["--json", "profile", "check", str(profile)]) == 4
    assert "Framework database" in capsys.readouterr().err
