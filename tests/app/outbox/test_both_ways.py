"""Jobs that work both ways: what was sent comes back, and what Kinetic makes appears as documents."""

import pytest

from app import outbox
from app.model.errors import Unreachable
from app.model.job import JobNumber
from app.model.run import Counters, RunMode
from app.outbox.both_ways import BothWays
from app.sync.inbound import Inbound
from tests.peers.kinetic import QUICK, Context, now


def _run(site, job, mode=RunMode.INCREMENTAL):
    number = JobNumber(job)
    outbound = outbox.kinds(now=now, patience=QUICK)[number]
    work = BothWays(outbound, Inbound(now=now), echo=outbox.echoes(now=now).get(number))
    context = Context(order=site.order(job, mode=mode))
    counted = work.run(context)
    assert counted.adds_up
    return counted, context


def test_an_order_that_was_sent_comes_back_as_a_row_of_the_erp_in_the_same_run(site):
    site.run(46)
    site.run(53)
    counted, context = _run(site, 59)
    assert counted.inserted > 300
    assert context.reports[-1] == counted
    assert site.rows("SELECT VendorNum, Deleted FROM POHeader WHERE PONum = 60003") == [{"VendorNum": 3, "Deleted": 0}]


def test_orders_and_receipts_made_in_kinetic_become_documents_of_arm(site):
    _run(site, 59)
    header = site.rows("SELECT * FROM POHeader WHERE PONum = 4001 AND Company = 'EPIC06'", of="erp")[0]
    [order] = site.rows("SELECT * FROM PurchaseOrder WHERE PONum = 4001")
    assert (order["Origin"], order["VendorNum"], order["BuyerID"]) == (
        "Kinetic",
        header["VendorNum"],
        header["BuyerID"],
    )
    lines = site.rows("SELECT count(*) n FROM PurchaseOrderLine WHERE PurchaseOrder = ?", order["Number"])
    assert lines == site.rows("SELECT count(*) n FROM PODetail WHERE PONUM = 4001 AND Company = 'EPIC06'", of="erp")
    receipt = site.rows("SELECT * FROM Receipt WHERE PackSlip = 'LS4001-1'")[0]
    assert (receipt["Origin"], receipt["PurchaseOrder"]) == ("Kinetic", order["Number"])
    before = site.rows("SELECT count(*) n FROM PurchaseOrder"), site.rows("SELECT count(*) n FROM Receipt")
    _run(site, 59)
    assert (site.rows("SELECT count(*) n FROM PurchaseOrder"), site.rows("SELECT count(*) n FROM Receipt")) == before


def test_arm_s_own_orders_and_receipts_do_not_appear_a_second_time(site):
    site.run(46)
    site.run(53)
    _run(site, 59)
    assert site.rows("SELECT Number FROM PurchaseOrder WHERE PONum BETWEEN 60001 AND 60009") == [
        {"Number": number} for number in (60001, 60002, 60003, 60004)
    ]
    assert site.rows("SELECT Number FROM Receipt WHERE PackSlip = 'DN60002'") == [{"Number": 8001}]


@pytest.mark.parametrize(("status", "shown"), [("I", "Inspection"), ("R", "Received")])
def test_what_kinetic_receives_shows_its_state_there(site, status, shown):
    site.run(46)
    site.run(53)
    _run(site, 59)
    change = "UPDATE PORel SET ReceivedQty = 6, Status = ?, OpenRelease = 0 WHERE PONum = 60003"
    site.execute(change, status, of="erp")
    _run(site, 59)
    [release] = site.rows("SELECT Status, ReceivedQuantity q FROM PurchaseOrderRelease WHERE PurchaseOrder = 60003")
    assert (release["Status"], release["q"]) == (shown, "6")


def test_an_order_closed_in_kinetic_is_closed_in_arm(site):
    site.run(46)
    site.run(53)
    _run(site, 59)
    site.execute("UPDATE POHeader SET OpenOrder = 0, VoidOrder = 1 WHERE PONum = 60003", of="erp")
    _run(site, 59)
    assert site.rows("SELECT Status, Void FROM PurchaseOrder WHERE Number = 60003") == [{"Status": "Closed", "Void": 1}]


def test_transfers_made_in_kinetic_appear_with_what_was_shipped_and_received(site):
    _run(site, 54)
    [order] = site.rows("SELECT * FROM TransferOrder WHERE TFOrdNum = 'TO0001'")
    assert (order["Origin"], order["Status"]) == ("Kinetic", "Closed")
    assert (
        site.rows("SELECT Status FROM TransferOrderLine WHERE TransferOrder = ?", order["Number"])[0]["Status"]
        == "Closed"
    )


def test_trouble_with_kinetic_keeps_no_row_from_coming_in(site):
    site.run(46)
    site.run(53)
    site.api = "http://tieline:sandbox@127.0.0.1:9/kinetic?api-key=sandbox-key"
    with pytest.raises(Unreachable):
        _run(site, 59)
    assert site.rows("SELECT count(*) n FROM POHeader")[0]["n"] > 300


def test_a_full_sync_sends_nothing(site):
    site.run(46)
    _run(site, 54, mode=RunMode.FULL)
    assert site.rows("SELECT 1 FROM TFOrdHed WHERE PickListComment <> ''", of="erp") == []


