"""Purchase orders: what Kinetic has afterwards is what was approved in ARM."""

import pytest

from app.model.agent import PoNumbering
from app.model.errors import Unreachable
from app.model.run import RunMode


def _send(site, *, material=True):
    site.run(46)
    if material:
        site.run(53)
    return site.run(59)


def _orders(site):
    return site.rows("SELECT * FROM POHeader WHERE XRefPONum LIKE 'ARM-%' ORDER BY PONum", of="erp")


def _header(site, number=60001):
    [row] = site.rows("SELECT * FROM POHeader WHERE XRefPONum = ?", f"ARM-{number}", of="erp")
    return row


def _order(site, number=60001):
    return site.rows("SELECT * FROM PurchaseOrder WHERE Number = ?", number)[0]


def test_an_order_arrives_whole_and_approved(site):
    _send(site)
    header = _header(site)
    assert (header["PONum"], header["Approve"], header["ApprovalStatus"]) == (60001, 1, "A")
    lines = site.rows("SELECT * FROM PODetail WHERE PONUM = 60001 ORDER BY POLine", of="erp")
    ours = site.rows("SELECT * FROM PurchaseOrderLine WHERE PurchaseOrder = 60001 ORDER BY Line")
    assert [(row["PartNum"], float(row["OrderQty"])) for row in lines] == [
        (row["PartNum"], float(row["Quantity"])) for row in ours
    ]
    releases = site.rows("SELECT * FROM PORel WHERE PONum = 60001 ORDER BY POLine, PORelNum", of="erp")
    assert [(row["POLine"], row["PORelNum"], float(row["RelQty"])) for row in releases] == [
        (1, 1, 4), (2, 1, 8), (3, 1, 30), (3, 2, 20)
    ]  # fmt: skip
    charges = site.rows("SELECT * FROM POMisc WHERE PONum = 60001", of="erp")
    assert [(row["Description"], float(row["MiscAmt"])) for row in charges] == [("Freight", 48.0)]
    assert _order(site)["PONum"] == 60001
    assert _order(site)["SentVersion"] == 1
    assert site.rows("SELECT SeqNum FROM PurchaseOrderCharge WHERE PurchaseOrder = 60001") == [{"SeqNum": 1}]


def test_kinetic_numbers_the_orders_where_the_agent_says_so(site):
    site.with_settings(po_numbering=PoNumbering.KINETIC)
    counted, _ = _send(site)
    assert counted.failed == 0
    numbers = {row["Number"]: row["PONum"] for row in site.rows("SELECT Number, PONum FROM PurchaseOrder")}
    for number in (60001, 60002, 60003, 60004):
        assert numbers[number] == _header(site, number)["PONum"] < 60000


def test_a_number_that_another_order_has_in_kinetic_is_not_taken_over(site):
    columns = "Company, PONum, VendorNum, OpenOrder, XRefPONum, SysRowID"
    site.execute(f"INSERT INTO POHeader ({columns}) VALUES ('EPIC06', 60003, 1, 1, '', 'x')", of="erp")
    counted, _ = _send(site)
    [failure] = site.failures()
    assert counted.failed == 1
    assert (failure["source"], failure["row_id"], failure["field"]) == ("PurchaseOrder", "60003", "PONum")
    assert "another order has this number" in failure["reason"]


def test_two_orders_with_our_reference_are_left_to_a_person(site):
    for number in (70001, 70002):
        columns = "Company, PONum, VendorNum, OpenOrder, XRefPONum, SysRowID"
        values = f"'EPIC06', {number}, 1, 1, 'ARM-60003', 'x{number}'"
        site.execute(f"INSERT INTO POHeader ({columns}) VALUES ({values})", of="erp")
    _send(site)
    assert "70001, 70002 carry its reference" in site.failures()[0]["reason"]


def test_a_changed_order_is_changed_in_kinetic_and_approved_again(site):
    _send(site)
    site.execute("UPDATE PurchaseOrderLine SET Quantity = '7' WHERE PurchaseOrder = 60003 AND Line = 1")
    site.execute("UPDATE PurchaseOrderRelease SET Quantity = '7' WHERE PurchaseOrder = 60003 AND Line = 1")
    site.execute("UPDATE PurchaseOrder SET Version = 2 WHERE Number = 60003")
    site.run(46)
    counted, _ = site.run(59)
    assert (counted.updated, counted.inserted) == (1, 0)
    assert len(_orders(site)) == 4
    assert _header(site, 60003)["Approve"] == 1
    assert site.rows("SELECT OrderQty FROM PODetail WHERE PONUM = 60003", of="erp") == [{"OrderQty": 7}]
    assert site.rows("SELECT RelQty FROM PORel WHERE PONum = 60003", of="erp") == [{"RelQty": 7}]


