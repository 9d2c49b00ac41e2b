"""Job 16: order e-mails leave once, with the order as a PDF, protected on the way."""

import io

import pypdf
import pytest

from app.model.errors import ConfigError, Unreachable
from app.model.run import RunMode
from tests.peers import mail


@pytest.fixture
def post(site):
    with mail.running() as (post, port):
        site.set("SmtpPort", port)
        yield post


def _status(site):
    return [row["Status"] for row in site.rows("SELECT Status FROM PurchaseOrderEmail ORDER BY Id")]


def test_a_message_carries_the_order_as_a_pdf(site, post):
    counted, _ = site.run(16)
    assert counted.inserted == 2
    message = post.messages[0]
    recipient = site.rows("SELECT Recipient FROM PurchaseOrderEmail WHERE Id = 1")[0]["Recipient"]
    assert (message["To"], message["Subject"]) == (recipient, "Purchase order 60002")
    [paper] = list(message.iter_attachments())
    assert paper.get_filename() == "PO-60002.pdf"
    text = pypdf.PdfReader(io.BytesIO(paper.get_content())).pages[0].extract_text()
    line = site.rows("SELECT * FROM PurchaseOrderLine WHERE PurchaseOrder = 60002")[0]
    assert "Purchase order 60002" in text
    assert line["VendorPartNum"][:24] in text
    assert message["Message-ID"] == "<order-EPIC06-60002-1@riverside.example>"
    assert _status(site) == ["Sent", "Sent"]


def test_what_was_sent_is_not_sent_again(site, post):
    site.run(16)
    assert site.run(16)[0].read == 0
    assert len(post.messages) == 2


def test_a_refused_recipient_fails_that_message_alone(site, post):
    recipient = site.rows("SELECT Recipient FROM PurchaseOrderEmail WHERE Id = 1")[0]["Recipient"]
    post.refuse[recipient] = "550 no such mailbox"
    counted, _ = site.run(16)
    [failure] = site.failures()
    assert (counted.inserted, counted.failed) == (1, 1)
    assert (failure["source"], failure["row_id"], failure["field"]) == ("PurchaseOrderEmail", "1", "Recipient")
    assert "550 no such mailbox" in failure["reason"]
    post.refuse.clear()
    counted, _ = site.run(16, mode=RunMode.RETRY)
    assert counted.inserted == 1
    assert site.failures() == []


def test_a_deferred_message_stays_in_the_queue(site, post):
    post.after_data.append("451 try again later")
    counted, _ = site.run(16)
    assert (counted.inserted, counted.skipped) == (1, 1)
    assert _status(site) == ["Queued", "Sent"]
    assert site.run(16)[0].inserted == 1


@pytest.mark.parametrize("where", ["cut_after_data", "cut_in_data"])
def test_a_message_that_may_have_left_is_never_sent_again_by_itself(site, post, where):
    setattr(post, where, 1)
    counted, _ = site.run(16)
    assert (counted.inserted, counted.failed) == (1, 1)
    assert "not known whether" in site.failures()[0]["reason"]
    assert site.run(16)[0].read == 0
    counted, _ = site.run(16, mode=RunMode.RETRY)
    assert counted.inserted == 1
    ids = [message["Message-ID"] for message in post.messages if "60002" in message["Subject"]]
    assert set(ids) == {"<order-EPIC06-60002-1@riverside.example>"}


def test_a_run_that_died_in_mid_message_leaves_it_to_a_person(site, post):
    site.execute("UPDATE PurchaseOrderEmail SET Status = 'Sending' WHERE Id = 1")
    counted, _ = site.run(16)
    assert (counted.inserted, counted.failed) == (1, 1)
    assert len(post.messages) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_the_connection_is_encrypted_and_the_login_checked(site, tmp_path, way):
    pytest.importorskip("cryptography")
    authority, context = mail.certificate(tmp_path)
    with mail.running(**{way: context}, login=("tieline", "secret")) as (post, port):
        for name, value in (("SmtpPort", port), ("SmtpSecurity", way), ("SmtpUser", "tieline"),
                            ("SmtpCertificateAuthority", authority)):  # fmt: skip
            site.set(name, value)
        site.set("SmtpPassword", "wrong")
        with pytest.raises(ConfigError):
            site.run(16)
        site.set("SmtpPassword", "secret")
        assert site.run(16)[0].inserted == 2
        assert len(post.messages) == 2


def test_a_certificate_that_nobody_vouches_for_is_refused(site, tmp_path):
    pytest.importorskip("cryptography")
    _, context = mail.certificate(tmp_path)
    with mail.running(tls=context) as (post, port):
        site.set("SmtpPort", port)
        site.set("SmtpSecurity", "tls")
        with pytest.raises(Unreachable):
            site.run(16)
        assert post.messages == []


def test_without_a_mail_server_the_job_reads_nothing(site):
    site.set("SmtpHost", "")
    assert site.run(16)[0].read == 0


@pytest.mark.parametrize("recipient", ["nobody", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_a_failed_record(site, post, recipient):
    site.execute("UPDATE PurchaseOrderEmail SET Recipient = ? WHERE Id = 1", recipient)
    site.run(16)
    assert site.failures()[0]["field"] == "Recipient"
    assert len(post.messages) == 1
