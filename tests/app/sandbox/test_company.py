"""The sandbox company is made whole, from a seed, and only when asked."""

import sqlite3
from contextlib import closing

import pytest

from app import catalogue, sandbox
from app.model.agent import AgentSettings
from app.model.errors import Unreachable, UsageError
from app.model.job import ColumnKind
from app.sync.conditions import where_text

SMALL = 30


def _content(report):
    with closing(sqlite3.connect(report.folder / "erp.sqlite")) as erp:
        return "\n".join(erp.iterdump())


def _count(erp, text):
    return erp.execute(text).fetchone()[0]


def _tables():
    return [(job, table) for job in catalogue.load() for table in job.tables]


def test_the_same_seed_makes_the_same_bytes(tmp_path):
    reports = [sandbox.create(tmp_path / name, rows=SMALL, seed=3) for name in ("one", "two")]
    first, second = ((report.folder / "erp.sqlite").read_bytes() for report in reports)
    assert first == second
    assert reports[0].tables == reports[1].tables


def test_another_seed_makes_another_company(tmp_path):
    assert _content(sandbox.create(tmp_path / "one", rows=SMALL, seed=3)) != _content(
        sandbox.create(tmp_path / "two", rows=SMALL, seed=4)
    )


def test_a_sandbox_that_is_there_stays(tmp_path):
    made = sandbox.create(tmp_path, rows=SMALL)
    sandbox.change(tmp_path, 5)
    before = _content(made)
    again = sandbox.create(tmp_path)
    assert (made.created, again.created) == (True, False)
    assert (again.rows, again.seed, again.tables) == (SMALL, made.seed, made.tables)
    assert _content(again) == before


def test_a_sandbox_is_made_anew_when_asked(tmp_path):
    before = _content(sandbox.create(tmp_path, rows=SMALL))
    sandbox.change(tmp_path, 5)
    assert sandbox.create(tmp_path, again=True).created
    assert _content(sandbox.existing(tmp_path)) == before


def test_other_numbers_make_it_anew(tmp_path):
    sandbox.create(tmp_path, rows=SMALL)
    larger = sandbox.create(tmp_path, rows=SMALL + 5)
    assert larger.created
    assert larger.tables["Part"] == 2 * (SMALL + 5)
    other = sandbox.create(tmp_path, seed=99)
    assert (other.created, other.rows, other.seed) == (True, SMALL + 5, 99)


def test_a_new_sandbox_meets_an_arm_database_with_documents_only(tmp_path):
    report = sandbox.create(tmp_path, rows=SMALL)
    with closing(sqlite3.connect(report.folder / "arm.sqlite")) as arm:
        arm.execute("CREATE TABLE Vendor (VendorNum)")
    sandbox.create(tmp_path, again=True)
    with closing(sqlite3.connect(report.folder / "arm.sqlite")) as arm:
        there = {name for (name,) in arm.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    brought = {table.target for job in catalogue.load() for table in job.tables}
    assert not there & brought
    assert "PurchaseOrder" in there, "ARM's own documents are there before anything is brought"


@pytest.mark.parametrize("missing", ["erp.sqlite", "arm.sqlite", "sandbox.json"])
def test_half_a_sandbox_counts_as_none(tmp_path, missing):
    report = sandbox.create(tmp_path, rows=SMALL)
    (report.folder / missing).unlink()
    assert sandbox.existing(tmp_path) is None
    assert sandbox.create(tmp_path).created


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_sandbox_whose_record_is_damaged_counts_as_none(tmp_path, text):
    report = sandbox.create(tmp_path, rows=SMALL)
    (report.folder / "sandbox.json").write_text(text)
    assert sandbox.existing(tmp_path) is None


def test_journals_of_an_older_database_are_not_left_beside_the_new_one(tmp_path):
    report = sandbox.create(tmp_path, rows=SMALL)
    stray = report.folder / "erp.sqlite-wal"
    stray.write_bytes(b"of another database")
    sandbox.create(tmp_path, again=True)
    assert not stray.exists()


def test_fewer_than_one_part_is_refused(tmp_path):
    with pytest.raises(UsageError, match="0 parts are too few"):
        sandbox.create(tmp_path, rows=0)
    assert not (tmp_path / "sandbox").exists()


def test_a_company_of_one_part_is_possible(tmp_path):
    assert sandbox.create(tmp_path, rows=1).tables["Part"] == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "home").write_text("a file is in the way")
    with pytest.raises(Unreachable, match="could not be made"):
        sandbox.create(tmp_path / "home")


