"""Section 2 of the contract, through the command line, against an ERP made at random."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from app.cli.main import main
from tests.contract.erp import NOTES, SHARED, Erp, Source, bad, number, same, sources

pytestmark = pytest.mark.skipif(not NOTES.is_file(), reason=f"the domain notes are not at {SHARED}")


class Site:
    """A home, an ERP of two companies and an ARM database each, worked by the command line."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder = folder
        self.erp = Erp(folder / "erp.db", seed=seed, tables=sources())
        self.tieline("agent", "add", "North")
        for company in ("C1", "C2"):
            erp, arm = f"sqlite:///{folder}/erp.db", f"sqlite:///{folder}/{company}.db"
            self.tieline("company", "map", company, "--agent", "North", "--erp", erp, "--arm", arm)
        self.tieline("agent", "set", "North", "--invoiced-receipt-sync")
        self.tieline("jobs", "enable", "15", "--agent", "North")

    def tieline(self, *words: str, codes: tuple[int, ...] = (0,)) -> object:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--home", str(self.folder / "home"), "--json", *words])
        assert code in codes, f"{words}: {code}\n{out.getvalue()[-2000:]}\n{err.getvalue()[-3000:]}"
        assert "Traceback" not in err.getvalue()
        return json.loads(out.getvalue()) if out.getvalue().strip() else None

    def run_all(self) -> None:
        self.tieline("jobs", "run", "--all", "--wait", "--agent", "North", codes=(0, 1))

    def full_sync_all(self, numbers: list[int]) -> None:
        for job in numbers:
            for company in ("C1", "C2"):
                words = ("jobs", "full-sync", str(job), "--agent", "North", "--company", company)
                self.tieline(*words, "--yes", "--wait", codes=(0, 1))

    def jobs(self) -> list[dict]:
        return self.tieline("jobs", "list", "--agent", "North")

    def arm(self, company: str, table: str) -> list[dict]:
        db = sqlite3.connect(self.folder / f"{company}.db")
        db.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in db.execute(f'SELECT * FROM "{table}"')]
        finally:
            db.close()

    def newest_runs(self) -> dict[tuple[int, str], dict]:
        runs = self.tieline("runs", "list", "--agent", "North", "--limit", "1000")
        newest: dict[tuple[int, str], dict] = {}
        for run in sorted(runs, key=lambda r: r["id"]):
            newest[run["job"], run["company"]] = run
        return newest


def assert_arm_is_the_erp(site: Site, *, swept: set[int] | None = None) -> None:
    """Every table of every job; where all feeding jobs are in `swept`, deletions must have been found too."""
    tables, failures = sources(), site.tieline("failures", "list")
    feeds: dict[tuple[str, str], list[str | None]] = {}
    fed_by: dict[str, set[int]] = {}
    for job in site.jobs():
        for table in job["tables"]:
            feeds.setdefault((table["source"].removeprefix("Erp."), table["target"]), []).append(table["where"])
            fed_by.setdefault(table["target"], set()).add(job["number"])
    assert len({source for source, _ in feeds}) >= 70
    for (source_name, target), wheres in feeds.items():
        for company in ("C1", "C2"):
            where = None if None in wheres else " OR ".join(f"({w})" for w in wheres)
            gone = swept is not None and fed_by[target] <= swept
            compare(site, tables[source_name], target, company, where, failures, swept=gone)


def compare(
    site: Site, source: Source, target: str, company: str, where: str | None, failures: list[dict], *, swept: bool
) -> None:
    wanted = site.erp.taken(source, company=company, where=where)
    open_keys = [
        key_of(source, f["key"])
        for f in failures
        if f["table"].removeprefix("Erp.") == source.name and f["company"] == company
    ]
    arm = {key_of(source, row): row for row in site.arm(company, target)}
    for row in wanted.values():
        key = key_of(source, row)
        if bad(source, row):
            brought = key in arm and all(same(c, row[c.name], arm[key][c.name]) for c in source.columns)
            assert brought or key in open_keys, (source.name, company, row)
            continue
        assert key not in open_keys, (source.name, key)
        assert key in arm, (source.name, company, row)
        assert arm[key]["Deleted"] == 0, (source.name, company, row)
        assert arm[key]["SysRevID"] == row["SysRevID"], (source.name, company, row, arm[key])
        assert arm[key]["SysRowID"] == row["SysRowID"]
        for column in source.columns:
            assert same(column, row[column.name], arm[key][column.name]), (source.name, column, row, arm[key])
    if swept:
        there = {key_of(source, row) for row in wanted.values()}
        for key, row in arm.items():
            assert (row["Deleted"] == 0) == (key in there), (source.name, company, key, row)


def key_of(source: Source, row: dict) -> tuple:
    """The key, with decimals by their value: ARM keeps them as text."""
    decimals = {c.name for c in source.key if c.sql.startswith("decimal")}
    return tuple(number(row.get(c.name)) if c.name in decimals else row.get(c.name) for c in source.key)


def through_changes(site: Site, *, full_syncs: slice) -> None:
    site.run_all()
    everything = {job["number"] for job in site.jobs()}
    assert_arm_is_the_erp(site, swept=everything)
    for run in site.newest_runs().values():
        assert run["read"] == run["inserted"] + run["updated"] + run["unchanged"] + run["failed"] + run["skipped"]
    site.run_all()
    assert all(run["read"] == 0 for run in site.newest_runs().values())

    for _ in range(2):
        for source in site.erp.tables.values():
            for act in (site.erp.insert, site.erp.update, site.erp.update, site.erp.spoil):
                act(source)
        site.run_all()
        assert_arm_is_the_erp(site)

    for source in site.erp.tables.values():
        site.erp.delete(source)
        site.erp.update(source)
    numbers = [job["number"] for job in site.jobs() if job["tables"]][full_syncs]
    site.full_sync_all(numbers)
    site.run_all()
    assert_arm_is_the_erp(site, swept=set(numbers))


def test_arm_follows_the_erp_through_changes_bad_rows_and_full_syncs(tmp_path: Path) -> None:
    through_changes(Site(tmp_path, seed=1), full_syncs=slice(3, None, 9))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2, 3])
def test_arm_follows_the_erp_with_a_full_sync_of_every_job(tmp_path: Path, seed: int) -> None:
    through_changes(Site(tmp_path, seed=seed), full_syncs=slice(None))
