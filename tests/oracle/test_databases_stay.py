"""What cannot be reached is exit 4, and what need not change stays as it is, to the byte."""

import sqlite3
from contextlib import closing

import pytest

from .site import build
from .subject import InProcess

ACTIONS = ("analyse", "create-invoices", "process-receipts", "check-consistency")
FRAMEWORK_TABLES = ("job", "cst_claim", "cont", "cont_pay")


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    return InProcess(tmp_path_factory.mktemp("home"))


@pytest.fixture
def site(tmp_path):
    return build(tmp_path / "site")


def unreachable(subject, site, action):
    answer = subject.ask(action, profile=site.profile)
    assert answer.exit_code == 4, (answer.exit_code, answer.errors)
    assert len(answer.errors.strip().splitlines()) == 1
    assert "Traceback" not in answer.errors
    if answer.output:
        assert answer.document["status"] == "database-error"
    return answer


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("missing", ["framework.db", "timberline.db"])
def test_a_database_that_is_not_there_is_exit_4_and_is_not_made(action, missing, site, subject):
    (site.folder / missing).unlink()
    unreachable(subject, site, action)
    assert not (site.folder / missing).exists()
    assert not site.file.exists()


@pytest.mark.parametrize("action", ["create-invoices", "process-receipts"])
@pytest.mark.parametrize("broken", ["framework.db", "timberline.db"])
def test_a_file_that_is_no_database_is_exit_4(action, broken, site, subject):
    (site.folder / broken).write_bytes(b"not a database, but long enough to be read as one" * 100)
    unreachable(subject, site, action)


@pytest.mark.parametrize("action", ["analyse", "create-invoices"])
def test_a_missing_timberline_table_is_exit_4_and_named(action, site, subject):
    site.timberline("DROP TABLE Master_Jcm_Record_1_1")
    before = site.databases()
    answer = unreachable(subject, site, action)
    assert "master_jcm_record_1_1" in answer.errors.lower()
    assert site.databases() == before


@pytest.mark.parametrize("action", ["create-invoices", "process-receipts"])
def test_a_missing_framework_table_is_exit_4_and_named(action, site, subject):
    site.framework("DROP TABLE cst_claim")
    answer = unreachable(subject, site, action)
    assert "cst_claim" in answer.errors


@pytest.mark.parametrize("action", ACTIONS)
def test_a_dry_run_changes_nothing_at_the_site(action, site, subject):
    before = site.everything()
    assert subject.ask(action, "--dry-run", profile=site.profile).exit_code in (0, 1)
    assert site.everything() == before


def test_a_second_run_of_receipts_leaves_both_databases_byte_identical(site, subject):
    assert subject.ask("process-receipts", profile=site.profile).exit_code == 0
    before = site.databases()
    answer = subject.ask("process-receipts", profile=site.profile)
    assert (answer.exit_code, answer.document["status"]) == (0, "no-eligible-records")
    assert site.databases() == before


def test_receipts_without_a_claim_are_no_eligible_records(site, subject):
    site.framework("UPDATE cst_claim SET s_invoice_num = NULL")
    before = site.databases()
    answer = subject.ask("process-receipts", profile=site.profile)
    assert (answer.exit_code, answer.document["status"]) == (0, "no-eligible-records")
    assert answer.document["buckets"]["no-matching-claim"] == {"count": 6, "amount": "360.00"}
    assert site.databases() == before


def test_writing_makes_no_table_index_or_trigger_and_keeps_the_journal_mode(site, subject):
    before = schema(site)
    subject.ask("create-invoices", profile=site.profile)
    subject.ask("process-receipts", profile=site.profile)
    assert schema(site) == before
    assert [path.name for path in site.folder.glob("*.db-*")] == []


@pytest.mark.parametrize("action", ACTIONS)
def test_a_framework_in_wal_mode_stays_in_it(action, site, subject):
    site.framework("PRAGMA journal_mode = WAL")
    assert subject.ask(action, profile=site.profile).exit_code in (0, 1)
    assert schema(site)[0] == ("wal",)


def test_rows_that_timberline_holds_in_its_log_only_are_seen(site, subject):
    with closing(sqlite3.connect(site.folder / "timberline.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE Current_Art_Record_1 SET tAmt = '1.00'")
        answer = subject.ask("process-receipts", profile=site.profile)
        assert answer.document["buckets"] == {"posted": {"count": 6, "amount": "6.00"}}


def test_tables_of_framework_keep_their_own_columns(site, subject):
    for table in FRAMEWORK_TABLES:
        site.framework(f"ALTER TABLE {table} ADD COLUMN s_own TEXT DEFAULT 'ours'")
    assert subject.ask("process-receipts", profile=site.profile).exit_code == 0
    assert {own for (own,) in site.framework("SELECT s_own FROM cont_pay")} == {"ours"}


def test_a_table_name_without_the_last_number_is_found(site, subject):
    site.timberline("ALTER TABLE Master_Jcm_Record_1_1 RENAME TO Master_Jcm_Record_1")
    answer = subject.ask("analyse", profile=site.profile)
    assert answer.document["buckets"] == {"ok": {"count": 3, "amount": "0.00"}}


@pytest.mark.slow  # waits as long as Tieline waits for a lock
@pytest.mark.timeout(120)
@pytest.mark.parametrize("action", ["create-invoices", "process-receipts"])
def test_a_framework_that_somebody_holds_locked_is_exit_4_with_no_partial_effect(action, site, subject):
    before = site.databases()
    with closing(sqlite3.connect(site.folder / "framework.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        unreachable(subject, site, action)
        other.execute("ROLLBACK")
    assert site.databases() == before
    assert not site.file.exists()
    assert subject.ask(action, profile=site.profile).exit_code == 0


def schema(site):
    with closing(sqlite3.connect(site.folder / "framework.db")) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()
        return mode, connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