def test_the_addresses_open_the_databases(company):
    assert company.erp == f"sqlite:///{(company.folder / 'erp.sqlite').as_posix()}"
    assert company.arm.endswith("/arm.sqlite")


def test_every_table_of_every_job_has_rows_of_the_company(erp):
    for job, table in _tables():
        mine = " WHERE Company = 'EPIC06'" if table.per_company else ""
        assert _count(erp, f'SELECT count(*) FROM "{table.source}"{mine}'), (job.name, table.source)


def test_another_company_has_rows_in_every_table_too(erp):
    for job, table in _tables():
        if table.per_company:
            assert _count(erp, f"SELECT count(*) FROM \"{table.source}\" WHERE Company = 'EPIC07'"), job.name


def test_every_condition_takes_some_rows_in_and_leaves_some_out(erp):
    settings = AgentSettings(po_buyers=("GENERAL",), restrict_parts=True)
    for job, table in _tables():
        where = where_text(table, settings=settings)
        if where:
            mine = f"FROM \"{table.source}\" WHERE Company = 'EPIC06'"
            taken, all_rows = (
                _count(erp, f"SELECT count(*) {mine} AND ({where})"),
                _count(erp, f"SELECT count(*) {mine}"),
            )
            assert 0 < taken < all_rows, (job.name, table.source, where)


def test_a_restricted_order_is_left_out_whole(erp):
    order = next(table for table in catalogue.job(59).tables if table.source == "POHeader")
    where = where_text(order, settings=AgentSettings(restrict_parts=True))
    restricted = erp.execute(
        """SELECT DISTINCT d.PONUM FROM PODetail d JOIN Part p ON p.Company = d.Company AND p.PartNum = d.PartNum
        LEFT JOIN PartClass c ON c.Company = p.Company AND c.ClassID = p.ClassID
        WHERE d.Company = 'EPIC06' AND coalesce(c.AvailForReq, 0) = 0"""
    ).fetchall()
    taken = erp.execute(f"SELECT PONum FROM POHeader WHERE Company = 'EPIC06' AND {where}").fetchall()
    assert restricted
    assert not set(restricted) & set(taken)
    assert len(taken) + len(restricted) == _count(erp, "SELECT count(*) FROM POHeader WHERE Company = 'EPIC06'")


def test_row_versions_belong_to_one_row_of_the_whole_database(erp):
    sources = sorted({table.source for _, table in _tables()})
    union = " UNION ALL ".join(f'SELECT SysRevID, SysRowID FROM "{source}"' for source in sources)
    counts = "count(*), count(DISTINCT SysRevID), count(DISTINCT SysRowID), min(SysRevID), max(SysRevID)"
    rows, versions, ids, least, most = erp.execute(f"SELECT {counts} FROM ({union})").fetchone()
    assert rows == versions == ids == most - least + 1
    assert most == _count(erp, "SELECT Last FROM SysRevision")


def test_just_the_known_faults_are_against_the_declarations(erp):
    found = set()
    for job, table in _tables():
        for column in table.columns:
            name = f'"{column.name}"'
            wrong = {
                ColumnKind.TEXT: f"length({name}) > {column.length or 1 << 40}",
                ColumnKind.INTEGER: f"typeof({name}) NOT IN ('integer', 'null')",
                ColumnKind.BIT: f"{name} NOT IN (0, 1)",
                ColumnKind.DECIMAL: f"typeof({name}) NOT IN ('integer', 'real', 'null')",
                ColumnKind.DATE: f"{name} IS NOT NULL AND {name} IS NOT date({name})",
                ColumnKind.ANY: "0",
            }[column.kind]
            wrong += f" OR {name} IS NULL" if column.name in table.key else ""
            if _count(erp, f'SELECT count(*) FROM "{table.source}" WHERE {wrong}'):
                found.add((job.number, table.source, column.name))
    assert found == {(fault.job, fault.table, fault.column) for fault in sandbox.failing()}
    assert {fault.job for fault in sandbox.failing()} == {9, 26, 57}


def test_text_and_numbers_are_never_null(erp):
    for _, table in _tables():
        for column in table.columns:
            if column.kind is not ColumnKind.DATE and (table.source, column.name) != ("SugPoDtl", "SugNum"):
                assert not _count(erp, f'SELECT count(*) FROM "{table.source}" WHERE "{column.name}" IS NULL'), column
