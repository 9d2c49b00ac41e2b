"""Whatever goes wrong on the way, each document is in Kinetic once and its numbers are in ARM."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.agent import PoNumbering
from app.model.errors import Stopped, TielineError, Unreachable
from app.model.job import JobNumber
from app.model.run import RunMode
from app.sandbox.kinetic_faults import Fault, FaultKind
from tests.peers.kinetic import QUICK, Context, now

JOBS = (6, 53, 54, 59, 60)


def assert_once(site):
    """Every document of ARM stands in Kinetic exactly once, complete, and ARM has its numbers."""
    for row in site.rows("SELECT * FROM PurchaseOrder WHERE Number BETWEEN 60001 AND 60004"):
        orders = site.rows("SELECT * FROM POHeader WHERE XRefPONum = ?", f"ARM-{row['Number']}", of="erp")
        assert [order["PONum"] for order in orders] == [row["PONum"]]
        assert orders[0]["Approve"] == 1
        number = row["Number"]
        for ours, theirs, name in (
            ("PurchaseOrderLine", "PODetail", "PONUM"), ("PurchaseOrderRelease", "PORel", "PONum"),
            ("PurchaseOrderCharge", "POMisc", "PONum"),
        ):  # fmt: skip
            mine = site.rows(f"SELECT count(*) n FROM {ours} WHERE PurchaseOrder = ?", number)[0]["n"]
            there = site.rows(f"SELECT count(*) n FROM {theirs} WHERE {name} = ?", row["PONum"], of="erp")[0]["n"]
            assert mine == there, (ours, number)
    material = site.rows("SELECT MtlSeq FROM RequisitionLine ORDER BY Line")
    asked = "SELECT MtlSeq FROM JobMtl WHERE PurComment LIKE 'ARM requisition%' ORDER BY PurComment"
    assert site.rows(asked, of="erp") == material
    assert site.rows("SELECT count(*) n FROM JobHead WHERE JobNum = ? AND JobEngineered = 1",
                     site.rows("SELECT JobNum FROM RequisitionLine")[0]["JobNum"], of="erp") == [{"n": 1}]  # fmt: skip
    received = site.rows("SELECT PackLine FROM RcvDtl WHERE PackSlip = 'DN60002' ORDER BY PackLine", of="erp")
    assert received == site.rows("SELECT PackLine FROM ReceiptLine ORDER BY PackLine")
    assert len(received) == 2
    for invoice, lines in (("RE-9001", 3), ("RE-9002", 5)):
        found = site.rows("SELECT InvoiceLine FROM APInvDtl WHERE InvoiceNum = ? ORDER BY 1", invoice, of="erp")
        assert [row["InvoiceLine"] for row in found] == list(range(1, lines + 1))
    assert site.rows("SELECT count(*) n FROM APInvGrp", of="erp") == [{"n": 1}]
    transfers = site.rows("SELECT TFOrdNum FROM TFOrdHed WHERE PickListComment = 'ARM transfer 7001'", of="erp")
    assert transfers == site.rows("SELECT TFOrdNum FROM TransferOrder WHERE Number = 7001")
    lines = site.rows("SELECT TFLineNum FROM TFOrdDtl WHERE TFOrdNum = ?", transfers[0]["TFOrdNum"], of="erp")
    assert len(lines) == 2
    assert site.rows("SELECT TranReference FROM PartTran", of="erp") == [{"TranReference": "ARM transfer 7001/3"}]
    assert site.rows("SELECT count(*) n FROM POMisc WHERE Description = 'Expediting'", of="erp") == [{"n": 1}]
    assert site.rows('SELECT * FROM "Transaction" WHERE Status NOT IN (?, ?)', "DONE", "REPLACED") == []


def work_on(site, *, rounds=12):
    """Run every job again and again, as a schedule does, until nothing is left to do."""
    for _ in range(rounds):
        left = 0
        for job in JOBS:
            for mode in (RunMode.INCREMENTAL, RunMode.RETRY):
                try:
                    site.run(job, mode=mode)
                except Unreachable:
                    continue
        left = site.rows('SELECT count(*) n FROM "Transaction" WHERE Status NOT IN (?, ?)', "DONE", "REPLACED")[0]["n"]
        if not left:
            return
    pytest.fail("work is left over")


_WRITES = "Update$|UpdateMaster|Set|InvoiceSelected"
FAULTS = {
    "cut before the write": Fault(kind=FaultKind.CUT_BEFORE, path=_WRITES),
    "cut after the write": Fault(kind=FaultKind.CUT_AFTER, path=_WRITES),
    "an error instead of the write": Fault(kind=FaultKind.STATUS, path=_WRITES),
    "an error after the write": Fault(kind=FaultKind.LATE_STATUS, path=_WRITES),
    "a gateway that gave up after the write": Fault(kind=FaultKind.LATE_STATUS, status=504, path=_WRITES),
    "an ended session": Fault(kind=FaultKind.STATUS, status=410),
    "a server that is not ready": Fault(kind=FaultKind.STATUS, status=503),
    "a refused login": Fault(kind=FaultKind.STATUS, status=401),
    "a refusal inside a good answer": Fault(kind=FaultKind.UPDATE_ERROR, path="Update$|UpdateMaster", text="Locked."),
    "a cut read": Fault(kind=FaultKind.CUT_BEFORE, path="Get"),
}


_HARMFUL = ("cut after the write", "an error after the write")


@pytest.mark.parametrize(("name", "spared"), [*((name, 0) for name in FAULTS), *((name, 1) for name in _HARMFUL)])
def test_a_fault_at_every_other_request_makes_nothing_twice_and_loses_nothing(site, name, spared):
    site.run(46)
    for after in range(spared, spared + 60):  # a request that is struck does not count for the others
        site.kinetic.faults.add(replace(FAULTS[name], after=after))
    work_on(site)
    assert_once(site)


def test_an_answer_that_comes_after_we_gave_up_is_found_by_asking(site):
    site.with_settings(po_numbering=PoNumbering.KINETIC)
    site.run(46)
    site.run(53)
    hasty = replace(QUICK, timeout=0.4, settle_late=0.6)
    site.kinetic.faults.add(Fault(kind=FaultKind.LATENCY, path="POSvc/Update$", seconds=0.7))
    site.run(59, patience=hasty)
    orders = site.rows("SELECT XRefPONum FROM POHeader WHERE XRefPONum <> '' ORDER BY 1", of="erp")
    assert [row["XRefPONum"] for row in orders] == [f"ARM-{number}" for number in range(60001, 60005)]


def test_what_kinetic_can_never_store_becomes_a_failed_record_and_holds_up_nobody(site):
    site.run(46)
    site.run(53)
    site.kinetic.faults.add(
        Fault(kind=FaultKind.STATUS, path="ReceiptSvc/UpdateMaster", times=99, text="Broken trigger.")
    )
    counted, _ = site.run(59)
    [failure] = site.failures()
    assert (counted.inserted, counted.failed) == (4, 1)
    assert failure["source"] == "Receipt"
    assert "Broken trigger." in failure["reason"]
    site.kinetic.faults.clear()
    counted, _ = site.run(59, mode=RunMode.RETRY)
    assert counted.inserted == 1


def test_a_run_that_was_taken_over_changes_nothing_any_more(site):
    from app import outbox

    site.run(46)
    site.run(53)
    old = site.order(59)
    site.run(59)
    before = site.rows('SELECT * FROM "Transaction"'), len(site.kinetic.writes)
    with pytest.raises(Stopped):
        outbox.kinds(now=now, patience=QUICK)[JobNumber(59)].run(Context(order=old))
    assert (site.rows('SELECT * FROM "Transaction"'), len(site.kinetic.writes)) == before


def test_a_run_that_is_taken_over_in_mid_document_sends_nothing_more(site):
    """The fence is asked before every write: a process that was frozen finds out before it does harm."""
    from app import outbox

    class Overtaken(Context):
        def log(self, text, *, level="info"):
            super().log(text, level=level)
            if "created" in text and not self.stop_after:
                self.stop_after = 99
                site.execute("UPDATE TielineProgress SET fence = fence + 1 WHERE job = 59")

    site.run(46)
    site.run(53)
    context = Overtaken(order=site.order(59))
    with pytest.raises(Stopped):
        outbox.kinds(now=now, patience=QUICK)[JobNumber(59)].run(context)
    assert len(site.rows("SELECT 1 FROM POHeader WHERE XRefPONum <> ''", of="erp")) == 1
    site.fence += 5
    work_on(site)
    assert_once(site)


_PATHS = st.sampled_from([".", "Update", "Get", "POSvc", "Svc/Change"])
_WHERE = {"path": _PATHS, "after": st.integers(0, 60), "times": st.integers(1, 4)}
_INSTEAD = st.builds(
    Fault,
    kind=st.sampled_from([FaultKind.CUT_BEFORE, FaultKind.STATUS, FaultKind.UPDATE_ERROR]),
    status=st.sampled_from([401, 410, 500, 502, 503, 504]),
    **_WHERE,
)
_AFTERWARDS = st.builds(
    Fault,
    kind=st.sampled_from([FaultKind.CUT_AFTER, FaultKind.LATE_STATUS]),
    status=st.sampled_from([500, 502, 503, 504]),
    **_WHERE,
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(_INSTEAD | _AFTERWARDS, max_size=12), stops=st.lists(st.integers(0, 4), max_size=4))
def test_any_mix_of_faults_and_stops_ends_with_each_document_once(pattern, tmp_path_factory, faults, stops):
    import shutil

    from app import outbox
    from tests.peers import kinetic

    folder = tmp_path_factory.mktemp("mix")
    erp, arm = folder / "erp.sqlite", folder / "arm.sqlite"
    shutil.copy(pattern[0], erp)
    shutil.copy(pattern[1], arm)
    with kinetic.running(erp) as server:
        site = kinetic.Site(erp=erp, arm=arm, kinetic=server)
        site.run(46)
        for fault in faults:
            server.faults.add(fault)
        for stop in stops:
            for job in JOBS:
                try:
                    outbox.kinds(now=now, patience=QUICK)[JobNumber(job)].run(
                        Context(order=site.order(job), stop_after=stop)
                    )
                except TielineError:
                    continue
        server.faults.clear()
        work_on(site)
        assert_once(site)
    shutil.rmtree(folder)


def _forgetful(call):
    """An Update that answers as if all were well and keeps no charge."""
    from app.sandbox.kinetic_orders import METHODS, order_set
    from app.sandbox.kinetic_requests import Result

    charges = [row for row in call.ds.get("POMisc", []) if row.get("RowMod") == "A"]
    return Result(ds=order_set(call.rows, charges[0]["PONum"])) if charges else METHODS["Really"](call)


def _idle(call):
    from app.sandbox.kinetic_requests import Result

    return Result(ds=call.ds)


@pytest.mark.parametrize(("job", "forget"), [(6, _forgetful), (60, _idle)])
def test_what_kinetic_accepts_without_keeping_it_never_counts_as_sent(site, monkeypatch, job, forget):
    from app.sandbox import kinetic_invoices, kinetic_orders

    for earlier in (46, 53, 59):
        site.run(earlier)
    monkeypatch.setitem(kinetic_orders.METHODS, "Really", kinetic_orders.METHODS["Update"])
    place, name = (
        (kinetic_orders.METHODS, "Update") if job == 6 else (kinetic_invoices.INVOICES, "InvoiceSelectedLines")
    )
    with monkeypatch.context() as patch:
        patch.setitem(place, name, forget)
        counted, _ = site.run(job)
    assert counted.failed >= 1
    assert "does not show it" in site.failures()[0]["reason"]
    site.run(job, mode=RunMode.RETRY)
    assert site.failures() == []
