"""Documents that Kinetic has only half of: ARM's own are never taken for Kinetic's, and states stay true."""

from dataclasses import replace

import pytest

from app import outbox
from app.model.errors import TielineError, Unreachable
from app.model.failure import FailureId
from app.model.job import JobNumber
from app.model.run import RunMode
from app.outbox.both_ways import BothWays
from app.sandbox.kinetic_faults import Fault, FaultKind
from app.sync.inbound import Inbound
from tests.peers.kinetic import QUICK, Context, now


def _both(site, job):
    number = JobNumber(job)
    work = BothWays(
        outbox.kinds(now=now, patience=QUICK)[number], Inbound(now=now), echo=outbox.echoes(now=now).get(number)
    )
    work.run(Context(order=site.order(job)))


@pytest.mark.parametrize(
    ("job", "path", "table"),
    [(59, "POSvc/ChangeUnitPrice", "PurchaseOrder"), (54, "TransferOrderEntrySvc/ChangeSellingQty", "TransferOrder")],
)
def test_a_half_made_document_of_arm_does_not_appear_as_one_that_kinetic_made(site, job, path, table):
    site.run(46)
    site.run(53)
    refusal = Fault(kind=FaultKind.STATUS, status=400, path=path, times=99, text="Not today.")
    site.kinetic.faults.add(refusal)
    _both(site, job)
    assert {row["Status"] for row in site.rows('SELECT Status FROM "Transaction" WHERE Document = ?', table)} == {
        "FAILED"
    }
    ours = "SELECT PONum n FROM POHeader WHERE XRefPONum <> ''"
    ours = ours if job == 59 else "SELECT TFOrdNum n FROM TFOrdHed WHERE PickListComment LIKE 'ARM%'"
    made = [row["n"] for row in site.rows(ours, of="erp")]
    name = "PONum" if job == 59 else "TFOrdNum"
    assert made
    holes = ", ".join("?" for _ in made)
    copies = f"SELECT Number FROM {table} WHERE Origin = 'Kinetic' AND {name} IN ({holes})"
    assert site.rows(copies, *made) == []
    site.kinetic.faults.clear()
    site.run(job, mode=RunMode.RETRY)
    assert site.failures() == []
    _both(site, job)
    assert site.rows(copies, *made) == []


def test_a_document_whose_outcome_is_unknown_stays_so_when_kinetic_goes_away(site):
    """The second try meets a dead server: what the first one may have done must not be forgotten."""
    site.run(46)
    site.run(53)
    site.kinetic.faults.add(Fault(kind=FaultKind.CUT_AFTER, path="POSvc/Update$"))
    site.kinetic.faults.add(Fault(kind=FaultKind.STATUS, status=503, path="POSvc/POes", times=99, after=1))
    with pytest.raises(Unreachable):
        site.run(59)
    [row] = site.rows('SELECT Status, DocumentNumber FROM "Transaction" WHERE Status = ?', "UNKNOWN")
    assert site.rows("SELECT PONum FROM POHeader WHERE XRefPONum = ?", f"ARM-{row['DocumentNumber']}", of="erp")


def test_a_document_whose_outcome_is_unknown_stays_so_while_it_waits(site):
    site.run(46)
    site.run(53)
    site.execute("UPDATE \"Transaction\" SET Status = 'UNKNOWN' WHERE DocumentNumber = '60003'")
    site.with_settings(po_buyers=("RAW",))
    site.run(59)
    assert site.rows("SELECT Status FROM \"Transaction\" WHERE DocumentNumber = '60003'") == [{"Status": "UNKNOWN"}]


def test_a_receipt_without_supplier_goes_out_under_its_order_s(site):
    site.execute("UPDATE Receipt SET VendorNum = 0, PurPoint = ''")
    for job in (46, 53, 59):
        site.run(job)
    [head] = site.rows("SELECT VendorNum, PurPoint FROM RcvHead WHERE PackSlip = 'DN60002'", of="erp")
    assert site.rows("SELECT VendorNum, PurPoint FROM Receipt WHERE Number = 8001") == [head]


