"""The sandbox's ERP: its records fit together as a real company's do, and row versions follow every write."""

import sqlite3
from contextlib import closing

import pytest

from app import sandbox

# child table and its columns, parent table and its columns; an empty text or 0 refers to nothing
REFERENCES = [
    ("PartWhse", "PartNum", "Part", "PartNum"),
    ("PartWhse", "WarehouseCode", "Warehse", "WarehouseCode"),
    ("PlantWhse", "Plant", "Plant", "Plant"),
    ("PartPlant", "PartNum", "Part", "PartNum"),
    ("PartPlant", "BuyerID", "PurAgent", "BuyerID"),
    ("PartUOM", "UOMCode", "UOM", "UOMCode"),
    ("PartUOM", "PartNum", "Part", "PartNum"),
    ("Part", "ClassID", "PartClass", "ClassID"),
    ("Part", "ProdCode", "ProdGrup", "ProdCode"),
    ("Part", "UOMClassID,IUM", "UOMConv", "UOMClassID,UOMCode"),
    ("Part", "CommodityCode", "ICommCode", "CommodityCode"),
    ("PartClass", "BuyerID", "PurAgent", "BuyerID"),
    ("PurAuth", "BuyerID", "PurAgent", "BuyerID"),
    ("UOMConv", "UOMClassID", "UOMClass", "UOMClassID"),
    ("UOMConv", "UOMCode", "UOM", "UOMCode"),
    ("Warehse", "Plant", "Plant", "Plant"),
    ("Vendor", "CountryNum", "Country", "CountryNum"),
    ("Vendor", "CurrencyCode", "Currency", "CurrencyCode"),
    ("Vendor", "GroupCode", "VendGrup", "GroupCode"),
    ("Vendor", "TaxRegionCode", "TaxRgn", "TaxRegionCode"),
    ("Vendor", "DefaultFOB", "FOB", "FOB"),
    ("Vendor", "PMUID", "PayMethod", "PMUID"),
    ("VendorPP", "VendorNum", "Vendor", "VendorNum"),
    ("VendCnt", "VendorNum,PurPoint", "VendorPP", "VendorNum,PurPoint"),
    ("Customer", "CurrencyCode", "Currency", "CurrencyCode"),
    ("CustXPrt", "CustNum", "Customer", "CustNum"),
    ("PartXRefMfg", "MfgNum", "Manufacturer", "MfgNum"),
    ("PartXRefVend", "VendorNum", "Vendor", "VendorNum"),
    ("VendPart", "VendorNum", "Vendor", "VendorNum"),
    ("VendPBrk", "PartNum,VendorNum,PUM,EffectiveDate", "VendPart", "PartNum,VendorNum,PUM,EffectiveDate"),
    ("AprvVend", "VendorNum", "Vendor", "VendorNum"),
    ("AprvVend", "ClassID", "PartClass", "ClassID"),
    ("TaxRgnSalesTax", "TaxRegionCode", "TaxRgn", "TaxRegionCode"),
    ("CurrExRate", "SourceCurrCode", "Currency", "CurrencyCode"),
    ("COASegment", "COACode", "COA", "COACode"),
    ("COASegValues", "COACode,SegmentNbr", "COASegment", "COACode,SegmentNbr"),
    ("COASegOpt", "COACode,SegmentNbr,SegmentCode", "COASegValues", "COACode,SegmentNbr,SegmentCode"),
    ("GLAccount", "COACode,SegValue1", "COASegValues", "COACode,SegmentCode"),
    ("GLAcctDisp", "COACode,GLAccount", "GLAccount", "COACode,GLAccount"),
    ("GLCOARefAcct", "COACode,GLAccount", "GLAccount", "COACode,GLAccount"),
    ("GLBudgetHd", "BalanceAcct", "GLAccount", "GLAccount"),
    ("GLBudgetDtl", "BookID,BalanceAcct,FiscalYear", "GLBudgetHd", "BookID,BalanceAcct,FiscalYear"),
    (
        "GLPeriodBal",
        "FiscalCalendarID,FiscalYear,FiscalPeriod",
        "FiscalPer",
        "FiscalCalendarID,FiscalYear,FiscalPeriod",
    ),
    ("FiscalPer", "FiscalCalendarID,FiscalYear", "FiscalYr", "FiscalCalendarID,FiscalYear"),
    ("GLBook", "COACode", "COA", "COACode"),
    ("EntityGLC", "Key1", "PartClass", "ClassID"),
    ("JobHead", "ProjectID", "Project", "ProjectID"),
    ("JobHead", "PartNum", "Part", "PartNum"),
    ("JobAsmbl", "JobNum", "JobHead", "JobNum"),
    ("JobMtl", "JobNum,AssemblySeq", "JobAsmbl", "JobNum,AssemblySeq"),
    ("JobMtl", "PartNum", "Part", "PartNum"),
    ("JobOper", "JobNum,AssemblySeq", "JobAsmbl", "JobNum,AssemblySeq"),
    ("POHeader", "VendorNum", "Vendor", "VendorNum"),
    ("POHeader", "BuyerID", "PurAgent", "BuyerID"),
    ("POHeader", "ShipViaCode", "ShipVia", "ShipViaCode"),
    ("PODetail", "PONUM", "POHeader", "PONum"),
    ("PODetail", "PartNum", "Part", "PartNum"),
    ("PORel", "PONum,POLine", "PODetail", "PONUM,POLine"),
    ("PORel", "JobNum,AssemblySeq,JobSeq", "JobMtl", "JobNum,AssemblySeq,MtlSeq"),
    ("PORel", "ProjectID", "Project", "ProjectID"),
    ("RcvHead", "PONum,VendorNum", "POHeader", "PONum,VendorNum"),
    ("RcvDtl", "VendorNum,PurPoint,PackSlip", "RcvHead", "VendorNum,PurPoint,PackSlip"),
    ("RcvDtl", "PONum,POLine,PORelNum", "PORel", "PONum,POLine,PORelNum"),
    ("RcvDtl", "InvoiceNum,InvoiceLine", "APInvDtl", "InvoiceNum,InvoiceLine"),
    ("APInvHed", "VendorNum", "Vendor", "VendorNum"),
    ("APInvDtl", "VendorNum,InvoiceNum", "APInvHed", "VendorNum,InvoiceNum"),
    ("APInvDtl", "PackSlip,PackLine", "RcvDtl", "PackSlip,PackLine"),
    ("SugPoDtl", "PartNum", "Part", "PartNum"),
    ("SugPoDtl", "BuyerID", "PurAgent", "BuyerID"),
    ("TFOrdDtl", "TFOrdNum", "TFOrdHed", "TFOrdNum"),
    ("TFShipDtl", "PackNum", "TFShipHead", "PackNum"),
    ("TFShipDtl", "TFLineNum", "TFOrdDtl", "TFLineNum"),
    ("PlantTran", "PackNum,PackLine", "TFShipDtl", "PackNum,PackLine"),
]


