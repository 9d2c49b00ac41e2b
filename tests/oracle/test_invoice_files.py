"""What stands on disk around an export: refused, archived and replaced files, batches, undo."""

import json
import re

import pytest

from .site import build
from .subject import ROOT, InProcess

FIRST = (
    b"I,C1,INV-1,07/15/2026,House 1 - Slab,100.00\r\n"
    b"D,10-0001,01-100,,,100.00,House 1 - Slab\r\n"
    b"I,C2,INV-2,07/15/2026,House 2 - Slab,100.00\r\n"
    b"D,10-0002,01-100,,,100.00,House 2 - Slab\r\n"
)
OLD = b"I,somebody,OLD-1,01/01/2026,old,1.00\r\n"


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    return InProcess(tmp_path_factory.mktemp("home"))


@pytest.fixture
def site(tmp_path):
    return build(tmp_path / "site", jobs=2)


def test_the_file_holds_the_invoices_and_nothing_else(site, subject):
    answer = subject.ask("create-invoices", profile=site.profile)
    assert (answer.exit_code, answer.document["status"]) == (0, "success")
    assert answer.document["buckets"] == {"exported": {"count": 2, "amount": "200.00"}}
    assert site.file.read_bytes() == FIRST
    assert site.flagged() == {"INV-1", "INV-2"}


def test_without_a_person_an_existing_file_is_refused_and_nothing_changes(site, subject):
    site.file.write_bytes(OLD)
    before = site.everything()
    answer = subject.ask("create-invoices", profile=site.profile)
    assert answer.exit_code == 3
    assert {row["bucket"] for row in answer.document["rows"]} == {"exported"}
    assert answer.document["buckets"]["exported"] == {"count": 2, "amount": "200.00"}
    assert answer.document["status"] == "user-intervention-required"
    assert answer.document["dry_run"] is False
    assert {name: held for name, held in site.everything().items() if name in before} == before
    assert site.flagged() == set()


def test_a_refusal_says_in_one_sentence_what_why_and_what_to_do(site, subject):
    site.file.write_bytes(OLD)
    errors = subject.ask("create-invoices", profile=site.profile).errors.strip()
    assert len(errors.splitlines()) == 1
    assert site.file.name in errors
    assert "Traceback" not in errors


def test_a_dry_run_tells_of_the_file_and_never_ends_with_exit_3(site, subject):
    site.file.write_bytes(OLD)
    before = site.everything()
    answer = subject.ask("create-invoices", "--dry-run", "--if-exists", "refuse", profile=site.profile)
    assert (answer.exit_code, answer.document["dry_run"]) == (0, True)
    assert any(site.file.name in message for message in answer.document["messages"])
    assert site.everything() == before


