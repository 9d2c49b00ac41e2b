"""From a document to its transactions and its numbers in the ERP, and back."""

import pytest

from app.model.document import DocumentKind, TransactionStatus
from app.outbox import lineage
from tests.peers.outbound import copied


@pytest.fixture(scope="module")
def sent(pattern, tmp_path_factory):
    """A day's documents on their way, to be looked at."""
    with copied(pattern, otherwise=tmp_path_factory.mktemp("sent")) as site:
        for job in (46, 53, 59, 54, 60, 6):
            site.run(job)
        yield site


def _trace(site, word):
    return lineage.trace(site.order(59).company, word)


def test_an_order_leads_to_its_transaction_and_its_number_in_the_erp(sent):
    [trail] = [each for each in _trace(sent, "60001") if each.kind is DocumentKind.PURCHASE_ORDER]
    [passage] = trail.passages
    assert (trail.erp_number, passage.status, passage.numbers["po"]) == ("60001", TransactionStatus.DONE, 60001)
    assert [line.transaction for line in trail.lines] == [passage.transaction]
    assert _trace(sent, f"#{passage.transaction}") == (trail,)


@pytest.mark.parametrize(
    ("word", "kind", "number"),
    [
        ("DN60002", DocumentKind.RECEIPT, "8001"),
        ("RE-9001", DocumentKind.INVOICE, "9001"),
        ("2001/1", DocumentKind.JOB_MATERIAL, "2001/1"),
        ("2001", DocumentKind.JOB_MATERIAL, "2001/1"),
        ("ARM transfer 7001/3", DocumentKind.STOCK_ADJUSTMENT, "7001/3"),
        ("60010/1", DocumentKind.MISC_CHARGE, "60010/1"),
    ],
)
def test_what_the_erp_calls_a_document_leads_back_to_it(sent, word, kind, number):
    found = {(trail.kind, trail.number): trail for trail in _trace(sent, word)}
    assert found[kind, number].passages[-1].status is TransactionStatus.DONE
    assert found[kind, number].erp_number


def test_kinetic_s_number_of_a_transfer_leads_back_to_it(sent):
    number = sent.rows("SELECT TFOrdNum FROM TransferOrder WHERE Number = 7001")[0]["TFOrdNum"]
    assert [(trail.kind, trail.number) for trail in _trace(sent, number)] == [(DocumentKind.TRANSFER_ORDER, "7001")]


def test_a_refused_document_shows_its_failed_record_and_kinetic_s_words(site):
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum = 3", of="erp")
    for job in (46, 53, 59):
        site.run(job)
    [trail] = _trace(site, "60003")
    assert trail.failures == (f"EPIC06-{site.failures()[0]['id']}",)
    assert "is inactive" in trail.passages[0].error
    assert trail.passages[0].correlation
    [waiting] = lineage.on_the_way(site.order(59).company, [DocumentKind.PURCHASE_ORDER])
    assert (waiting.number, waiting.status) == ("60003", TransactionStatus.FAILED)


def test_what_a_document_waits_for_is_told(site):
    site.run(46)
    site.run(59)
    found = {one.number: one for one in lineage.on_the_way(site.order(59).company, [DocumentKind.PURCHASE_ORDER])}
    assert "requisition line 2001/1 is not on its job yet" in found["60001"].error
    assert found["60001"].status is TransactionStatus.PENDING


@pytest.mark.parametrize("word", ["", "no such", "#99999", "#x", "99999999999999999999", "1/2/3", "'; DROP TABLE x"])
def test_a_number_that_nobody_knows_leads_nowhere(sent, word):
    assert _trace(sent, word) == ()


def test_a_transaction_outlives_its_document(site):
    site.run(46)
    site.execute("DELETE FROM PurchaseOrder WHERE Number = 60004")
    [trail] = _trace(site, "60004")
    assert (trail.exists, trail.passages[0].status) == (False, TransactionStatus.PENDING)