@pytest.mark.parametrize(("child", "columns", "parent", "others"), REFERENCES, ids=lambda text: text)
def test_what_a_record_refers_to_is_there(erp, child, columns, parent, others):
    ours, theirs = columns.split(","), others.split(",")
    joined = " AND ".join(f'p."{there}" = c."{here}"' for here, there in zip(ours, theirs, strict=True))
    # a supplier's first purchase point has no name, and that is a name
    given = "1" if columns == "VendorNum,PurPoint" else f"c.\"{ours[0]}\" NOT IN ('', 0)"
    total, found = erp.execute(
        f"""SELECT count(*), sum(EXISTS (SELECT 1 FROM "{parent}" p WHERE p.Company = c.Company AND {joined}))
        FROM "{child}" c WHERE {given}"""
    ).fetchone()
    assert total > 0
    assert found == total


def test_users_of_the_company_have_accounts(erp):
    orphans = (
        "SELECT count(*) FROM UserComp WHERE Company = 'EPIC06' AND DcdUserID NOT IN (SELECT DcdUserID FROM UserFile)"
    )
    assert erp.execute(orphans).fetchone() == (0,)


def test_just_one_currency_is_the_base_and_it_is_in_use(erp):
    rows = erp.execute(
        "SELECT CurrencyCode, Inactive FROM Currency WHERE Company = 'EPIC06' AND BaseCurr = 1"
    ).fetchall()
    assert rows == [("USD", 0)]


def test_rates_are_positive_and_of_currencies_in_use(erp):
    bad = """SELECT count(*) FROM CurrExRate r
    JOIN Currency c ON c.Company = r.Company AND c.CurrencyCode = r.SourceCurrCode
    WHERE r.CurrentRate <= 0 OR c.Inactive = 1"""
    assert erp.execute(bad).fetchone() == (0,)


def test_no_more_is_received_than_was_ordered_and_receipts_add_up(erp):
    assert erp.execute("SELECT count(*) FROM PORel WHERE ReceivedQty > RelQty").fetchone() == (0,)
    bad = """SELECT count(*) FROM PORel r WHERE ReceivedQty <> coalesce((SELECT sum(OurQty) FROM RcvDtl d
    WHERE d.Company = r.Company AND d.PONum = r.PONum AND d.POLine = r.POLine), 0)"""
    assert erp.execute(bad).fetchone() == (0,)


