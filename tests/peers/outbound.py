"""A site with documents for every outbound job, fresh for each test, and what must be true of it in the end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import sandbox
from app.model.errors import Unreachable
from app.model.run import RunMode
from app.sandbox import documents
from tests.peers import kinetic

JOBS = (46, 6, 53, 54, 59, 60)
_MEMORY = Path("/dev/shm")  # where there is one: these tests commit often, and no disk needs to turn for them
_ENDED = ("DONE", "REPLACED")
_PARTS = (
    ("PurchaseOrderLine", "PODetail", "PONUM", "Quantity", "OrderQty"),
    ("PurchaseOrderRelease", "PORel", "PONum", "Quantity", "RelQty"),
    ("PurchaseOrderCharge", "POMisc", "PONum", "Amount", "MiscAmt"),
)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """An ERP and an ARM full of documents, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    report = sandbox.create(folder, rows=60)
    arm = folder / "documents.sqlite"
    documents.fill(erp=report.erp, arm=f"sqlite:///{arm}", folder=folder, company=str(report.company))
    return report.folder / "erp.sqlite", arm


@pytest.fixture
def site(pattern, tmp_path):
    """A copy of the pattern with a Kinetic that answers over it."""
    with copied(pattern, otherwise=tmp_path) as made:
        yield made


@contextmanager
def copied(pattern, *, otherwise):
    """The same for those who need many in one test."""
    folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else otherwise))
    erp, arm = folder / "erp.sqlite", folder / "arm.sqlite"
    shutil.copy(pattern[0], erp)
    shutil.copy(pattern[1], arm)
    try:
        with kinetic.running(erp) as server:
            yield kinetic.Site(erp=erp, arm=arm, kinetic=server, folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def left_over(site):
    """Transactions that have not ended."""
    return site.rows('SELECT * FROM "Transaction" WHERE Status NOT IN (?, ?)', *_ENDED)


def work_on(site, *, rounds=12):
    """Run every job again and again, as a schedule does, until nothing is left to do."""
    for _ in range(rounds):
        for job in JOBS:
            for mode in (RunMode.INCREMENTAL, RunMode.RETRY):
                if mode is RunMode.RETRY and not any(row["job"] == job for row in site.failures()):
                    continue
                try:
                    site.run(job, mode=mode)
                except Unreachable:
                    continue
        if not left_over(site):
            return
    pytest.fail(f"work is left over: {left_over(site)}")


def assert_once(site):
    """Every document of ARM stands in Kinetic exactly once, complete, and ARM has its numbers."""
    assert left_over(site) == []
    assert site.failures() == []
    _orders(site)
    _materials(site)
    _receipts_and_invoices(site)
    _transfers(site)
    queued = site.rows('SELECT Document d, DocumentNumber n, Version v FROM "Transaction"')
    assert len(queued) == len({(row["d"], row["n"], row["v"]) for row in queued})


def _orders(site):
    for row in site.rows("SELECT * FROM PurchaseOrder WHERE Number BETWEEN 60001 AND 60004"):
        orders = site.rows("SELECT * FROM POHeader WHERE XRefPONum = ?", f"ARM-{row['Number']}", of="erp")
        assert [order["PONum"] for order in orders] == [row["PONum"]]
        assert (orders[0]["Approve"], orders[0]["CommentText"]) == (1, row["Comment"])
        assert row["SentVersion"] == row["QueuedVersion"] == row["Version"]
        for ours, theirs, name, amount, there in _PARTS:
            mine = site.rows(f"SELECT {amount} n FROM {ours} WHERE PurchaseOrder = ?", row["Number"])
            kept = site.rows(f"SELECT {there} n FROM {theirs} WHERE {name} = ?", row["PONum"], of="erp")
            assert _sorted(mine) == _sorted(kept), (ours, row["Number"])
    assert site.rows("SELECT count(*) n FROM POMisc WHERE Description = 'Expediting'", of="erp") == [{"n": 1}]


def _sorted(rows):
    return sorted(float(row["n"]) for row in rows)


def _materials(site):
    material = site.rows("SELECT MtlSeq FROM RequisitionLine ORDER BY Line")
    asked = "SELECT MtlSeq FROM JobMtl WHERE PurComment LIKE 'ARM requisition%' ORDER BY PurComment"
    assert site.rows(asked, of="erp") == material
    bought = site.rows("SELECT JobSeq MtlSeq FROM PORel WHERE PONum = 60001 AND JobNum <> '' ORDER BY POLine", of="erp")
    assert bought == material
    job = site.rows("SELECT JobNum FROM RequisitionLine")[0]["JobNum"]
    closed = site.rows("SELECT JobEngineered n FROM JobHead WHERE JobNum = ?", job, of="erp")
    assert closed == [{"n": 1}]


def _receipts_and_invoices(site):
    received = site.rows("SELECT PackLine FROM RcvDtl WHERE PackSlip = 'DN60002' ORDER BY PackLine", of="erp")
    assert received == site.rows("SELECT PackLine FROM ReceiptLine ORDER BY PackLine")
    assert len(received) == 2
    taken = site.rows("SELECT ReceivedQuantity n FROM PurchaseOrderRelease WHERE PurchaseOrder = 60002")
    assert _sorted(taken) == _sorted(site.rows("SELECT Quantity n FROM ReceiptLine"))
    for invoice, lines in (("RE-9001", 3), ("RE-9002", 5)):
        found = site.rows("SELECT InvoiceLine FROM APInvDtl WHERE InvoiceNum = ? ORDER BY 1", invoice, of="erp")
        assert [row["InvoiceLine"] for row in found] == list(range(1, lines + 1))
    assert site.rows("SELECT count(*) n FROM APInvGrp", of="erp") == [{"n": 1}]


def _transfers(site):
    transfers = site.rows("SELECT TFOrdNum FROM TFOrdHed WHERE PickListComment = 'ARM transfer 7001'", of="erp")
    assert transfers == site.rows("SELECT TFOrdNum FROM TransferOrder WHERE Number = 7001")
    lines = site.rows("SELECT TFLineNum FROM TFOrdDtl WHERE TFOrdNum = ?", transfers[0]["TFOrdNum"], of="erp")
    assert len(lines) == 2
    assert site.rows("SELECT TranReference FROM PartTran", of="erp") == [{"TranReference": "ARM transfer 7001/3"}]
