"""AP invoices wait for the order's receipts, then stand in Kinetic with their lines."""

import pytest

from app.model.run import RunMode


def _ready(site, *, receive=True):
    site.run(46)
    site.run(53)
    if not receive:
        site.execute("UPDATE \"Transaction\" SET Status = 'HELD' WHERE Document = 'Receipt'")
    site.run(59)


def test_an_invoice_waits_until_the_receipts_of_its_order_are_in_kinetic(site):
    _ready(site, receive=False)
    counted, context = site.run(60)
    assert (counted.inserted, counted.skipped) == (1, 1)
    assert "awaits the receipts of purchase order 60002" in context.text
    status = "SELECT DraftInvoiceStatus s FROM PurchaseOrder WHERE Number = 60002"
    assert site.rows(status) == [{"s": "Awaiting Receipts"}]
    site.execute("UPDATE \"Transaction\" SET Status = 'PENDING' WHERE Document = 'Receipt'")
    site.run(59)
    counted, _ = site.run(60)
    assert counted.inserted == 1
    assert site.rows(status) == [{"s": "None"}]


def test_the_invoice_has_header_receipt_lines_and_charges(site):
    _ready(site)
    site.run(60)
    [header] = site.rows("SELECT * FROM APInvHed WHERE InvoiceNum = 'RE-9001'", of="erp")
    assert (header["GroupID"], header["REFPONum"], header["Posted"]) == ("20261030", 60002, 0)
    lines = site.rows("SELECT * FROM APInvDtl WHERE InvoiceNum = 'RE-9001' ORDER BY InvoiceLine", of="erp")
    assert [row["LineType"] for row in lines] == ["R", "R", "M"]
    assert {row["PackSlip"] for row in lines[:2]} == {"DN60002"}
    receipt = site.rows("SELECT Invoiced, InvoiceNum FROM RcvDtl WHERE PackSlip = 'DN60002'", of="erp")
    assert receipt == [{"Invoiced": 1, "InvoiceNum": "RE-9001"}] * 2
    assert site.rows("SELECT InKinetic FROM ApInvoice") == [{"InKinetic": 1}] * 2


def test_an_invoice_that_was_entered_by_hand_is_not_sent_again(site):
    columns = "Company, VendorNum, InvoiceNum, GroupID, Posted, SysRowID"
    site.execute(f"INSERT INTO APInvHed ({columns}) VALUES ('EPIC06', 2, 'RE-9001', 'JANE', 1, 'x')", of="erp")
    _ready(site)
    counted, _ = site.run(60)
    assert counted.failed == 1
    assert "in group JANE" in site.failures()[0]["reason"]


def test_a_date_before_the_books_are_open_is_refused_in_kinetic_s_words(site):
    site.execute("UPDATE ApInvoice SET InvoiceDate = '2026-09-30' WHERE Number = 9001")
    _ready(site)
    site.run(60)
    [failure] = site.failures()
    assert failure["field"] == "InvoiceDate"
    assert "before the Earliest Apply Date 2026-10-01" in failure["reason"]


def test_a_closed_fiscal_period_is_refused_and_accepted_after_it_is_opened(site):
    site.execute(
        "UPDATE FiscalPer SET ClosedPeriod = 1 WHERE StartDate <= '2026-10-30' AND EndDate >= '2026-10-30'", of="erp"
    )
    _ready(site)
    assert "fiscal period" in site.failures()[0]["reason"]
    site.execute("UPDATE FiscalPer SET ClosedPeriod = 0", of="erp")
    site.run(59, mode=RunMode.RETRY)
    site.run(60, mode=RunMode.RETRY)
    counted, _ = site.run(60)
    assert counted.failed == 0
    assert site.failures() == []
    assert site.rows("SELECT InKinetic FROM ApInvoice") == [{"InKinetic": 1}] * 2


def test_invoices_of_one_day_share_a_group(site):
    _ready(site)
    site.run(60)
    assert site.rows("SELECT GroupID FROM APInvGrp", of="erp") == [{"GroupID": "20261030"}]


@pytest.mark.parametrize(
    ("zone", "group"), [("UTC", "20261030"), ("Australia/Sydney", "20261031"), ("America/Los_Angeles", "20261030")]
)
def test_a_batch_number_is_the_day_of_the_approval_where_the_company_is(site, zone, group):
    """It rolls over at the company's midnight, whatever the hour elsewhere, and stands still from then on."""
    site.execute("INSERT OR REPLACE INTO CompanySetting VALUES ('EPIC06', 'TimeZone', ?)", zone)
    site.execute("UPDATE ApInvoice SET ApprovedOn = '2026-10-30 13:30:00.000000'")
    site.run(46)
    assert site.rows("SELECT DISTINCT BatchNumber n FROM ApInvoice") == [{"n": group}]
    site.execute("UPDATE ApInvoice SET ApprovedOn = '2026-11-05 12:00:00.000000', Version = 2")
    site.run(46)
    assert site.rows("SELECT DISTINCT BatchNumber n FROM ApInvoice") == [{"n": group}]


def test_a_time_zone_that_is_none_is_a_failed_record(site):
    site.execute("INSERT OR REPLACE INTO CompanySetting VALUES ('EPIC06', 'TimeZone', '../etc/passwd')")
    site.run(46)
    assert {row["field"] for row in site.failures()} == {"TimeZone"}
    site.execute("DELETE FROM CompanySetting WHERE Name = 'TimeZone'")
    assert site.run(46, mode=RunMode.RETRY)[0].inserted == 2
