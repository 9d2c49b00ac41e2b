"""kill -9 at every boundary and at random: whatever is cut off is repaired at the next start, nothing is done twice.

The long run: pytest -m slow tests/crash/timberline
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from app.console.timberline import Timberline
from tests.crash.timberline import site

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = 500  # of each writing action, in the long run


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one batch written, so that every export meets an earlier file."""
    folder = tmp_path_factory.mktemp("fresh")
    site.make(folder)
    return folder


@pytest.fixture(scope="module")
def exported(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = _copied(fresh, tmp_path_factory.mktemp("exported") / "site")
    site.export(Timberline(), folder / "timberline.toml")
    return folder


def _copied(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def _sound_after_export(fresh: Path, here: Path) -> None:
    profile = here / "timberline.toml"
    before = site.flagged_claims(fresh / "timberline.toml")
    site.receive(Timberline(), profile)  # any writing action repairs first
    _require_in_step(profile, before)
    site.export(Timberline(), profile)
    _require_in_step(profile, before)
    assert site.flagged_claims(profile) > before
    assert Timberline().create_invoices(profile, dry_run=True).buckets.keys().isdisjoint({"exported"})


def _require_in_step(profile: Path, before: set[int]) -> None:
    on_paper = site.invoices_on_paper(profile)
    assert set(on_paper) == site.flagged_invoices(profile, before=before)
    assert not [number for number, times in on_paper.items() if times > 1]
    assert not site.left_overs(profile)


def test_an_export_killed_at_any_boundary_is_finished_or_taken_back(fresh: Path, tmp_path: Path) -> None:
    count = site.boundaries(site.export, _copied(fresh, tmp_path / "counted") / "timberline.toml")
    assert count > 15
    for boundary in range(count):
        here = _copied(fresh, tmp_path / "site")
        assert site.killed_at(site.export, here / "timberline.toml", boundary)
        _sound_after_export(fresh, here)


@pytest.mark.slow  # tests/oracle/test_kills.py kills such an export at ten boundaries in every run
def test_an_archiving_export_killed_at_any_boundary_loses_no_earlier_file(exported: Path, tmp_path: Path) -> None:
    _add_due_claims(exported)
    count = site.boundaries(site.export, _copied(exported, tmp_path / "counted") / "timberline.toml")
    original = site.flagged_claims(exported / "timberline.toml")
    earlier = set(site.invoices_on_paper(exported / "timberline.toml"))
    for boundary in range(count):
        here = _copied(exported, tmp_path / "site")
        profile = here / "timberline.toml"
        assert site.killed_at(site.export, profile, boundary)
        site.receive(Timberline(), profile)
        on_paper = site.invoices_on_paper(profile)
        assert set(on_paper) - earlier == site.flagged_invoices(profile, before=original)
        assert earlier <= set(on_paper)
        assert max(on_paper.values()) == 1
        assert not site.left_overs(profile)


def test_receipts_killed_at_any_boundary_are_posted_once_in_the_end(fresh: Path, tmp_path: Path) -> None:
    counted = _copied(fresh, tmp_path / "counted") / "timberline.toml"
    count = site.boundaries(site.receive, counted)
    assert count >= 5
    for boundary in range(count):
        here = _copied(fresh, tmp_path / "site") / "timberline.toml"
        assert site.killed_at(site.receive, here, boundary)
        site.receive(Timberline(), here)
        assert site.books(here) == site.books(counted)


def test_an_undo_killed_at_any_boundary_leaves_flags_and_file_in_step(
    fresh: Path, exported: Path, tmp_path: Path
) -> None:
    before = site.flagged_claims(fresh / "timberline.toml")
    count = site.boundaries(site.undo_newest, _copied(exported, tmp_path / "counted") / "timberline.toml")
    assert count > 10
    for boundary in range(count):
        here = _copied(exported, tmp_path / "site")
        profile = here / "timberline.toml"
        assert site.killed_at(site.undo_newest, profile, boundary)
        site.receive(Timberline(), profile)
        _require_in_step(profile, before)


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_hundreds_of_kills_at_random_moments_never_lose_or_repeat_an_invoice(fresh: Path, tmp_path: Path) -> None:
    dice = random.Random(11)
    count = site.boundaries(site.export, _copied(fresh, tmp_path / "counted") / "timberline.toml")
    for turn in range(KILLS):
        here = _copied(fresh, tmp_path / "site")
        profile = here / "timberline.toml"
        for _ in range(dice.randint(1, 3)):
            if turn % 2:
                site.killed_at(site.export, profile, dice.randrange(count))
            else:
                site.killed_after(site.export, profile, site.random_delay(dice, usual=0.5))
        _sound_after_export(fresh, here)


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_hundreds_of_kills_at_random_moments_never_lose_or_repeat_a_receipt(fresh: Path, tmp_path: Path) -> None:
    dice = random.Random(12)
    counted = _copied(fresh, tmp_path / "counted") / "timberline.toml"
    count = site.boundaries(site.receive, counted)
    for turn in range(KILLS):
        here = _copied(fresh, tmp_path / "site") / "timberline.toml"
        for _ in range(dice.randint(1, 3)):
            if turn % 2:
                site.killed_at(site.receive, here, dice.randrange(count))
            else:
                site.killed_after(site.receive, here, site.random_delay(dice, usual=0.3))
        site.receive(Timberline(), here)
        assert site.books(here) == site.books(counted)


def _add_due_claims(folder: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "timberline" / "framework.db")) as connection, connection:
        connection.execute(
            "INSERT OR IGNORE INTO cst_claim SELECT l_claim_id + 50000, l_job_id, 'Extra', '2026-09-01', "
            "'EX-' || l_claim_id, 100, 0, 0, NULL FROM cst_claim WHERE l_claim_id < 20010"
        )