def test_a_receipt_of_another_supplier_than_its_order_s_is_a_failed_record(site):
    site.execute("UPDATE Receipt SET VendorNum = 5")
    for job in (46, 53, 59):
        site.run(job)
    [failure] = site.failures()
    assert (failure["source"], failure["field"]) == ("Receipt", "VendorNum")
    assert site.rows("SELECT * FROM RcvHead WHERE PackSlip = 'DN60002'", of="erp") == []


def test_two_receipts_under_one_pack_slip_are_both_received(site):
    """Equal lines of two receipts are two deliveries, not one that was sent twice."""
    site.execute("UPDATE ReceiptLine SET Quantity = '5' WHERE Line = 1")
    site.execute(
        "INSERT INTO Receipt SELECT Company, 8002, Origin, Status, Approved, PurchaseOrder, VendorNum, PurPoint,"
        " PackSlip, ReceiptDate, ReceivedBy, Version, QueuedVersion, SentVersion FROM Receipt WHERE Number = 8001"
    )
    site.execute(
        "INSERT INTO ReceiptLine SELECT Company, 8002, Line, OrderLine, Release, Quantity, UOM, WarehouseCode, BinNum,"
        " PackLine FROM ReceiptLine WHERE Receipt = 8001 AND Line = 1"
    )
    for job in (46, 53, 59):
        site.run(job)
    lines = site.rows("SELECT POLine, OurQty FROM RcvDtl WHERE PackSlip = 'DN60002' ORDER BY PackLine", of="erp")
    assert [(row["POLine"], float(row["OurQty"])) for row in lines] == [(1, 5), (2, 20), (1, 5)]
    assert site.failures() == []


def test_an_invoice_never_bills_more_of_a_receipt_line_than_it_says(site):
    site.execute("UPDATE ApInvoiceLine SET Quantity = '4' WHERE ApInvoice = 9001 AND Line = 1")
    for job in (46, 53, 59, 60):
        site.run(job)
    [failure] = site.failures()
    assert "bills 4, and the receipt lines of its release are DN60002/1 with 10" in failure["reason"]
    assert site.rows("SELECT * FROM APInvHed WHERE InvoiceNum = 'RE-9001'", of="erp") == []


def test_an_adjustment_that_kinetic_accepts_without_keeping_it_never_counts_as_sent(site, monkeypatch):
    from app.sandbox import kinetic_transfers
    from app.sandbox.kinetic_requests import Result

    site.run(46)
    with monkeypatch.context() as patch:
        patch.setitem(kinetic_transfers.ADJUSTMENTS, "SetInventoryQtyAdj", lambda call: Result(ds=call.ds))
        site.run(54)
    assert "does not show it" in site.failures()[0]["reason"]


def test_a_run_that_may_not_start_lets_go_of_the_database(site):
    order = site.order(59)
    site.run(59)
    with pytest.raises(TielineError):
        outbox.kinds(now=now, patience=QUICK)[JobNumber(59)].run(Context(order=order))


def _changed(site, sql, *values):
    site.execute(sql, *values)
    site.execute("UPDATE PurchaseOrder SET Version = 2 WHERE Number = 60001")
    site.run(46)
    site.run(59)
    rows = site.rows("SELECT SeqNum, Description, MiscAmt FROM POMisc WHERE PONum = 60001 ORDER BY SeqNum", of="erp")
    return [(row["SeqNum"], row["Description"], float(row["MiscAmt"])) for row in rows]


@pytest.fixture
def sent(site):
    for job in (46, 53, 59):
        site.run(job)
    return site


