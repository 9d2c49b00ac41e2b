"""Jobs 13, 14 and 17: the worklist, its results, and verified suppliers."""

import os
from decimal import Decimal

import pytest

from app.model.errors import ConfigError, Unreachable
from app.model.run import RunMode


def _inbox(site):
    return site.folder / "worklist" / "EPIC06"


def _drafts(site):
    return site.rows("SELECT * FROM DraftInvoice WHERE Document <> '' ORDER BY Number")


def test_the_worklist_is_emptied_and_drafts_appear_without_an_owner(site, ocr):
    counted, _ = site.run(13)
    assert counted.inserted == 2
    assert list(_inbox(site).iterdir()) == []
    archive = sorted(path.name for path in (site.folder / "archived" / "EPIC06").iterdir())
    assert archive == ["invoice-1.pdf", "invoice-2.pdf", "invoice-99.pdf"]
    drafts = _drafts(site)[1:]
    assert {(row["Status"], row["Owner"]) for row in drafts} == {("Metadata Being Processed", None)}
    assert ocr.documents() == ["invoice-1.pdf", "invoice-2.pdf"]


def test_the_same_file_is_scanned_once(site, ocr):
    again = (_inbox(site) / "invoice-1.pdf").read_bytes()
    site.run(13)
    (_inbox(site) / "the same.pdf").write_bytes(again)
    counted, context = site.run(13)
    assert (counted.inserted, counted.skipped) == (0, 1)
    assert "scanned before as invoice-1.pdf" in context.text
    assert list(_inbox(site).iterdir()) == []
    assert len(ocr.documents()) == 2


def test_another_file_of_the_same_name_is_another_document(site, ocr):
    other = (_inbox(site) / "invoice-2.pdf").read_bytes()
    (_inbox(site) / "invoice-2.pdf").unlink()
    site.run(13)
    (_inbox(site) / "invoice-1.pdf").write_bytes(other)
    assert site.run(13)[0].inserted == 1
    assert len(list((site.folder / "archived" / "EPIC06").glob("invoice-1*.pdf"))) == 2


@pytest.mark.parametrize("fault", ["cut", "cut-after", 500])
def test_a_service_that_breaks_off_gets_no_file_twice(site, ocr, fault):
    ocr.faults.append(fault)
    with pytest.raises(Unreachable):
        site.run(13)
    site.run(13)
    assert sorted(ocr.documents()) == ["invoice-1.pdf", "invoice-2.pdf"]
    assert len(_drafts(site)) == 3
    assert list(_inbox(site).iterdir()) == []


def test_a_run_that_died_before_it_put_a_file_away_only_puts_it_away(site, ocr):
    paper = (_inbox(site) / "invoice-1.pdf").read_bytes()
    site.run(13)
    (_inbox(site) / "invoice-1.pdf").write_bytes(paper)
    site.execute("UPDATE WorklistDocument SET ArchivedAs = '' WHERE FileName = 'invoice-1.pdf'")
    (site.folder / "archived" / "EPIC06" / "invoice-1.pdf").unlink()
    counted, _ = site.run(13)
    assert counted.read == 0
    assert list(_inbox(site).iterdir()) == []
    assert len(_drafts(site)) == 3


def test_a_file_that_is_no_pdf_is_a_failed_record_once_it_is_whole(site, ocr):
    letter = _inbox(site) / "letter.txt"
    letter.write_text("Dear Sirs")
    counted, context = site.run(13)
    assert counted.failed == 0
    assert "letter.txt is still being written" in context.text
    os.utime(letter, (0, 0))
    counted, _ = site.run(13)
    assert counted.failed == 1
    assert site.failures()[0]["row_id"] == "letter.txt"
    assert letter.exists()


def test_fields_are_kept_with_their_confidence_and_the_sure_ones_fill_the_draft(site, ocr):
    site.run(13)
    counted, _ = site.run(14)
    assert counted.updated == 3  # two new ones, and one that an earlier scan could not hand over
    counted, _ = site.run(14)
    assert counted.updated == 1
    draft = next(row for row in _drafts(site) if row["InvoiceNum"] == "SI-0001")
    assert (draft["Status"], draft["InvoiceDate"], draft["Amount"]) == ("Saved", "2026-10-30", "310.40")
    fields = {
        row["Field"]: row
        for row in site.rows("SELECT * FROM DraftInvoiceField WHERE DraftInvoice = ?", draft["Number"])
    }
    assert Decimal(fields["InvoiceNumber"]["Confidence"]) == Decimal("0.97")
    assert fields["VendorId"]["Accepted"] == 1


