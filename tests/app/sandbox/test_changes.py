"""The time machine changes the ERP as people would."""

import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from app import sandbox
from app.model.errors import UsageError


@pytest.fixture
def small(tmp_path):
    return sandbox.create(tmp_path, rows=60)


def _open(report):
    return closing(sqlite3.connect(report.folder / "erp.sqlite", isolation_level=None))


def test_changes_of_every_kind_are_made_and_told(tmp_path, small):
    done = sandbox.change(tmp_path, 200)
    assert len(done) == 200
    kinds = Counter(change.kind for change in done)
    assert min(kinds["update"], kinds["insert"], kinds["delete"]) > 5
    with _open(small) as erp:
        for change in done:
            here = erp.execute(f'SELECT count(*) FROM "{change.table}" WHERE SysRowID = ?', (change.row,)).fetchone()[0]
            deleted = any(other.kind == "delete" and other.row == change.row for other in done)
            assert here == int(not deleted)


def test_every_changed_row_is_past_the_revision_before(tmp_path, small):
    with _open(small) as erp:
        before = erp.execute("SELECT Last FROM SysRevision").fetchone()[0]
    done = sandbox.change(tmp_path, 80)
    gone = {change.row for change in done if change.kind == "delete"}
    with _open(small) as erp:
        for change in done:
            if change.row not in gone:
                query = f'SELECT SysRevID, Company FROM "{change.table}" WHERE SysRowID = ?'
                revision, company = erp.execute(query, (change.row,)).fetchone()
                assert (revision > before, company) == (True, "EPIC06")


def test_the_same_seed_changes_the_same(tmp_path):
    contents = []
    for name in ("one", "two"):
        report = sandbox.create(tmp_path / name, rows=60)
        done = sandbox.change(tmp_path / name, 60, seed=9)
        with _open(report) as erp:
            contents.append((done, "\n".join(erp.iterdump())))
    assert contents[0] == contents[1]


def test_asking_again_changes_more(tmp_path, small):
    first, second = sandbox.change(tmp_path, 40), sandbox.change(tmp_path, 40)
    assert first != second


def test_records_that_fail_on_purpose_are_left_alone(tmp_path, small):
    sandbox.change(tmp_path, 400)
    with _open(small) as erp:
        for fault in sandbox.failing():
            query = f'SELECT count(*) FROM "{fault.table}" WHERE "{fault.column}" IS ?'
            assert erp.execute(query, (fault.row[fault.column],)).fetchone()[0] == 1


def test_without_a_sandbox_it_says_how_to_make_one(tmp_path):
    with pytest.raises(UsageError, match="tieline sandbox create"):
        sandbox.change(tmp_path, 1)
