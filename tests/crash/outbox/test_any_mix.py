"""Any mix of crashes, cut connections, double sends and restarts ends with each document in Kinetic once.

Many examples: `TIELINE_EXAMPLES=200 pytest -m slow tests/crash/outbox/test_any_mix.py`
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app import outbox
from app.model.errors import TielineError
from app.model.job import JobNumber
from app.model.run import RunMode
from app.sandbox.kinetic_faults import Fault, FaultKind
from app.sandbox.kinetic_server import KineticServer
from tests.peers.kinetic import QUICK, Context, Site, now
from tests.peers.outbound import JOBS, assert_once, copied, work_on

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills and stops processes by signals")
_EXAMPLES = int(os.environ.get("TIELINE_EXAMPLES", "25"))
_PATHS = st.sampled_from([".", "Update", "Get", "POSvc", "Svc/Change", "Set|InvoiceSelected"])
_WHERE = {"path": _PATHS, "after": st.integers(0, 60), "times": st.integers(1, 4)}
_INSTEAD = st.sampled_from([FaultKind.CUT_BEFORE, FaultKind.STATUS, FaultKind.UPDATE_ERROR])
_AFTERWARDS = st.sampled_from([FaultKind.CUT_AFTER, FaultKind.LATE_STATUS])
_FAULTS = st.one_of(
    st.builds(Fault, kind=_INSTEAD, status=st.sampled_from([401, 403, 410, 429, 500, 502, 503, 504]), **_WHERE),
    st.builds(Fault, kind=_AFTERWARDS, status=st.sampled_from([500, 502, 503, 504]), **_WHERE),
    # Longer than the client waits: it gives up, and the write is done behind its back.
    st.builds(
        Fault, kind=st.just(FaultKind.LATENCY), seconds=st.just(QUICK.timeout + 0.1), path=st.just("Update"),
        after=st.integers(0, 30),
    ),
)  # fmt: skip


@dataclass
class Day:
    """A site, and what happens to it."""

    site: Site
    victims: object
    frozen: list[int] = field(default_factory=list)

    def fault(self, fault):
        """Kinetic or the way to it has a fault from now on."""
        self.site.kinetic.faults.add(fault)

    def kill(self, boundary):
        """A process works and is killed."""
        self.victims.die_at(self.site, boundary)

    def freeze(self, boundary):
        """A process stops in the middle of its work, to wake up when others have gone on."""
        victim = self.victims.start(self.site, boundary=-boundary)
        if self.victims.stopped(victim):
            self.frozen.append(victim)
        else:
            self.victims.wait(victim)

    def twins(self, boundary):
        """Two processes work at once, and one of them dies."""
        first, second = self.victims.start(self.site), self.victims.start(self.site, boundary=boundary)
        self.victims.wait(first)
        self.victims.wait(second)

    def stop(self, checks):
        """A person stops each job after so many documents."""
        for job in JOBS:
            context = Context(order=self.site.order(job), stop_after=checks)
            with suppress(TielineError):
                outbox.kinds(now=now, patience=QUICK)[JobNumber(job)].run(context)

    def retry(self, _):
        """A person retries whatever has failed, twice."""
        for job in (*JOBS, *JOBS):
            with suppress(TielineError):
                self.site.run(job, mode=RunMode.RETRY)

    def restart(self, _):
        """Kinetic is started anew; every token has ended."""
        port, faults = self.site.kinetic.port, self.site.kinetic.faults
        self.site.kinetic.stop()
        self.site.kinetic = KineticServer(f"sqlite:///{self.site.erp}", port=port)
        self.site.kinetic.faults = faults
        self.site.kinetic.start()

    def change(self, quantity):
        """ARM approves another version of an order, wherever the one before it stands."""
        for table in ("PurchaseOrderLine", "PurchaseOrderRelease"):
            self.site.execute(f"UPDATE {table} SET Quantity = ? WHERE PurchaseOrder = 60003", str(quantity))
        text = f"At last {quantity}"
        self.site.execute("UPDATE PurchaseOrder SET Comment = ?, Version = Version + 1 WHERE Number = 60003", text)

    def end(self):
        """Faults are over, sleepers wake up, and the schedule goes on."""
        self.site.kinetic.faults.clear()
        for victim in self.frozen:
            self.victims.go_on(victim)
        self.site.fence += 10
        work_on(self.site)
        before = list(self.site.kinetic.writes)
        work_on(self.site)
        assert self.site.kinetic.writes == before, "work that was done is done again"
        assert_once(self.site)


def _events(most):
    boundaries = st.integers(1, 450)
    kinds = [
        _FAULTS.map(lambda fault: ("fault", fault)),
        boundaries.map(lambda n: ("kill", n)),
        boundaries.map(lambda n: ("freeze", n)),
        boundaries.map(lambda n: ("twins", n)),
        st.integers(0, 4).map(lambda n: ("stop", n)),
        st.just(("retry", 0)),
        st.just(("restart", 0)),
        st.integers(1, 40).map(lambda n: ("change", n)),
    ]
    return st.lists(st.one_of(kinds), max_size=most)


def _live_through(pattern, victims, folder, events, *, bearer):
    with copied(pattern, otherwise=folder) as site:
        site.api = site.kinetic.address(auth="bearer" if bearer else "basic")
        day = Day(site=site, victims=victims)
        try:
            for name, value in events:
                getattr(day, name)(value)
            day.end()
        finally:
            site.kinetic.stop()  # it may be another one than at the beginning


_QUIETLY = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": True}


@settings(max_examples=2, derandomize=True, phases=[Phase.generate], **_QUIETLY)
@given(events=_events(3), bearer=st.booleans())
def test_some_mixes_of_crashes_cuts_double_sends_and_restarts_end_with_each_document_once(
    pattern, victims, tmp_path_factory, events, bearer
):
    _live_through(pattern, victims, tmp_path_factory.getbasetemp(), events, bearer=bearer)


@pytest.mark.slow
@pytest.mark.timeout(0)
@settings(max_examples=_EXAMPLES, **_QUIETLY)
@given(events=_events(9), bearer=st.booleans())
def test_any_mix_of_crashes_cuts_double_sends_and_restarts_ends_with_each_document_once(
    pattern, victims, tmp_path_factory, events, bearer
):
    _live_through(pattern, victims, tmp_path_factory.getbasetemp(), events, bearer=bearer)
