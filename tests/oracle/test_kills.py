"""Commands killed with SIGKILL, at chosen boundaries and at random moments, and what the next start makes of it.

The quick part kills a few processes. More than five hundred for each writing action, about ten minutes:
`python -m pytest -m slow tests/oracle/test_kills.py`.
"""

import json
import multiprocessing
import os
import pkgutil
import random
import runpy
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .site import build, claim
from .subject import ROOT, InProcess, words
from .writing import insert

VICTIM = Path(__file__).with_name("victim.py")
NEVER = 10**9
JOBS = 12
OLD = b"I,somebody,OLD-1,01/01/2026,old,1.00\r\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    return InProcess(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def server():
    """Children are forked from a process that has everything imported, so that hundreds of kills take minutes."""
    context = multiprocessing.get_context("forkserver")
    actions = [f"app.timberline.{module.name}" for module in pkgutil.iter_modules([str(ROOT / "app" / "timberline")])]
    libraries = [
        "cyclopts",
        "sqlalchemy.dialects.sqlite",
        "app.cli.tree",
        "app.cli.timberline",
        "app.console.timberline",
    ]
    context.set_forkserver_preload([*libraries, *actions])
    return context


def spawn(server, site, action, *, home, boundary=NEVER, options=()):
    """Start a child that does the action and dies at the boundary."""
    given = [str(boundary), str(site.folder / "report"), *words(home, action, profile=site.profile, options=options)]
    child = server.Process(
        target=runpy.run_path,
        args=(str(VICTIM),),
        kwargs={"init_globals": {"GIVEN": given}, "run_name": "victim"},
    )
    child.start()
    return child