@pytest.mark.parametrize("policy", ["archive", "replace"])
def test_an_existing_file_goes_to_the_archive_with_a_time_stamp(policy, site, subject):
    site.file.write_bytes(OLD)
    answer = subject.ask("create-invoices", "--if-exists", policy, profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    assert site.file.read_bytes() == FIRST
    (archived,) = [path for path in site.archive.iterdir() if path.read_bytes() == OLD]
    assert re.search(r"20\d{2}\D?\d{2}\D?\d{2}", archived.name), archived.name
    assert "ARInvImport" in archived.name


def test_two_files_archived_in_the_same_second_are_both_kept(site, subject):
    for number in range(3):
        site.file.write_bytes(OLD + str(number).encode())
        site.framework("UPDATE cst_claim SET s_invoice_num = s_invoice_num || ? WHERE l_claim_id = 1", str(number))
        site.framework("UPDATE cst_claim SET f_link_exported = 0 WHERE l_claim_id = 1")
        assert subject.ask("create-invoices", "--if-exists", "archive", profile=site.profile).exit_code == 0
    held = {path.read_bytes() for path in site.archive.iterdir()}
    assert {OLD + b"0", OLD + b"1", OLD + b"2"} <= held


def test_nothing_to_export_leaves_an_existing_file_and_is_no_refusal(site, subject):
    site.framework("UPDATE cst_claim SET s_invoice_num = ''")
    site.file.write_bytes(OLD)
    before = site.databases()
    answer = subject.ask("create-invoices", profile=site.profile)
    assert (answer.exit_code, answer.document["status"]) == (1, "user-intervention-required")
    assert site.file.read_bytes() == OLD
    assert site.databases() == before


def test_an_empty_population_is_no_eligible_records(site, subject):
    site.framework("UPDATE cst_claim SET f_link_exported = 1")
    answer = subject.ask("create-invoices", profile=site.profile)
    assert (answer.exit_code, answer.document["status"], answer.document["rows"]) == (0, "no-eligible-records", [])
    assert not site.file.exists()


def test_some_refused_claims_are_exit_1_and_the_rest_is_done(site, subject):
    site.framework("UPDATE cst_claim SET s_invoice_num = ' ' WHERE l_claim_id = 2")
    answer = subject.ask("create-invoices", profile=site.profile)
    assert (answer.exit_code, answer.document["status"]) == (1, "user-intervention-required")
    assert site.filed() == ["INV-1"]
    assert site.flagged() == {"INV-1"}


def test_the_profile_names_its_paths_from_its_own_folder(site, subject, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert subject.ask("create-invoices", profile="site/profile.toml").exit_code == 0
    assert site.file.read_bytes() == FIRST


def test_an_unknown_policy_is_wrong_usage(site, subject):
    assert subject.ask("create-invoices", "--if-exists", "sideways", profile=site.profile).exit_code == 2
    assert not site.file.exists()


def test_a_layout_file_may_stand_anywhere(site, subject):
    shipped = (ROOT / "resources" / "layouts" / "sage-ar.toml").read_bytes()
    (site.folder / "our layout.toml").write_bytes(shipped)
    site.settle(invoices={"layout": "our layout.toml"})
    assert subject.ask("create-invoices", profile=site.profile).exit_code == 0
    assert site.file.read_bytes() == FIRST


def test_a_person_may_keep_the_answer_without_json(site, subject):
    from app.cli import main

    assert main.main(["--home", str(subject.home), "timberline", "analyse", "--profile", str(site.profile)]) == 0


# -- batches and undo ---------------------------------------------------------------------------------------------


def batches(subject, site):
    answer = subject.ask("batches", profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    document = answer.document if answer.output.startswith("{") else {"batches": json.loads(answer.output)}
    return document["batches"]


def identity(batch):
    return str(next(batch[name] for name in ("id", "batch", "number", "name") if name in batch))


def test_a_site_without_exports_has_no_batches(site, subject):
    assert batches(subject, site) == []


def test_each_export_is_a_batch(site, subject):
    subject.ask("create-invoices", profile=site.profile)
    site.framework("UPDATE cst_claim SET f_link_exported = 0, s_invoice_num = 'NEW-1' WHERE l_claim_id = 1")
    subject.ask("create-invoices", "--if-exists", "archive", profile=site.profile)
    subject.ask("create-invoices", "--dry-run", profile=site.profile)
    assert len({identity(batch) for batch in batches(subject, site)}) == 2


def test_undo_takes_the_flags_back_and_leaves_no_file_that_could_be_imported(site, subject):
    site.timberline("DELETE FROM Current_Art_Record_1")
    subject.ask("create-invoices", profile=site.profile)
    (batch,) = batches(subject, site)
    answer = subject.ask("undo", identity(batch), profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    assert site.flagged() == set()
    assert not site.file.exists()
    again = subject.ask("create-invoices", profile=site.profile)
    assert again.exit_code == 0
    assert site.file.read_bytes() == FIRST


def test_undo_refuses_the_invoices_that_timberline_has(site, subject):
    subject.ask("create-invoices", profile=site.profile)
    row = ("INV-1 ", "Issued invoice", "2026-08-01", 1, 1, "100.00", "C1")
    site.timberline("DELETE FROM Current_Art_Record_1")
    site.timberline("INSERT INTO Current_Art_Record_1 VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
    (batch,) = batches(subject, site)
    answer = subject.ask("undo", identity(batch), profile=site.profile)
    assert answer.exit_code in (1, 3)
    assert "INV-1" in site.flagged()
    assert "INV-1" in answer.errors + answer.output


def test_an_unknown_batch_is_wrong_usage(site, subject):
    before = site.databases()
    assert subject.ask("undo", "no-such-batch", profile=site.profile).exit_code == 2
    assert site.databases() == before
