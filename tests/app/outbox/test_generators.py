"""Job 46: approved documents become transactions, each version once."""

import pytest

from app.model.run import RunMode


def _transactions(site, **equal):
    where = " AND ".join(f'"{name}" = ?' for name in equal) or "1 = 1"
    return site.rows(f'SELECT * FROM "Transaction" WHERE {where} ORDER BY Id', *equal.values())


def test_every_approved_document_is_queued_once_however_often_the_job_runs(site):
    first, _ = site.run(46)
    again, _ = site.run(46)
    assert first.inserted == 12
    assert again.read == 0
    assert len(_transactions(site)) == 13  # one stood there before


@pytest.mark.parametrize("change", ["Approved = 0", "Status = 'Hold'"])
def test_an_order_that_is_not_approved_or_on_hold_stays(site, change):
    site.execute(f"UPDATE PurchaseOrder SET {change} WHERE Number = 60001")
    site.run(46)
    assert _transactions(site, Document="PurchaseOrder", DocumentNumber="60001") == []


def test_orders_that_kinetic_made_are_not_sent_back(site):
    site.execute("UPDATE PurchaseOrder SET Origin = 'Kinetic' WHERE Number = 60001")
    site.run(46)
    assert _transactions(site, Document="PurchaseOrder", DocumentNumber="60001") == []


def test_a_requisition_that_waits_for_approval_asks_for_no_material(site):
    site.execute("UPDATE Requisition SET Status = 'Submitted'")
    site.run(46)
    assert _transactions(site, Document="RequisitionLine") == []


def test_a_later_version_goes_in_the_stead_of_one_that_has_not_gone_out(site):
    site.run(46)
    site.execute("UPDATE PurchaseOrder SET Version = 2, Comment = 'Second thoughts' WHERE Number = 60001")
    counted, _ = site.run(46)
    rows = _transactions(site, DocumentNumber="60001", Document="PurchaseOrder")
    assert counted.inserted == 1
    assert [(row["Version"], row["Status"]) for row in rows] == [(1, "REPLACED"), (2, "PENDING")]
    assert "Second thoughts" in rows[1]["Payload"]


def test_what_is_queued_is_the_document_as_it_was_approved(site):
    site.run(46)
    site.execute("UPDATE PurchaseOrder SET Comment = 'Changed without approval' WHERE Number = 60001")
    assert "Changed without approval" not in _transactions(site, DocumentNumber="60001")[0]["Payload"]


@pytest.mark.parametrize(
    ("change", "document", "number", "field"),
    [
        ("UPDATE PurchaseOrder SET BuyerID = '' WHERE Number = 60001", "PurchaseOrder", "60001", "BuyerID"),
        ("DELETE FROM PurchaseOrderLine WHERE PurchaseOrder = 60001", "PurchaseOrder", "60001", None),
        ("UPDATE RequisitionLine SET Quantity = '0' WHERE Line = 1", "RequisitionLine", "2001/1", "Quantity"),
        ("UPDATE Receipt SET PackSlip = ''", "Receipt", "8001", "PackSlip"),
        ("UPDATE ApInvoice SET InvoiceNum = ' ' WHERE Number = 9001", "ApInvoice", "9001", "InvoiceNum"),
        ("UPDATE TransferOrder SET ToPlant = ''", "TransferOrder", "7001", "ToPlant"),
    ],
)
def test_a_document_with_something_missing_is_a_failed_record_that_says_what(site, change, document, number, field):
    site.execute(change)
    counted, _ = site.run(46)
    [failure] = site.failures()
    assert counted.failed == 1
    assert (failure["source"], failure["row_id"], failure["field"], failure["job"]) == (document, number, field, 46)
    assert failure["record_key"] == f'{{"Company": "EPIC06", "Number": "{number}"}}'


def test_a_failed_document_is_tried_again_on_retry_only_and_closes_when_it_is_sound(site):
    site.execute("UPDATE PurchaseOrder SET BuyerID = '' WHERE Number = 60001")
    site.run(46)
    counted, _ = site.run(46)
    assert counted.read == 0
    counted, _ = site.run(46, mode=RunMode.RETRY)
    assert counted.failed == 1
    assert site.failures()[0]["attempts"] == 2
    site.execute("UPDATE PurchaseOrder SET BuyerID = 'MECH' WHERE Number = 60001")
    counted, _ = site.run(46, mode=RunMode.RETRY)
    assert counted.inserted == 1
    assert site.failures() == []
    assert len(_transactions(site, Document="PurchaseOrder", DocumentNumber="60001")) == 1


def test_the_batch_number_stands_still_once_the_invoice_is_approved(site):
    site.run(46)
    assert {row["BatchNumber"] for row in site.rows("SELECT BatchNumber FROM ApInvoice")} == {"20261030"}


def test_a_batch_number_may_begin_with_two_letters(site):
    site.execute("INSERT INTO CompanySetting VALUES ('EPIC06', 'InvoiceBatchPrefix', 'AR')")
    site.run(46)
    assert {row["BatchNumber"] for row in site.rows("SELECT BatchNumber FROM ApInvoice")} == {"AR261030"}


def test_generating_stops_between_batches(site, monkeypatch):
    from app import outbox
    from app.model.errors import Stopped
    from app.model.job import JobNumber
    from tests.peers.kinetic import Context, now

    context = Context(order=site.order(46), stop_after=0)
    with pytest.raises(Stopped):
        outbox.kinds(now=now)[JobNumber(46)].run(context)
    queued = len(_transactions(site))
    counted, _ = site.run(46)
    assert queued + counted.inserted == 13


def test_a_failed_document_that_is_withdrawn_is_no_failed_record_any_more(site):
    site.execute("UPDATE PurchaseOrder SET BuyerID = '' WHERE Number = 60001")
    site.run(46)
    site.execute("UPDATE PurchaseOrder SET Approved = 0 WHERE Number = 60001")
    counted, _ = site.run(46, mode=RunMode.RETRY)
    assert counted.failed == 0
    assert site.failures() == []