def test_a_supplier_s_own_confidence_wins_over_the_company_s(site, ocr):
    site.execute("UPDATE OcrFieldConfidence SET Confidence = '0.99'")
    site.run(13)
    site.run(14)
    assert {row["InvoiceNum"] for row in _drafts(site) if row["Status"] == "Saved"} == {""}


def test_a_document_that_is_still_being_read_is_asked_about_again(site, ocr):
    ocr._polls = 2
    site.run(13)
    counted, _ = site.run(14)
    assert counted.skipped == 2
    site.run(14)
    counted, _ = site.run(14)
    assert counted.updated == 2


def test_an_unreadable_document_is_a_failed_record_and_is_handed_over_again_on_retry(site, ocr):
    (_inbox(site) / "blank.pdf").write_bytes(b"%PDF-1.4 nothing on it\n%%EOF")
    site.run(13)
    site.run(14)
    counted, _ = site.run(14)
    failure = next(row for row in site.failures() if "blank.pdf" in row["reason"])
    assert (failure["source"], failure["job"]) == ("WorklistDocument", 14)
    assert "no text was found" in failure["reason"]
    counted, _ = site.run(14, mode=RunMode.RETRY)
    assert counted.read == 1


def test_a_login_that_ended_is_renewed_and_a_wrong_one_is_told(site, ocr):
    site.run(13)
    ocr.forget_tokens()
    assert site.run(14)[0].failed == 0
    site.set("OcrPassword", "wrong")
    with pytest.raises(ConfigError):
        site.run(14)


@pytest.mark.parametrize("job", [13, 14, 17])
def test_without_a_service_the_job_reads_nothing(site, job):
    site.set("OcrServiceUrl", "")
    assert site.run(job)[0].read == 0


def test_verified_suppliers_come_in_from_where_the_last_run_ended(site, ocr):
    counted, _ = site.run(17)
    assert counted.inserted == 8
    assert site.run(17)[0].read == 0
    ocr.vendors.append({**ocr.vendors[0], "status": "Blocked", "sequence": "00000009"})
    counted, _ = site.run(17)
    assert counted.updated == 1
    assert site.rows("SELECT Status FROM VendorVerification WHERE VendorNum = 1") == [{"Status": "Blocked"}]


def test_a_supplier_that_arm_does_not_know_is_a_failed_record(site, ocr):
    site.execute("CREATE TABLE Vendor (Company, VendorNum, VendorID, Deleted)")
    for number in range(1, 8):
        site.execute("INSERT INTO Vendor VALUES ('EPIC06', ?, ?, 0)", number, f"V{number}")
    counted, _ = site.run(17)
    assert (counted.inserted, counted.failed) == (7, 1)
    assert site.failures()[0]["row_id"] == "8"
    site.execute("INSERT INTO Vendor VALUES ('EPIC06', 8, 'V8', 0)")
    counted, _ = site.run(17, mode=RunMode.RETRY)
    assert counted.inserted == 1
    assert site.failures() == []


def test_a_bad_file_is_told_once_and_forgotten_when_it_is_taken_away(site, ocr):
    letter = _inbox(site) / "letter.txt"
    letter.write_text("Dear Sirs")
    os.utime(letter, (0, 0))
    site.run(13)
    assert site.run(13)[0].read == 0
    assert site.run(13, mode=RunMode.RETRY)[0].failed == 1
    letter.unlink()
    site.run(13, mode=RunMode.RETRY)
    assert site.failures() == []


def test_a_file_the_service_refuses_waits_for_a_retry(site, ocr):
    ocr.faults.append(422)
    counted, _ = site.run(13)
    assert (counted.inserted, counted.failed) == (1, 1)
    assert site.run(13)[0].read == 0
    assert site.run(13, mode=RunMode.RETRY)[0].inserted == 1
    assert site.failures() == []
