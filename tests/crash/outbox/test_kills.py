"""kill -9 at the boundaries of outbound work: each document ends up in Kinetic once, its numbers in ARM."""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from app import sandbox
from app.sandbox import documents
from app.sandbox.kinetic_faults import Fault, FaultKind
from tests.app.outbox.test_exactly_once import assert_once, work_on
from tests.conftest import ROOT
from tests.peers import kinetic

_BOUNDARIES = 420  # of a whole day of outbound work, roughly
_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pattern")
    report = sandbox.create(folder, rows=60)
    arm = folder / "documents.sqlite"
    documents.fill(erp=report.erp, arm=f"sqlite:///{arm}", folder=folder, company=str(report.company))
    return report.folder / "erp.sqlite", arm


@pytest.fixture
def site(pattern, tmp_path):
    folder = Path(tempfile.mkdtemp(dir=_MEMORY)) if _MEMORY.is_dir() else tmp_path
    erp, arm = folder / "erp.sqlite", folder / "arm.sqlite"
    shutil.copy(pattern[0], erp)
    shutil.copy(pattern[1], arm)
    with kinetic.running(erp) as server:
        yield kinetic.Site(erp=erp, arm=arm, kinetic=server)
    shutil.rmtree(folder, ignore_errors=True)


def _victim(site, boundary):
    site.fence += 10
    command = [sys.executable, "-m", "tests.crash.outbox.victim", str(site.arm), site.kinetic.address()]
    return subprocess.Popen([*command, str(site.fence), str(boundary)], cwd=ROOT, stderr=subprocess.PIPE)


def _killed_at(site, boundary):
    """Run a victim to its death or its end; whether it died."""
    victim = _victim(site, boundary)
    _, told = victim.communicate(timeout=120)
    assert victim.returncode in (0, -signal.SIGKILL), told.decode()
    return victim.returncode != 0


def _ended(site):
    site.fence += 10
    work_on(site)
    assert_once(site)


@pytest.mark.parametrize("seed", range(3))
def test_a_day_with_several_kills_ends_as_if_nothing_had_happened(site, seed):
    dice = random.Random(seed)
    died = [_killed_at(site, dice.randint(1, 160)) for _ in range(4)]
    assert any(died)
    _ended(site)


def test_a_request_that_outlives_its_sender_is_not_sent_again(site):
    """The server still works on a write whose sender is dead: Kinetic is asked before anything is repeated."""
    site.kinetic.faults.add(Fault(kind=FaultKind.LATENCY, path="POSvc/Update$", seconds=0.6, times=3, after=1))
    victim = _victim(site, 0)
    deadline = time.monotonic() + 60
    while not site.rows("SELECT 1 FROM POHeader WHERE XRefPONum <> ''", of="erp") and time.monotonic() < deadline:
        time.sleep(0.02)
    victim.kill()
    victim.communicate()
    _ended(site)


@pytest.mark.slow
@pytest.mark.parametrize("boundary", range(1, _BOUNDARIES, 6))
def test_a_kill_at_each_boundary_is_repaired_by_the_next_run(site, boundary):
    _killed_at(site, boundary)
    _ended(site)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_kills_at_any_moment_are_repaired(site, seed):
    dice = random.Random(seed)
    for _ in range(4):
        victim = _victim(site, 0)
        try:
            victim.wait(timeout=dice.uniform(0.8, 6.0))
        except subprocess.TimeoutExpired:
            victim.kill()
        victim.communicate()
    _ended(site)
