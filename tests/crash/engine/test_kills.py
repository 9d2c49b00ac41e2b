"""Real processes, really killed, stopped and woken: no batch twice, none left out, taken over in time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.model.run import Run, RunStatus, Trigger
from tests.app.engine.world import AGENT, World
from tests.crash import processes
from tests.crash.engine.child import BATCHES, ledger, working_world
from tests.crash.processes import until
from tests.peers import postgres
from tests.peers.postgres import Server

ROOT = Path(__file__).resolve().parents[3]
IN_TIME = 10.0  # seconds until a dead process's runs go on


@dataclass
class Site:
    """A home, its store and the processes at work on it."""

    folder: Path
    url: str
    world: World
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[str]:
        """One more agent process, ready."""
        command = [sys.executable, "-m", "tests.crash.engine.child", str(self.folder), self.url]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.processes.append(process)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return process

    def end(self) -> None:
        """End every process that is left."""
        processes.end(self.processes)
        self.world.store.close()

    def batches(self) -> Counter[tuple[int, int]]:
        """How often each batch of each job was done."""
        with closing(ledger(self.folder)) as arm:
            return Counter((job, position) for job, position in arm.execute("SELECT job, position FROM batch"))

    def working(self) -> list[Run]:
        """The runs under way that have done a batch."""
        return [run for run in self.world.all_runs() if run.status is RunStatus.RUNNING and run.counters.read]

    def loads(self) -> dict[int, int]:
        """How often each job was brought to its end."""
        return dict(Counter(run.job for run in self.world.all_runs() if run.status is RunStatus.SUCCEEDED))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A home over either kind of store."""
    if request.param == "sqlite":
        yield from _site(tmp_path, f"sqlite:///{tmp_path}/store.sqlite")
        return
    server: Server = request.getfixturevalue("server")
    with server.database() as name:
        yield from _site(tmp_path, server.url(name))


def _site(folder: Path, url: str) -> Iterator[Site]:
    found = Site(folder=folder, url=url, world=working_world(folder, url))
    try:
        yield found
    finally:
        found.end()


def everything_once(site: Site) -> bool:
    """Whether all five enabled jobs have been brought to their end."""
    return set(site.loads()) == {1, 2, 3, 4, 6}


def check(site: Site) -> None:
    """Each batch of each finished load was done once, in spite of everything."""
    times = site.loads()
    done = site.batches()
    for job, loads in times.items():
        assert [done[job, position] for position in range(BATCHES)] == [loads] * BATCHES, f"job {job}"


def test_a_killed_process_is_taken_over_by_the_other_one(site: Site) -> None:
    first, _ = site.start(), site.start()
    until(site.working)
    owners = _owners(site)
    victim = next(process for process in site.processes if process.pid in owners)
    victim.kill()
    victim.wait()
    lost = {run.id for run in site.world.all_runs() if run.status is RunStatus.RUNNING}
    took = until(lambda: any(run.trigger is Trigger.RECOVERY for run in site.world.all_runs()) or not lost)
    assert took < IN_TIME
    until(lambda: everything_once(site))
    check(site)
    assert first


def test_the_next_start_goes_on_within_ten_seconds(site: Site) -> None:
    process = site.start()
    until(site.working)
    process.kill()
    process.wait()
    before = {run.id: run for run in site.world.all_runs() if run.status is RunStatus.RUNNING}
    assert before
    site.start()
    took = until(
        lambda: [run for run in site.world.all_runs() if run.trigger is Trigger.RECOVERY and run.started is not None]
    )
    assert took < IN_TIME
    until(lambda: everything_once(site))
    assert {site.world.run(number).status for number in before} == {RunStatus.STOPPED}
    check(site)


def test_a_process_that_was_frozen_and_wakes_up_changes_nothing(site: Site) -> None:
    process = site.start()
    until(site.working)
    processes.freeze(process, folder=site.folder)
    frozen = [run.id for run in site.world.all_runs() if run.status is RunStatus.RUNNING]
    site.start()
    assert until(lambda: site.world.run(frozen[0]).status is RunStatus.STOPPED) < IN_TIME
    until(lambda: [run for run in site.working() if run.trigger is Trigger.RECOVERY])
    os.kill(process.pid, signal.SIGCONT)
    until(lambda: everything_once(site))
    check(site)
    for number in frozen:
        assert "Interrupted" in site.world.run(number).message


@pytest.mark.postgres
def test_two_processes_over_postgresql_take_over_from_each_other(server: Server, tmp_path: Path) -> None:
    with server.database() as name:
        for site in _site(tmp_path, server.url(name)):
            process = site.start()
            until(site.working)
            process.kill()
            process.wait()
            site.start()
            until(lambda site=site: any(run.trigger is Trigger.RECOVERY for run in site.world.all_runs()))
            until(lambda site=site: everything_once(site))
            check(site)


def test_what_was_queued_by_a_dead_process_is_done_once(site: Site) -> None:
    process = site.start()
    until(site.working)
    asked = [site.world.ask(4), site.world.ask(6)]
    process.kill()
    process.wait()
    report = site.world.engine.follow(asked, agent=AGENT, on_event=None)
    assert [run.status for run in report.runs] == [RunStatus.SUCCEEDED] * 2
    assert all(run.status is not RunStatus.RUNNING for run in site.world.all_runs())
    check(site)


def test_a_process_asked_to_end_lets_its_work_end_first(site: Site) -> None:
    process = site.start()
    until(site.working)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert [run for run in site.world.all_runs() if run.status is RunStatus.RUNNING] == []
    check(site)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_kills_at_any_moment_lose_and_repeat_nothing(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    for site in _site(tmp_path, f"sqlite:///{tmp_path}/store.sqlite"):
        for _ in range(3):
            process = site.start()
            time.sleep(moments.uniform(0.8, 2.5))  # the moment is the point
            process.kill()
            process.wait()
        site.start()
        until(lambda site=site: everything_once(site))
        check(site)


def _owners(site: Site) -> set[int]:
    with closing(ledger(site.folder)) as arm:
        return {pid for (pid,) in arm.execute("SELECT DISTINCT pid FROM batch")}