def test_a_charge_whose_amount_was_changed_is_changed_in_kinetic(sent):
    assert _changed(sent, "UPDATE PurchaseOrderCharge SET Amount = '51.5' WHERE PurchaseOrder = 60001") == [
        (1, "Freight", 51.5)
    ]
    assert sent.rows("SELECT Approve FROM POHeader WHERE PONum = 60001", of="erp") == [{"Approve": 1}]


def test_a_charge_that_was_taken_out_of_the_order_leaves_kinetic_too(sent):
    assert _changed(sent, "DELETE FROM PurchaseOrderCharge WHERE PurchaseOrder = 60001") == []


def test_a_charge_that_takes_the_place_of_another_stands_there_alone(sent):
    changed = "UPDATE PurchaseOrderCharge SET Sequence = 2, SeqNum = NULL, Amount = '7' WHERE PurchaseOrder = 60001"
    assert _changed(sent, changed) == [(1, "Freight", 7)]


def test_a_late_charge_that_was_changed_is_changed_in_kinetic(site):
    site.run(46)
    site.run(6)
    site.execute("UPDATE PurchaseOrderCharge SET Amount = '99', Version = 2 WHERE PurchaseOrder = 60010")
    site.run(46)
    counted, _ = site.run(6)
    assert counted.read == 1
    found = site.rows("SELECT MiscAmt FROM POMisc WHERE Description = 'Expediting'", of="erp")
    assert [float(row["MiscAmt"]) for row in found] == [99]


def test_a_late_charge_that_is_refused_leaves_its_order_approved(site):
    site.execute("UPDATE PurMisc SET Inactive = 1", of="erp")
    site.run(46)
    counted, _ = site.run(6)
    assert counted.failed == 1
    po = site.rows("SELECT PONum FROM PurchaseOrder WHERE Number = 60010")[0]["PONum"]
    assert site.rows("SELECT Approve FROM POHeader WHERE PONum = ?", po, of="erp") == [{"Approve": 1}]


def test_an_approval_that_kinetic_does_not_take_is_a_failed_record(site, monkeypatch):
    from app.sandbox import kinetic_orders
    from app.sandbox.kinetic_requests import Result

    with monkeypatch.context() as patch:
        patch.setitem(kinetic_orders.METHODS, "ChangeApproveSwitch", lambda call: Result(ds=call.ds))
        for job in (46, 53, 59):
            site.run(job)
    assert {failure["field"] for failure in site.failures()} == {"Approve"}
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.failed == 0


def _retry(site, job, number):
    [entry] = [row["id"] for row in site.failures() if row["row_id"] == number]
    order = replace(site.order(job, mode=RunMode.RETRY), records=(FailureId(f"EPIC06-{entry}"),))
    return outbox.kinds(now=now, patience=QUICK)[JobNumber(job)].run(Context(order=order))


def test_a_picked_order_is_tried_again_and_the_others_stay(site):
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum IN (3, 4)", of="erp")
    for job in (46, 53, 59):
        site.run(job)
    site.execute("UPDATE Vendor SET Inactive = 0", of="erp")
    counted = _retry(site, 59, "60004")
    assert (counted.read, counted.inserted) == (1, 1)
    assert [row["row_id"] for row in site.failures()] == ["60003"]


def test_a_picked_document_is_queued_and_the_others_stay(site):
    site.execute("UPDATE PurchaseOrder SET BuyerID = '' WHERE Number IN (60003, 60004)")
    site.run(46)
    site.execute("UPDATE PurchaseOrder SET BuyerID = 'MECH'")
    counted = _retry(site, 46, "60004")
    assert (counted.read, counted.inserted) == (1, 1)
    assert [row["row_id"] for row in site.failures()] == ["60003"]


def test_a_failed_record_without_anything_on_its_way_is_closed_by_a_retry(site):
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum = 3", of="erp")
    for job in (46, 53, 59):
        site.run(job)
    site.execute('DELETE FROM "Transaction" WHERE DocumentNumber = ?', "60003")
    assert site.run(59, mode=RunMode.RETRY)[0].read == 0
    assert site.failures() == []