def boundaries(server, site, action, *, home, options=()):
    """The names of all boundaries of a run that nobody kills, on a home that is there already."""
    command = [sys.executable, "-m", "app", "--home", str(home), "agent", "list"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    child = spawn(server, site, action, home=home, options=options)
    child.join(60)
    return (site.folder / "report").read_text(encoding="utf-8").splitlines()[1:]


# -- what must hold -----------------------------------------------------------------------------------------------


def receipts_hold(site):
    """No receipt is there twice or in part; the totals grew by what was paid."""
    keys = site.keys()
    assert len(keys) == len(set(keys))
    assert len(set(site.paid())) == 1


def receipts_are_whole(site, subject):
    """After a normal run every receipt is there once."""
    receipts_hold(site)
    answer = subject.ask("process-receipts", profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    receipts_hold(site)
    assert len(site.keys()) == JOBS * 2


def invoices_are_whole(site, subject, *, old=None):
    """The dry run changes nothing and tells of a repair; after a normal run a claim is flagged if it is in a file."""
    before, torn = site.everything(), site.flagged() != set(site.filed()) - {"OLD-1"}
    dry = subject.ask("create-invoices", "--dry-run", profile=site.profile)
    assert dry.exit_code in (0, 1), dry.errors
    assert site.everything() == before
    assert not torn or any("repair" in message.lower() for message in dry.document["messages"]), dry.document
    repaired = subject.ask("process-receipts", profile=site.profile)  # any writing action repairs first
    assert repaired.exit_code == 0, repaired.errors
    filed = site.filed()
    assert site.flagged() == set(filed) - {"OLD-1"}, "a claim is flagged if and only if it is in a file"
    answer = subject.ask("create-invoices", "--if-exists", "archive", profile=site.profile)
    assert answer.exit_code == 0, answer.errors
    filed = site.filed()
    assert len(filed) == len(set(filed)), "no invoice is in two files"
    assert site.flagged() == set(filed) - {"OLD-1"}
    assert len(site.flagged()) == JOBS
    if old is not None:
        held = [site.file, *site.archive.iterdir()]
        assert sum(path.read_bytes() == old for path in held) == 1, "the old file is never lost"
    assert not subject.ask("create-invoices", "--dry-run", profile=site.profile).document["messages"]


def fresh(folder, *, old=None):
    shutil.rmtree(folder, ignore_errors=True)
    site = build(folder, jobs=JOBS)
    if old is not None:
        site.file.write_bytes(old)
    return site


# -- the quick part -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("action", ["create-invoices", "process-receipts"])
def test_a_command_killed_at_any_moment_is_made_good_by_the_next(action, seed, tmp_path, subject):
    site = fresh(tmp_path / "site")
    command = [sys.executable, "-m", "app", *words(tmp_path / "home", action, profile=site.profile, options=())]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_work(site, process)
    pause(random.Random(seed).random() * 0.02)
    process.kill()
    process.wait()
    receipts_hold(site)
    if action == "create-invoices":
        invoices_are_whole(site, subject)
    receipts_are_whole(site, subject)


EVERY = "every boundary"
PART = "ten of them"


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("which", [PART, pytest.param(EVERY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("policy", [None, "archive"])
def test_an_export_killed_at_a_boundary_is_repaired(policy, which, tmp_path, subject, server):
    old = OLD if policy else None
    options = ["--if-exists", policy] if policy else []

    def make(folder):
        return fresh(folder, old=old)

    for site in killed_at(which, make, server, tmp_path, action="create-invoices", options=options):
        invoices_are_whole(site, subject, old=old)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("which", [PART, pytest.param(EVERY, marks=pytest.mark.slow)])
def test_receipts_killed_at_a_boundary_are_whole_after_the_next_run(which, tmp_path, subject, server):
    for site in killed_at(which, fresh, server, tmp_path, action="process-receipts", options=[]):
        receipts_are_whole(site, subject)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("which", [PART, pytest.param(EVERY, marks=pytest.mark.slow)])
def test_a_second_export_killed_at_a_boundary_keeps_the_first(which, tmp_path, subject, server):
    """The first batch stands in the file, the second replaces it: both stay, each claim in one file."""

    def make(folder):
        return half_done(folder, subject)

    for site in killed_at(which, make, server, tmp_path, action="create-invoices", options=["--if-exists", "replace"]):
        invoices_are_whole(site, subject)


def killed_at(which, make, server, tmp_path, *, action, options):
    """A new site for each boundary of the action, with what a process left there that died at it."""
    home = tmp_path / "home"
    names = boundaries(server, make(tmp_path / "count"), action, home=home, options=options)
    assert any("commit" in name for name in names)
    assert action == "process-receipts" or any("fsync" in name for name in names)
    numbers = range(len(names))
    for boundary in numbers if which == EVERY else random.Random(len(names)).sample(numbers, min(10, len(names))):
        site = make(tmp_path / "site")
        child = spawn(server, site, action, home=home, boundary=boundary, options=options)
        child.join(60)
        assert child.exitcode == -9, names[boundary]
        yield site


def half_done(folder, subject):
    """A site whose last claims were raised after the first export."""
    site = fresh(folder)
    site.framework("DELETE FROM cst_claim WHERE l_claim_id > ?", JOBS // 2)
    assert subject.ask("create-invoices", profile=site.profile).exit_code == 0
    with sqlite3.connect(site.folder / "framework.db") as connection:
        insert(connection, "cst_claim", rows=[claim(number) for number in range(JOBS // 2 + 1, JOBS + 1)])
    connection.close()
    return site


def test_a_repair_comes_first_and_the_run_can_still_end_with_exit_3(tmp_path, subject, server):
    site = killed_after_the_commit(tmp_path, server)
    assert (len(site.flagged()), site.file.exists()) == (JOBS, False)
    later = claim(JOBS + 1) | {"l_job_id": 1}
    with sqlite3.connect(site.folder / "framework.db") as connection:
        insert(connection, "cst_claim", rows=[later])
    connection.close()
    answer = subject.ask("create-invoices", profile=site.profile)
    assert (answer.exit_code, [row["claim_id"] for row in answer.document["rows"]]) == (3, [JOBS + 1])
    assert set(site.filed()) == site.flagged()
    assert len(site.filed()) == JOBS


def test_an_undo_of_an_export_that_crashed_repairs_it_first(tmp_path, subject, server):
    site = killed_after_the_commit(tmp_path, server)
    site.timberline("DELETE FROM Current_Art_Record_1")
    assert subject.ask("process-receipts", profile=site.profile).exit_code == 0
    (batch,) = json.loads(subject.ask("batches", profile=site.profile).output)
    assert subject.ask("undo", batch["batch"], profile=site.profile).exit_code == 0
    assert (site.flagged(), site.file.exists()) == (set(), False)


def killed_after_the_commit(tmp_path, server):
    names = boundaries(server, fresh(tmp_path / "count"), "create-invoices", home=tmp_path / "home")
    site = fresh(tmp_path / "site")
    boundary = next(n for n in range(len(names)) if names[n : n + 2] == ["after commit", "before replace"])
    child = spawn(server, site, "create-invoices", home=tmp_path / "home", boundary=boundary)
    child.join(60)
    return site


# -- the slow part ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("policy", [None, "archive"])
def test_exports_killed_two_hundred_and_fifty_times(policy, tmp_path, subject, server):
    old = OLD if policy else None
    options = ["--if-exists", policy] if policy else []
    for seed, died in moments(server, tmp_path, "create-invoices", old=old, options=options, kills=250):
        site = died
        invoices_are_whole(site, subject, old=old)
        assert seed >= 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_receipts_killed_five_hundred_times(tmp_path, subject, server):
    for _, site in moments(server, tmp_path, "process-receipts", old=None, options=[], kills=500):
        receipts_are_whole(site, subject)


def moments(server, tmp_path, action, *, old, options, kills):
    """Sites whose run was killed: every boundary in turn, and between them at random moments."""
    home = tmp_path / "home"
    names = boundaries(server, fresh(tmp_path / "count", old=old), action, home=home, options=options)
    killed = tried = 0
    while killed < kills:
        site, boundary = fresh(tmp_path / "site", old=old), tried // 2 % len(names)
        tried += 1
        source = random.Random(tried)
        child = spawn(server, site, action, home=home, boundary=NEVER if tried % 2 else boundary, options=options)
        if tried % 2:
            wait_for_work(site, child)
            pause(source.random() * 0.05)
            child.kill()
        child.join(60)
        killed += child.exitcode == -9
        yield killed, site


def wait_for_work(site, process):
    """Until the process has a file of the site open, or has ended."""
    alive = getattr(process, "is_alive", None) or (lambda: process.poll() is None)
    while alive() and not at_work(site, process.pid):
        os.sched_yield()


def at_work(site, pid):
    folder = Path("/proc") / str(pid) / "fd"
    if not folder.exists():
        return True
    try:
        return any(str(one.readlink()).startswith(str(site.folder)) for one in folder.iterdir())
    except OSError:
        return False


def pause(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        os.sched_yield()
