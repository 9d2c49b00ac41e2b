"""What people, files and other systems do that nobody has planned for."""

import io
import os
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from app import services
from app.model.errors import ConfigError, Unreachable
from app.model.failure import FailureId
from app.model.job import JobNumber
from app.model.run import RunMode
from app.services import worklist
from app.services.edi import Edi
from app.services.scans import Scans
from tests.peers import kinetic, mail, web
from tests.peers.kinetic import now

_BLANK = b"%PDF-1.4 nothing on it\n%%EOF"


def _retry(site, job, *numbers, kinds=None):
    """Retry the records with these numbers, as the window does: by the ids of their entries."""
    picked = [row["id"] for row in site.failures() if row["row_id"] in numbers]
    order = site.order(job, mode=RunMode.RETRY)
    order = replace(order, records=tuple(FailureId(f"EPIC06-{entry}") for entry in picked))
    return (kinds or services.kinds(now=now))[JobNumber(job)].run(kinetic.Context(order=order))


def _open(site):
    return {row["row_id"] for row in site.failures()}


@pytest.fixture
def inbox(site):
    return site.folder / "worklist" / "EPIC06"


@pytest.fixture
def post(site):
    with mail.running() as (post, port):
        site.set("SmtpPort", port)
        yield post


# one of several failed records


def test_a_picked_message_is_sent_and_the_others_stay(site, post):
    for row in site.rows("SELECT Recipient FROM PurchaseOrderEmail"):
        post.refuse[row["Recipient"]] = "550 no"
    site.run(16)
    post.refuse.clear()
    counted = _retry(site, 16, "2")
    assert (counted.read, counted.inserted, _open(site)) == (1, 1, {"1"})


def test_a_picked_order_goes_to_its_supplier_and_the_others_stay(site, edi):
    site.execute("UPDATE PunchoutSupplier SET EdiUrl = ?", edi.url)
    edi.faults.extend([406, 406])
    site.run(12)
    counted = _retry(site, 12, "60004")
    assert (counted.read, counted.inserted, _open(site)) == (1, 1, {"60003"})


def test_a_picked_file_is_scanned_and_new_ones_wait_for_the_next_run(site, ocr, inbox):
    ocr.faults.extend([422, 422])
    site.run(13)
    first, second = sorted(_open(site))
    (inbox / "new.pdf").write_bytes(_BLANK)
    counted = _retry(site, 13, second)
    assert (counted.read, counted.inserted, _open(site)) == (1, 1, {first})
    assert (inbox / "new.pdf").exists()


def test_a_picked_document_is_asked_about_and_the_others_stay(site, ocr, inbox):
    for number in (1, 2):
        (inbox / f"blank {number}.pdf").write_bytes(_BLANK + b"\n" * number)
    for job in (13, 14, 14):
        site.run(job)
    first, second = sorted(_open(site))
    counted = _retry(site, 14, second)
    assert (counted.read, _open(site)) == (1, {first})


def test_job_14_leaves_the_failed_records_of_job_13_alone(site, ocr):
    ocr.faults.append(422)
    site.run(13)
    assert site.run(14, mode=RunMode.RETRY)[0].read == 0


def test_a_picked_supplier_is_verified_and_the_others_stay(site, ocr):
    site.execute("CREATE TABLE Vendor (Company, VendorNum, VendorID, Deleted)")
    site.execute("INSERT INTO Vendor VALUES ('EPIC06', 1, 'V1', 0)")
    site.run(17)
    site.execute("INSERT INTO Vendor SELECT 'EPIC06', VendorNum, 'V', 0 FROM PunchoutSupplier")
    before = _open(site)
    picked = str(site.rows("SELECT min(VendorNum) n FROM PunchoutSupplier WHERE VendorNum > 1")[0]["n"])
    assert _retry(site, 17, picked).read == 1
    assert _open(site) == before - {picked}


def test_a_failed_record_whose_document_needs_no_retry_is_closed(site, edi, post):
    edi.faults.append(406)
    post.refuse[site.rows("SELECT Recipient FROM PurchaseOrderEmail")[0]["Recipient"]] = "550 no"
    site.run(12)
    site.run(16)
    site.execute("UPDATE PurchaseOrder SET Void = 1 WHERE Number = 60003")
    site.execute("DELETE FROM PurchaseOrderEmail WHERE Id = 1")
    assert site.run(12, mode=RunMode.RETRY)[0].read == site.run(16, mode=RunMode.RETRY)[0].read == 0
    assert site.failures() == []


# the watched folder