def test_invoices_are_the_sum_of_their_lines(erp):
    bad = """SELECT count(*) FROM APInvHed h WHERE abs(InvoiceAmt - (SELECT sum(ExtCost) FROM APInvDtl d
    WHERE d.Company = h.Company AND d.VendorNum = h.VendorNum AND d.InvoiceNum = h.InvoiceNum)) > 0.005"""
    assert erp.execute(bad).fetchone() == (0,)


def test_budgets_are_the_sum_of_their_periods(erp):
    bad = """SELECT count(*) FROM GLBudgetHd h WHERE abs(TotalBudgetAmt - (SELECT sum(BudgetAmt) FROM GLBudgetDtl d
    WHERE d.Company = h.Company AND d.BalanceAcct = h.BalanceAcct AND d.FiscalYear = h.FiscalYear)) > 0.005"""
    assert erp.execute(bad).fetchone() == (0,)


def test_each_balance_opens_where_the_last_one_ended(erp):
    bad = """SELECT count(*) FROM GLPeriodBal a JOIN GLPeriodBal b ON b.Company = a.Company AND b.BookID = a.BookID
    AND b.BalanceAcct = a.BalanceAcct AND b.FiscalYear = a.FiscalYear AND b.FiscalPeriod = a.FiscalPeriod + 1
    WHERE abs(a.OpenBalance + a.BalanceAmt - b.OpenBalance) > 0.005"""
    assert erp.execute(bad).fetchone() == (0,)


def test_job_material_is_bought_for_jobs_that_are_open(erp):
    rows = """SELECT sum(JobClosed), count(*) FROM PORel r
    JOIN JobHead j ON j.Company = r.Company AND j.JobNum = r.JobNum
    WHERE r.TranType = 'PUR-MTL' AND r.JobSeqType = 'M'"""
    closed, total = erp.execute(rows).fetchone()
    assert (closed, total > 0) == (0, True)


@pytest.fixture
def writable(tmp_path):
    report = sandbox.create(tmp_path, rows=60)
    with closing(sqlite3.connect(report.folder / "erp.sqlite", isolation_level=None)) as connection:
        yield connection


def _last(connection):
    return connection.execute("SELECT Last FROM SysRevision").fetchone()[0]


def test_a_plain_update_takes_the_next_row_version_of_the_database(writable):
    last = _last(writable)
    writable.execute("UPDATE Vendor SET Name = 'Renamed' WHERE Company = 'EPIC06' AND VendorNum IN (1, 2)")
    renamed = writable.execute("SELECT SysRevID FROM Vendor WHERE Name = 'Renamed' ORDER BY 1").fetchall()
    assert renamed == [(last + 1,), (last + 2,)]


def test_a_plain_insert_gets_a_row_version_and_a_row_id(writable):
    last = _last(writable)
    writable.execute("INSERT INTO Vendor (Company, VendorNum, Name) VALUES ('EPIC06', 5000, 'New')")
    revision, row = writable.execute("SELECT SysRevID, SysRowID FROM Vendor WHERE VendorNum = 5000").fetchone()
    assert (revision, len(row)) == (last + 1, 36)


def test_an_update_keeps_the_row_id(writable):
    query = "SELECT SysRowID FROM Vendor WHERE Company = 'EPIC06' AND VendorNum = 1"
    before = writable.execute(query).fetchone()
    writable.execute("UPDATE Vendor SET Name = 'Renamed' WHERE Company = 'EPIC06' AND VendorNum = 1")
    assert writable.execute(query).fetchone() == before


def test_a_row_version_given_by_hand_moves_the_counter(writable):
    writable.execute("UPDATE Vendor SET SysRevID = 900000 WHERE Company = 'EPIC06' AND VendorNum = 1")
    writable.execute("UPDATE Vendor SET Name = 'Later' WHERE Company = 'EPIC06' AND VendorNum = 2")
    query = "SELECT SysRevID FROM Vendor WHERE Company = 'EPIC06' AND VendorNum IN (1, 2) ORDER BY VendorNum"
    assert writable.execute(query).fetchall() == [(900000,), (900001,)]


def test_a_row_version_once_given_never_comes_again(writable):
    writable.execute("DELETE FROM Vendor")
    last = _last(writable)
    writable.execute("INSERT INTO Vendor (Company, VendorNum) VALUES ('EPIC06', 1)")
    assert writable.execute("SELECT SysRevID FROM Vendor").fetchone() == (last + 1,)
