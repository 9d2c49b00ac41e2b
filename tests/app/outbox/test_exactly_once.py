"""Whatever goes wrong on the way, each document is in Kinetic once and its numbers are in ARM."""

from dataclasses import replace

import pytest

from app.model.agent import PoNumbering
from app.model.errors import Stopped
from app.model.job import JobNumber
from app.model.run import RunMode
from app.sandbox.kinetic_faults import Fault, FaultKind
from tests.peers.kinetic import QUICK, Context, now
from tests.peers.outbound import assert_once, work_on

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


@pytest.mark.parametrize(
    ("name", "spared"),
    [*((name, 0) for name in FAULTS), *(pytest.param(name, 1, marks=pytest.mark.slow) for name in _HARMFUL)],
)
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