def test_the_two_halves_keep_one_set_of_failed_records(site):
    """The layout of the failed records is the inbound half's: both can read them."""
    from app.connect.documents import books as ours
    from app.sync import books as theirs

    for name in ("FAILURE", "PROGRESS"):
        mine, other = getattr(ours, name), getattr(theirs, name)
        assert [(c.name, str(c.type), c.nullable) for c in mine.columns] == [
            (c.name, str(c.type), c.nullable) for c in other.columns
        ]


def test_counters_of_both_halves_add_up():
    class Half:
        def __init__(self, counters):
            self.counters = counters

        def run(self, context):
            context.report(self.counters, table="x")
            return self.counters

    class Other(Context):
        pass

    from pathlib import Path

    from app import catalogue
    from app.model.agent import AgentSettings  # noqa: F401
    from tests.peers.kinetic import Site

    context = Other(order=Site(erp=Path("e"), arm=Path("a"), kinetic=None).order(59))
    out, into = Counters(read=2, inserted=1, failed=1), Counters(read=3, unchanged=3)
    assert BothWays(Half(out), Half(into)).run(context) == Counters(read=5, inserted=1, failed=1, unchanged=3)
    assert context.reports[-1].read == 5
    assert catalogue.job(JobNumber(59)).number == 59


@pytest.mark.parametrize(("payable", "status"), [(1, "Posted"), (0, "Paid")])
def test_an_invoice_that_kinetic_posted_is_posted_in_arm(site, payable, status):
    for job in (46, 53, 59, 60):
        site.run(job)
    site.execute("CREATE TABLE APInvHed (Company, VendorNum, InvoiceNum, Posted, OpenPayable, Deleted)")
    site.execute("INSERT INTO APInvHed VALUES ('EPIC06', 2, 'RE-9001', 1, ?, 0)", payable)
    site.run(60)
    assert site.rows("SELECT Status FROM ApInvoice ORDER BY Number") == [{"Status": status}, {"Status": "Approved"}]


def test_a_retry_serves_both_halves(site):
    site.run(46)
    site.run(53)
    site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum = 3", of="erp")
    counted, _ = _run(site, 59)
    assert counted.failed == 1
    counted, _ = _run(site, 59, mode=RunMode.RETRY)
    assert (counted.read, counted.failed) == (1, 1)
    site.execute("UPDATE Vendor SET Inactive = 0 WHERE VendorNum = 3", of="erp")
    counted, _ = _run(site, 59, mode=RunMode.RETRY)
    assert (counted.read, counted.inserted) == (1, 1)
    assert site.failures() == []


def test_orders_that_kinetic_made_are_followed_there(site):
    """A line that was added, a quantity, a price and a day that were changed: ARM's document shows them."""
    unsent = "OpenOrder = 1 AND coalesce(XRefPONum, '') = '' AND Company = 'EPIC06'"
    number = site.rows(f"SELECT PONum FROM POHeader WHERE {unsent}", of="erp")[0]["PONum"]
    _run(site, 59)
    mine = site.rows("SELECT Number FROM PurchaseOrder WHERE PONum = ?", number)[0]["Number"]
    change = "SysRevID = (SELECT max(SysRevID) + 1 FROM {0}) WHERE PONum = ? AND POLine = 1 AND Company = 'EPIC06'"
    set_line = "UPDATE PODetail SET OrderQty = 77, DocUnitCost = 3.5, OpenLine = 1, "
    site.execute(set_line + change.format("PODetail"), number, of="erp")
    set_release = "UPDATE PORel SET RelQty = 77, DueDate = '2027-01-15', OpenRelease = 1, Status = 'O', "
    site.execute(set_release + change.format("PORel"), number, of="erp")
    _copied(site, "PODetail", f"PONUM = {number} AND POLine = 1", POLine=99)
    _copied(site, "PORel", f"PONum = {number} AND POLine = 1 AND PORelNum = 1", POLine=99)
    _run(site, 59)
    lines = site.rows("SELECT Line, Quantity, UnitPrice FROM PurchaseOrderLine WHERE PurchaseOrder = ?", mine)
    assert [(float(row["Quantity"]), float(row["UnitPrice"])) for row in lines if row["Line"] in (1, 99)] == [
        (77, 3.5), (77, 3.5)
    ]  # fmt: skip
    releases = site.rows("SELECT Line, DueDate FROM PurchaseOrderRelease WHERE PurchaseOrder = ?", mine)
    assert {row["DueDate"] for row in releases if row["Line"] in (1, 99)} == {"2027-01-15"}


def test_a_line_added_to_a_receipt_in_kinetic_comes_later(site):
    _run(site, 59)
    _copied(site, "RcvDtl", "PackSlip = 'LS4001-1' AND PackLine = 1", PackLine=9)
    _run(site, 59)
    receipt = site.rows("SELECT Number FROM Receipt WHERE PackSlip = 'LS4001-1'")[0]["Number"]
    assert 9 in {row["Line"] for row in site.rows("SELECT Line FROM ReceiptLine WHERE Receipt = ?", receipt)}


def _copied(site, table, where, **values):
    [row] = site.rows(f"SELECT * FROM {table} WHERE {where} AND Company = 'EPIC06'", of="erp")
    newest = site.rows(f"SELECT max(SysRevID) n FROM {table}", of="erp")[0]["n"]
    row |= {**values, "SysRowID": f"copy-{table}", "SysRevID": newest + 1}
    names = ", ".join(f'"{name}"' for name in row)
    site.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", *row.values(), of="erp")
