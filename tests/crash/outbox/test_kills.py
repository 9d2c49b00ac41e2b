"""kill -9 at the boundaries of outbound work: each document ends up in Kinetic once, its numbers in ARM.

All of it: `pytest -m slow tests/crash/outbox`; TIELINE_KILLS=300 for more kills at random moments.
"""

import os
import random
import signal
import sys
import time

import pytest

from app.sandbox.kinetic_faults import Fault, FaultKind
from tests.peers.outbound import assert_once, work_on

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills and stops processes by signals")
_BOUNDARIES = 520  # of a whole day of outbound work, and some more
_KILLS = int(os.environ.get("TIELINE_KILLS", "10"))


def _ended(site):
    site.fence += 10
    work_on(site)
    assert_once(site)


@pytest.mark.parametrize("seed", range(3))
def test_a_day_with_several_kills_ends_as_if_nothing_had_happened(site, victims, seed):
    dice = random.Random(seed)
    died = [victims.die_at(site, dice.randint(1, 160)) for _ in range(4)]
    assert any(died)
    _ended(site)


def test_a_request_that_outlives_its_sender_is_not_sent_again(site, victims):
    """The server still works on a write whose sender is dead: Kinetic is asked before anything is repeated."""
    site.kinetic.faults.add(Fault(kind=FaultKind.LATENCY, path="POSvc/Update$", seconds=0.6, times=3, after=1))
    victim = victims.start(site)
    deadline = time.monotonic() + 60
    while not site.rows("SELECT 1 FROM POHeader WHERE XRefPONum <> ''", of="erp") and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(victim, signal.SIGKILL)
    victims.wait(victim)
    _ended(site)


@pytest.mark.parametrize("boundary", [151])
def test_a_process_that_was_frozen_while_another_took_over_changes_nothing_when_it_wakes(site, victims, boundary):
    frozen = victims.start(site, boundary=-boundary)
    assert victims.stopped(frozen)
    _ended(site)
    before = site.rows('SELECT * FROM "Transaction"'), list(site.kinetic.writes)
    victims.go_on(frozen)
    assert (site.rows('SELECT * FROM "Transaction"'), site.kinetic.writes) == before


@pytest.mark.slow
@pytest.mark.parametrize("boundary", range(1, _BOUNDARIES))
def test_a_kill_at_each_boundary_is_repaired_by_the_next_run(site, victims, boundary):
    victims.die_at(site, boundary)
    _ended(site)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(_KILLS))
def test_kills_at_any_moment_are_repaired(site, victims, seed):
    dice = random.Random(seed)
    for _ in range(3):
        victim = victims.start(site)
        time.sleep(dice.uniform(0.01, 1.6))
        os.kill(victim, signal.SIGKILL)
        victims.wait(victim)
    _ended(site)