def test_a_new_version_without_a_difference_changes_nothing(site):
    _send(site)
    site.execute("UPDATE PurchaseOrder SET Version = 2 WHERE Number = 60003")
    site.run(46)
    site.kinetic.writes.clear()
    counted, _ = site.run(59)
    assert counted.unchanged == 1
    assert site.kinetic.writes == []


def test_a_line_that_is_void_in_arm_is_void_in_kinetic(site):
    _send(site)
    site.execute("UPDATE PurchaseOrderLine SET Void = 1 WHERE PurchaseOrder = 60001 AND Line = 3")
    site.execute("UPDATE PurchaseOrder SET Version = 2 WHERE Number = 60001")
    site.run(46)
    site.run(59)
    [line] = site.rows("SELECT * FROM PODetail WHERE PONUM = 60001 AND POLine = 3", of="erp")
    assert (line["VoidLine"], line["OpenLine"]) == (1, 0)
    assert _header(site)["Approve"] == 1


@pytest.mark.parametrize(("change", "column"), [("Void = 1", "VoidOrder"), ("Status = 'Closed'", "OpenOrder")])
def test_an_order_is_voided_and_closed(site, change, column):
    _send(site)
    site.execute(f"UPDATE PurchaseOrder SET {change}, Version = 2 WHERE Number = 60001")
    site.run(46)
    counted, _ = site.run(59)
    assert counted.updated == 1
    assert _header(site)[column] == int(column == "VoidOrder")
    assert _header(site)["OpenOrder"] == 0


def test_an_order_that_was_voided_before_it_went_out_is_never_made(site):
    site.run(46)
    site.execute("UPDATE PurchaseOrder SET Void = 1, Version = 2 WHERE Number = 60001")
    site.run(46)
    counted, _ = site.run(59)
    assert counted.unchanged == 1
    assert [row["PONum"] for row in _orders(site)] == [60002, 60003, 60004]


def test_orders_of_other_buyers_wait(site):
    site.with_settings(po_buyers=("RAW",))
    counted, context = _send(site)
    assert _orders(site) == []
    assert counted.skipped == 5  # the receipt waits for its order
    assert "is not among the buyers of this agent" in context.text
    site.with_settings(po_buyers=())
    counted, _ = site.run(59)
    assert counted.inserted == 5


def test_an_order_with_a_restricted_part_is_a_failed_record(site):
    site.with_settings(restrict_parts=True)
    site.execute("CREATE TABLE Part (Company, PartNum, ClassID, Deleted)")
    site.execute("CREATE TABLE PartClass (Company, ClassID, AvailForReq)")
    part = site.rows("SELECT PartNum FROM PurchaseOrderLine WHERE PurchaseOrder = 60003")[0]["PartNum"]
    site.execute("INSERT INTO Part VALUES ('EPIC06', ?, 'SECR', 0)", part)
    site.execute("INSERT INTO PartClass VALUES ('EPIC06', 'SECR', 0)")
    _send(site)
    assert "SECR" in site.failures()[0]["reason"]
    site.execute("UPDATE PartClass SET AvailForReq = 1")
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.inserted >= 1
    assert site.failures() == []


def test_an_order_for_a_job_waits_until_the_material_is_on_the_job(site):
    counted, context = _send(site, material=False)
    assert counted.skipped == 1
    assert "requisition line 2001/1 is not on its job yet" in context.text
    site.run(53)
    counted, _ = site.run(59)
    assert counted.inserted == 1
    releases = site.rows("SELECT * FROM PORel WHERE PONum = 60001 AND JobNum <> '' ORDER BY POLine", of="erp")
    material = site.rows("SELECT MtlSeq FROM RequisitionLine ORDER BY Line")
    assert [row["JobSeq"] for row in releases] == [row["MtlSeq"] for row in material]
    assert {(row["TranType"], row["JobSeqType"]) for row in releases} == {("PUR-MTL", "M")}


def test_what_kinetic_refuses_is_a_failed_record_with_its_words_and_goes_after_a_retry(site):
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum = 3", of="erp")
    counted, _ = _send(site)
    [failure] = site.failures()
    assert counted.failed == 1
    assert (failure["source"], failure["row_id"], failure["field"], failure["job"]) == (
        "PurchaseOrder", "60003", "VendorNum", 59
    )  # fmt: skip
    assert "is inactive" in failure["reason"]
    [row] = site.rows('SELECT * FROM "Transaction" WHERE DocumentNumber = ? AND Document = ?', "60003", "PurchaseOrder")
    assert (row["Status"], row["ErrorType"]) == ("FAILED", "BusinessObjectException")
    assert row["Correlation"]
    assert site.run(59)[0].read == 0  # only a retry tries it again
    site.execute("UPDATE Vendor SET Inactive = 0 WHERE VendorNum = 3", of="erp")
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.inserted == 1
    assert site.failures() == []