@pytest.mark.skipif(sys.platform == "win32", reason="such names and links are there only on POSIX")
def test_no_file_name_stops_the_worklist(site, ocr, inbox):
    names = [
        b"a\nb.pdf",
        b"caf\xe9.pdf",
        "übel 漢字.pdf".encode(),
        b"..pdf.pdf.pdf",
        b"x" * 200 + b".pdf",
        b"%2e%2e.pdf",
    ]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_bytes(_BLANK + b"\n" * number)
    counted, _ = site.run(13)
    assert counted.inserted == 2 + len([name for name in names if not name.startswith(b".")])
    assert site.run(14)[0].read > 0
    assert [path for path in inbox.iterdir() if not path.name.startswith(".")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_in_the_worklist_leads_nowhere(site, ocr, inbox, tmp_path):
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(_BLANK)
    (inbox / "link.pdf").symlink_to(secret)
    (inbox / "loop.pdf").symlink_to("loop.pdf")
    assert site.run(13)[0].inserted == 2
    assert "link.pdf" not in ocr.documents()
    assert secret.exists()


def test_a_file_that_is_too_large_or_empty_is_a_failed_record(site, ocr, inbox, monkeypatch):
    monkeypatch.setattr(worklist, "LARGEST", 5000)
    (inbox / "large.pdf").write_bytes(b"%PDF-" + b"0" * 6000 + b"%%EOF")
    (inbox / "empty.pdf").write_bytes(b"")
    os.utime(inbox / "empty.pdf", (0, 0))
    counted, _ = site.run(13)
    assert (counted.inserted, counted.failed, _open(site)) == (2, 2, {"large.pdf", "empty.pdf"})
    assert "at most 5,000 are taken" in next(row["reason"] for row in site.failures() if row["row_id"] == "large.pdf")


def test_a_file_that_cannot_be_read_is_told_when_it_stays_so(site, ocr, inbox, monkeypatch):
    read = Path.read_bytes

    def refused(path):
        if path.name == "locked.pdf":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    (inbox / "locked.pdf").write_bytes(_BLANK)
    assert site.run(13)[0].failed == 0
    os.utime(inbox / "locked.pdf", (0, 0))
    assert site.run(13)[0].failed == 1
    assert "Permission denied" in site.failures()[0]["reason"]


@pytest.mark.parametrize("column", ["ArchivedAs", "FileName"])
def test_what_arm_says_of_a_file_leads_out_of_no_folder(site, ocr, tmp_path, column):
    outside = site.folder / "outside.pdf"
    outside.write_bytes(_BLANK)
    told = str(outside) if column == "ArchivedAs" else "../../outside.pdf"
    site.execute(f"UPDATE WorklistDocument SET {column} = ?, FileName = 'x.pdf'" if column == "ArchivedAs" else
                 f"UPDATE WorklistDocument SET {column} = ?, ArchivedAs = ''", told)  # fmt: skip
    counted, _ = site.run(14)
    assert counted.failed == 1
    assert "neither in the worklist nor archived" in site.failures()[0]["reason"]


def test_a_file_moved_to_another_disk_is_there_whole(site, ocr, inbox, monkeypatch):
    import errno

    rename = Path.rename

    def across(path, target):
        if path.parent == inbox:
            raise OSError(errno.EXDEV, "another disk")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", across)
    assert site.run(13)[0].inserted == 2
    assert list(inbox.iterdir()) == []
    archive = site.folder / "archived" / "EPIC06"
    assert sorted(path.name for path in archive.iterdir()) == ["invoice-1.pdf", "invoice-2.pdf", "invoice-99.pdf"]


# the capture service


@pytest.mark.parametrize(
    "told",
    [b"<html>Sorry</html>", b"[1, 2]", b'{"status": "dreaming"}', b'{"status": "done", "fields": [{}]}'],
)
def test_an_answer_of_the_capture_service_that_makes_no_sense_ends_the_run_and_loses_nothing(site, told):
    with web.saying(web.answer(200, b'{"token": "t"}'), web.answer(200, told)) as server:
        site.set("OcrServiceUrl", f"http://127.0.0.1:{server.port}")
        with pytest.raises(Unreachable, match="cannot be read"):
            site.run(14)
    assert site.failures() == []


@pytest.mark.parametrize("status", [429, 503, 302])
def test_a_busy_capture_service_is_asked_again_later(site, status):
    with web.saying(web.answer(200, b'{"token": "t"}'), web.answer(status)) as server:
        site.set("OcrServiceUrl", f"http://127.0.0.1:{server.port}")
        with pytest.raises(Unreachable):
            site.run(13)
    assert site.failures() == []


def test_a_capture_service_that_stays_on_one_page_is_not_asked_for_ever(site):
    page = b'{"vendors": [{"number": 1, "status": "Verified", "sequence": "7"}]}'
    with web.saying(web.answer(200, b'{"token": "t"}'), web.answer(200, page)) as server:
        site.set("OcrServiceUrl", f"http://127.0.0.1:{server.port}")
        with pytest.raises(Unreachable, match="same page"):
            site.run(17)


def test_a_service_that_never_answers_is_given_up(site):
    with web.saying(web.SILENCE) as server:
        site.set("OcrServiceUrl", f"http://127.0.0.1:{server.port}")
        site.execute("UPDATE PunchoutSupplier SET EdiUrl = ?", f"http://127.0.0.1:{server.port}/cxml")
        began = time.monotonic()
        with pytest.raises(Unreachable):
            site.run(13, kinds={JobNumber(13): Scans(now=now, timeout=0.2)})
        counted, _ = site.run(12, kinds={JobNumber(12): Edi(now=now, timeout=0.2)})
    assert counted.failed == 2
    assert time.monotonic() - began < 5


# order messages


def test_no_text_breaks_the_order_message(site, edi):
    nasty = "]]>&amp;<SharedSecret>x</SharedSecret>\x00\x0b\ufffe <!-- ' \" -->"
    site.execute("UPDATE PurchaseOrder SET Comment = ?, CurrencyCode = '\"<&' WHERE Number = 60003", nasty)
    site.execute("UPDATE PurchaseOrderLine SET Description = ?, UOM = '<&\"' WHERE PurchaseOrder = 60003", nasty)
    site.execute("UPDATE PunchoutSupplier SET SharedSecret = 'a<b>&c'")
    assert site.run(12)[0].inserted == 1
    message = ET.fromstring(edi.messages()[0])
    item = message.find("Request/OrderRequest/ItemOut/ItemDetail")
    assert item.find("Description").text == nasty.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    assert item.find("UnitPrice/Money").get("currency") == '"<&'
    assert [element.text for element in message.iter("SharedSecret")] == ["a<b>&c"]


@pytest.mark.parametrize(
    "url", ["cxml.example/orders", "file:///etc/passwd", "http://[bad/", "http://x.example:99999/"]
)
def test_an_edi_address_that_is_none_is_a_failed_record(site, edi, url):
    site.execute("UPDATE PunchoutSupplier SET EdiUrl = ?", url)
    counted, _ = site.run(12)
    assert counted.failed == 2
    assert {row["field"] for row in site.failures()} == {"EdiUrl"}


def test_an_order_on_hold_goes_to_no_supplier(site, edi, post):
    site.execute("UPDATE PurchaseOrder SET Status = 'Hold'")
    assert site.run(12)[0].read == 0
    counted, context = site.run(16)
    assert (counted.skipped, post.messages) == (2, [])
    assert "is on hold" in context.text


# order e-mails


@pytest.mark.parametrize(
    "recipient",
    ["a@b.example\rBcc: c@d.example", "a@b.example\x0bx", "a b@c.example", "a@b.example>", "jürgen@b.example",
     '"@b.example', "a@b@c.example", "a@b.example\u2028", "", "@b.example", "a@-"],
)  # fmt: skip
def test_no_recipient_smuggles_anything_in(site, post, recipient):
    site.execute("UPDATE PurchaseOrderEmail SET Recipient = ? WHERE Id = 1", recipient)
    counted, _ = site.run(16)
    assert (counted.inserted, counted.failed, len(post.messages)) == (1, 1, 1)
    assert site.failures()[0]["field"] == "Recipient"


def test_no_text_smuggles_a_header_in(site, post):
    site.execute(
        "UPDATE PurchaseOrderEmail SET Subject = ?, Body = ?, MessageId = ? WHERE Id = 1",
        "Order\r\nBcc: c@d.example\x00\x85x", "Dear\r\n.\r\nMAIL FROM:<x@y.example>\r\n", "<a@b>\r\nBcc: c@d.example",
    )  # fmt: skip
    assert site.run(16)[0].inserted == 2
    message = post.messages[0]
    assert (message["Bcc"], message["Subject"]) == (None, "Order Bcc: c@d.example x")
    assert message["Message-ID"] == "<order-EPIC06-60002-1@riverside.example>"
    assert len(post.messages) == 2


@pytest.mark.parametrize("sender", ["", "purchasing", "a@b.example\nBcc: c@d.example"])
def test_a_sender_that_is_no_address_is_a_configuration_error(site, post, sender):
    site.set("SmtpFrom", sender)
    with pytest.raises(ConfigError, match="SmtpFrom"):
        site.run(16)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_certificate_authority_that_is_none_is_a_configuration_error(site, post, tmp_path, content):
    if content:
        (tmp_path / "ca.pem").write_text(content)
    site.set("SmtpSecurity", "tls")
    site.set("SmtpCertificateAuthority", tmp_path / "ca.pem")
    with pytest.raises(ConfigError, match="no file of certificates"):
        site.run(16)


def test_a_server_without_starttls_gets_no_message_in_the_clear(site, post):
    site.set("SmtpSecurity", "starttls")
    with pytest.raises(Unreachable):
        site.run(16)
    assert post.messages == []


def test_any_script_and_any_length_fits_on_the_paper(site, post):
    text = "Äußere Welle Ж 漢字 <b>&amp; " + "x" * 900 + "\x00\x07"
    site.execute("UPDATE PurchaseOrderLine SET Description = ?", text)
    site.execute("UPDATE PurchaseOrder SET Comment = ?", text)
    assert site.run(16)[0].inserted == 2
    [paper] = list(post.messages[0].iter_attachments())
    assert "Äußere Welle" in pypdf.PdfReader(io.BytesIO(paper.get_content())).pages[0].extract_text()
