"""The store, its versions of settings and the audit as the window sees them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app import compose
from app.console import Console
from app.model.errors import UsageError


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    with closing(compose.build(tmp_path / "home", None)) as found:
        found.agents.add("North")
        yield found


def test_the_overview_says_where_the_store_is_and_what_is_in_it(console: Console) -> None:
    view = console.stores.overview()
    assert view.kind == "sqlite"
    assert view.where.endswith("tieline.sqlite")
    assert view.rows["agent"] == 1
    assert view.size
    assert not view.fresh


def test_a_backup_comes_back_in_a_folder_of_its_own(console: Console, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    file, _ = console.stores.backup(tmp_path / "kept.sqlite", tell=lambda table, rows: told.append((table, rows)))
    assert ("agent", 1) in told
    counts = console.stores.restore_into(file, tmp_path / "again")
    assert counts["agent"] == 1
    with closing(compose.build(tmp_path / "again", None)) as other:
        assert [row.name for row in other.agents.rows()] == ["North"]
    with pytest.raises(UsageError, match="there is one in"):
        console.stores.restore_into(file, tmp_path / "again")


def test_settings_go_back_to_a_version(console: Console) -> None:
    console.jobs.change(26, agent="North", interval=timedelta(minutes=5), by="ann")
    console.jobs.change(26, agent="North", interval=timedelta(minutes=9), by="ben")
    console.jobs.disable(26, agent="North", by="ben")
    versions = console.versions.of("North", job=26)
    assert [(one.by, one.settings["interval_s"], one.settings["enabled"]) for one in versions] == [
        ("ben", 540, False), ("ben", 540, True), ("ann", 300, True),
    ]  # fmt: skip
    console.versions.revert(versions[-1].id, agent="North", job=26, by="ann")
    row = console.jobs.row(26, agent="North")
    assert (row.interval, row.enabled) == (timedelta(minutes=5), True)
    console.agents.change("North", po_buyers=["A", "B"], by="ann")
    console.agents.change("North", po_buyers=[], environment="YEAR END", environment_color="test", by="ann")
    first = console.versions.of("North")[-1]
    console.versions.revert(first.id, agent="North", by="ann")
    settings = console.agents.row("North").settings
    assert (settings.po_buyers, settings.environment) == (("A", "B"), "")
    with pytest.raises(UsageError, match="no version"):
        console.versions.revert(999, agent="North", by="ann")


def test_an_environment_has_one_of_three_colours(console: Console) -> None:
    with pytest.raises(UsageError, match="no colour"):
        console.agents.change("North", environment_color="pink")


def test_the_audit_is_searched_and_written_into_a_file(console: Console, tmp_path: Path) -> None:
    console.agents.pause("North", note="=1+1 year end", by="ann")
    assert [row.action for row in console.audit.page(text="YEAR")] == ["agent.pause"]
    assert console.audit.export(tmp_path / "audit.csv") == 2
    rows = list(csv.reader((tmp_path / "audit.csv").open(encoding="utf-8-sig")))
    assert [row[5] for row in rows[1:]] == ["agent.pause", "agent.add"]
    assert rows[1][7] == "'=1+1 year end"