def test_a_corrected_order_needs_no_retry(site):
    site.execute("UPDATE PurchaseOrder SET BuyerID = 'NOBODY' WHERE Number = 60003")
    _send(site)
    assert "valid Buyer" in site.failures()[0]["reason"]
    site.execute("UPDATE PurchaseOrder SET BuyerID = 'MECH', Version = 2 WHERE Number = 60003")
    site.run(46)
    counted, _ = site.run(59)
    assert counted.inserted == 1
    assert site.failures() == []


def test_a_document_s_later_versions_wait_for_its_earlier_ones(site):
    site.run(46)
    site.execute('UPDATE "Transaction" SET Status = ? WHERE DocumentNumber = ?', "UNKNOWN", "60003")
    site.execute("UPDATE PurchaseOrder SET Version = 2 WHERE Number = 60003")
    site.run(46)
    site.run(53)
    site.run(59)
    site.run(59)
    rows = site.rows('SELECT Version, Status, DoneOn FROM "Transaction" WHERE DocumentNumber = ? ORDER BY Id', "60003")
    assert [(row["Version"], row["Status"]) for row in rows] == [(1, "DONE"), (2, "DONE")]
    assert rows[0]["DoneOn"] < rows[1]["DoneOn"]


def test_without_a_rest_address_the_job_succeeds_and_reads_nothing(site):
    site.run(46)
    site.kinetic.stop()
    site.kinetic, site.api = None, None
    counted, _ = site.run(59)
    assert counted.read == 0


def test_a_kinetic_that_is_away_fails_the_run_and_loses_nothing(site):
    site.run(46)
    site.run(53)
    site.api = "http://tieline:sandbox@127.0.0.1:9/kinetic?api-key=sandbox-key"
    with pytest.raises(Unreachable):
        site.run(59)
    assert {row["Status"] for row in site.rows('SELECT Status FROM "Transaction" WHERE Document = ?', "Receipt")} == {
        "PENDING"
    }
    site.api = None
    counted, _ = site.run(59)
    assert counted.inserted == 5


def test_a_charge_added_later_goes_out_with_job_6_and_the_order_stays_approved(site):
    site.run(46)
    counted, _ = site.run(6)
    assert counted.inserted == 1
    po = _order(site, 60010)["PONum"]
    [charge] = site.rows("SELECT * FROM POMisc WHERE PONum = ?", po, of="erp")
    assert (charge["Description"], float(charge["MiscAmt"])) == ("Expediting", 125.0)
    assert site.rows("SELECT Approve FROM POHeader WHERE PONum = ?", po, of="erp") == [{"Approve": 1}]
    assert site.rows("SELECT SeqNum FROM PurchaseOrderCharge WHERE PurchaseOrder = 60010") == [{"SeqNum": 1}]


def test_two_equal_charges_are_two_charges(site):
    site.execute(
        "INSERT INTO PurchaseOrderCharge SELECT Company, PurchaseOrder, 2, Line, MiscCode, Description, Amount, Late,"
        " SeqNum, Version, QueuedVersion, SentVersion FROM PurchaseOrderCharge WHERE PurchaseOrder = 60001"
    )
    _send(site)
    charges = site.rows("SELECT SeqNum FROM POMisc WHERE PONum = 60001 ORDER BY SeqNum", of="erp")
    assert [row["SeqNum"] for row in charges] == [1, 2]
    ours = site.rows("SELECT SeqNum FROM PurchaseOrderCharge WHERE PurchaseOrder = 60001 ORDER BY Sequence")
    assert [row["SeqNum"] for row in ours] == [1, 2]


def test_two_versions_of_an_order_go_out_in_one_run_one_after_the_other(site):
    site.run(46)
    site.run(53)
    site.execute('UPDATE "Transaction" SET Status = ? WHERE DocumentNumber = ?', "SENDING", "60003")
    site.execute("UPDATE PurchaseOrder SET Version = 2, Comment = 'Second' WHERE Number = 60003")
    site.run(46)
    counted, _ = site.run(59)
    assert counted.read == 6
    assert _header(site, 60003)["CommentText"] == "Second"


def test_a_receipt_that_comes_before_its_order_in_the_queue_goes_in_the_same_run(site):
    site.run(46)
    site.run(53)
    last = site.rows('SELECT max(Id) n FROM "Transaction"')[0]["n"]
    change = 'UPDATE "Transaction" SET Id = ? WHERE Document = ? AND DocumentNumber = ?'
    site.execute(change, last + 1, "PurchaseOrder", "60002")
    counted, _ = site.run(59)
    assert (counted.inserted, counted.skipped) == (5, 0)


def test_a_retry_tries_each_failed_record_once(site):
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum IN (2, 3)", of="erp")
    _send(site)
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.failed == 2
    assert {failure["attempts"] for failure in site.failures()} == {2}
