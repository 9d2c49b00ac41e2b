"""Job material, transfer orders, expense lines, and receipts of orders and transfers."""

import pytest

from app.model.run import RunMode


def test_material_is_numbered_in_tens_behind_the_last_and_the_job_stays_engineered(site):
    job = site.rows("SELECT JobNum FROM RequisitionLine")[0]["JobNum"]
    last = site.rows("SELECT max(MtlSeq) n FROM JobMtl WHERE JobNum = ?", job, of="erp")[0]["n"]
    released = site.rows("SELECT JobReleased FROM JobHead WHERE JobNum = ?", job, of="erp")
    site.run(46)
    site.run(53)
    numbers = [row["MtlSeq"] for row in site.rows("SELECT MtlSeq FROM RequisitionLine ORDER BY Line")]
    assert numbers == [last + 10, last + 20]
    assert site.rows("SELECT JobEngineered FROM JobHead WHERE JobNum = ?", job, of="erp") == [{"JobEngineered": 1}]
    assert site.rows("SELECT JobReleased FROM JobHead WHERE JobNum = ?", job, of="erp") == released


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE JobHead SET JobClosed = 1", "is closed"),
        ("DELETE FROM JobHead", "is not there"),
        ("UPDATE Part SET InActive = 1", "is inactive"),
    ],
)
def test_material_that_a_job_cannot_take_is_a_failed_record(site, change, reason):
    site.execute(change, of="erp")
    site.run(46)
    counted, _ = site.run(53)
    assert counted.failed == 2
    assert reason in site.failures()[0]["reason"]


def test_a_refused_material_leaves_the_job_as_it_was(site):
    site.execute("UPDATE Part SET InActive = 1", of="erp")
    job = site.rows("SELECT JobNum FROM RequisitionLine")[0]["JobNum"]
    site.run(46)
    site.run(53)
    assert site.rows("SELECT JobEngineered FROM JobHead WHERE JobNum = ?", job, of="erp") == [{"JobEngineered": 1}]


def test_a_transfer_order_comes_with_its_numbers_and_without_its_expense_lines(site):
    site.run(46)
    site.run(54)
    [order] = site.rows("SELECT * FROM TFOrdHed WHERE PickListComment = 'ARM transfer 7001'", of="erp")
    assert (order["Plant"], order["ToPlant"]) == ("MfgSys", "EAST")
    lines = site.rows("SELECT * FROM TFOrdDtl WHERE TFOrdNum = ? ORDER BY TFOrdLine", order["TFOrdNum"], of="erp")
    assert [float(row["SellingQty"]) for row in lines] == [5, 10]
    ours = site.rows("SELECT TFLineNum FROM TransferOrderLine WHERE Kind = 'transfer' ORDER BY Line")
    assert [row["TFLineNum"] for row in ours] == [row["TFLineNum"] for row in lines]


def test_an_expense_line_is_a_stock_adjustment(site):
    [line] = site.rows("SELECT * FROM TransferOrderLine WHERE Kind = 'expense'")
    held = "SELECT OnHandQty n FROM PartWhse WHERE Company = 'EPIC06' AND PartNum = ? AND WarehouseCode = ?"
    before = site.rows(held, line["PartNum"], line["WarehouseCode"], of="erp")[0]["n"]
    site.run(46)
    site.run(54)
    assert site.rows(held, line["PartNum"], line["WarehouseCode"], of="erp")[0]["n"] == before - 2
    assert site.rows("SELECT TranType, TranQty FROM PartTran", of="erp") == [{"TranType": "ADJ-QTY", "TranQty": -2}]


def test_more_than_the_stock_holds_is_refused(site):
    site.execute("UPDATE TransferOrderLine SET Quantity = '99999' WHERE Kind = 'expense'")
    site.run(46)
    site.run(54)
    assert "negative" in site.failures()[0]["reason"]


def test_a_shipment_is_received_once_whoever_receives_it(site):
    pack = site.rows("SELECT PackNum FROM TransferReceipt")[0]["PackNum"]
    site.run(46)
    site.run(54)
    moves = site.rows("SELECT TranStatus, RecTranDate FROM PlantTran WHERE PackNum = ?", pack, of="erp")
    assert {(row["TranStatus"], row["RecTranDate"]) for row in moves} == {("RECEIVED", "2026-10-30")}


def test_a_shipment_that_kinetic_received_itself_is_told(site):
    site.execute("UPDATE PlantTran SET TranStatus = 'RECEIVED'", of="erp")
    site.run(46)
    site.run(54)
    assert "has been received in Kinetic" in site.failures()[0]["reason"]


def test_a_receipt_closes_its_lines_in_arm(site):
    site.run(46)
    site.run(53)
    site.run(59)
    releases = site.rows("SELECT Status, ReceivedQuantity q FROM PurchaseOrderRelease WHERE PurchaseOrder = 60002")
    assert [(row["Status"], row["q"]) for row in releases] == [("Closed", "10"), ("Closed", "20")]
    assert site.rows("SELECT Status FROM Receipt") == [{"Status": "Closed"}]


def test_more_than_was_ordered_cannot_be_received(site):
    site.execute("UPDATE ReceiptLine SET Quantity = '11' WHERE Line = 1")
    site.run(46)
    site.run(53)
    site.run(59)
    [failure] = site.failures()
    assert failure["field"] == "OurQty"
    assert "over the open quantity 10" in failure["reason"]


def test_a_receipt_waits_for_its_order(site):
    site.execute("UPDATE PurchaseOrder SET BuyerID = 'NOBODY' WHERE Number = 60002")
    site.run(46)
    site.run(53)
    counted, context = site.run(59)
    assert (counted.failed, counted.skipped) == (1, 1)
    assert "purchase order 60002 is not in Kinetic yet" in context.text


def test_a_pack_slip_of_another_order_is_not_taken_over(site):
    site.execute("UPDATE Receipt SET PackSlip = (SELECT 'X1')")
    columns = "Company, VendorNum, PurPoint, PackSlip, PONum, SysRowID"
    site.execute(f"INSERT INTO RcvHead ({columns}) VALUES ('EPIC06', 2, '', 'X1', 4001, 'x')", of="erp")
    site.run(46)
    site.run(53)
    site.run(59)
    assert "belongs to order 4001" in site.failures()[0]["reason"]
    site.execute("DELETE FROM RcvHead WHERE PackSlip = 'X1'", of="erp")
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.inserted == 1
