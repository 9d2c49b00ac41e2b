"""Three agent processes over a real PostgreSQL: killed, frozen and cut off, nothing is lost or doubled."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.console import properties
from app.engine import gate
from app.model.errors import Unreachable
from app.model.job import JobNumber
from app.model.reason import ReasonCode
from app.model.run import Run, RunStatus, Trigger
from app.store import processes
from app.store.database import open_store
from tests.app.engine.world import AGENT, CATALOGUE, World
from tests.crash.engine.child import BATCHES, ledger, working_world
from tests.crash.machines.link import Link
from tests.crash.machines.namespaces import Host
from tests.crash.processes import end, until
from tests.peers import postgres
from tests.peers.postgres import Server

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parents[3]
IN_TIME = 15.0  # seconds until a lost machine's runs go on


@dataclass
class Machines:
    """A store and the agent processes over it, each with a link of its own."""

    folder: Path
    server: Server
    database: str
    world: World
    processes: list[subprocess.Popen[str]] = field(default_factory=list)
    links: dict[int, Link | Host] = field(default_factory=dict)

    def start(
        self, *instances: int, on: Host | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """One more machine: a process with a link that can be cut, or one on a host of its own."""
        link = on or Link(f"{self.server.host}/.s.PGSQL.{self.server.port}")
        url = f"postgresql+psycopg://{self.server.user}@{link.place}/{self.database}"
        words = ["-m", "tests.crash.machines.child", str(self.folder), url, *map(str, instances)]
        command = [*link.inside, sys.executable, *words]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
        )
        self.processes.append(process)
        self.links[process.pid] = link
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        until(lambda: self.pids() >= {process.pid})
        return process

    def pids(self) -> set[int]:
        """The processes that are entered."""
        with self.world.store.read() as connection:
            return {one.pid for one in processes.of(connection, AGENT)}

    def end(self) -> None:
        """End whatever is left."""
        end(self.processes)
        for link in self.links.values():
            link.close()
        self.world.store.close()

    def running(self) -> dict[int, list[Run]]:
        """The runs under way that have done a batch, by process."""
        with self.world.store.read() as connection:
            pids = {one.executor: one.pid for one in processes.of(connection, AGENT)}
            rows = connection.exec_driver_sql("SELECT id, executor FROM run WHERE status = 'running' AND read > 0")
            owners = {row.id: pids.get(row.executor, 0) for row in rows}
        found: dict[int, list[Run]] = {}
        for number, pid in owners.items():
            found.setdefault(pid, []).append(self.world.run(number))
        return found

    def victim(self) -> subprocess.Popen[str]:
        """A process with work in its hands."""
        until(self.running)
        pid = next(iter(self.running()))
        return next(process for process in self.processes if process.pid == pid)

    def batches(self) -> list[tuple[int, int, int]]:
        """Every batch: job, position, process."""
        with closing(ledger(self.folder)) as arm:
            return list(arm.execute("SELECT job, position, pid FROM batch"))

    def check(self) -> None:
        """Every job was brought to its end, each of its batches once."""
        loads = Counter(run.job for run in self.world.all_runs() if run.status is RunStatus.SUCCEEDED)
        done = Counter((job, position) for job, position, _ in self.batches())
        for job, times in loads.items():
            assert [done[job, position] for position in range(BATCHES)] == [times] * BATCHES, f"job {job}"

    def all_done(self) -> bool:
        """Whether all five enabled jobs have been brought to their end."""
        return {run.job for run in self.world.all_runs() if run.status is RunStatus.SUCCEEDED} == {1, 2, 3, 4, 6}

    def gone_on(self, lost: list[Run]) -> bool:
        """Whether another run has begun where each of these was interrupted."""
        stopped = all(self.world.run(run.id).status is RunStatus.STOPPED for run in lost)
        return stopped and any(
            run.trigger is Trigger.RECOVERY and run.started is not None for run in self.world.all_runs()
        )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture
def machines(server: Server, tmp_path: Path) -> Iterator[Machines]:
    """A store without processes yet."""
    with server.database() as name:
        found = Machines(folder=tmp_path, server=server, database=name, world=working_world(tmp_path, server.url(name)))
        try:
            yield found
        finally:
            found.end()


@pytest.mark.slow
def test_of_three_a_killed_one_is_taken_over_in_time(machines: Machines) -> None:
    for _ in range(3):
        machines.start()
    victim = machines.victim()
    lost = machines.running()[victim.pid]
    victim.kill()
    victim.wait()
    took = until(lambda: machines.gone_on(lost))
    print(f"taken over in {took:.1f} s")
    assert took < IN_TIME
    until(machines.all_done)
    machines.check()


@pytest.mark.slow
def test_one_that_was_frozen_changes_nothing_when_it_wakes(machines: Machines) -> None:
    for _ in range(3):
        machines.start()
    victim = machines.victim()
    os.kill(victim.pid, signal.SIGSTOP)
    lost = machines.running()[victim.pid]
    took = until(lambda: machines.gone_on(lost))
    print(f"taken over in {took:.1f} s")
    assert took < IN_TIME
    os.kill(victim.pid, signal.SIGCONT)
    until(machines.all_done)
    machines.check()
    until(lambda: victim.pid in machines.pids())  # awake, it is at everybody's service again


def test_one_that_is_cut_off_loses_its_work_and_comes_back(machines: Machines) -> None:
    for _ in range(3):
        machines.start()
    victim = machines.victim()
    machines.links[victim.pid].cut()
    lost = machines.running()[victim.pid]
    took = until(lambda: machines.gone_on(lost))
    print(f"taken over in {took:.1f} s")
    assert took < IN_TIME
    until(lambda: victim.pid not in machines.pids())
    machines.links[victim.pid].mend()
    until(machines.all_done)
    machines.check()
    until(lambda: victim.pid in machines.pids())


def test_instances_share_the_jobs_by_number(machines: Machines) -> None:
    for number in (2, 3, 6):
        machines.world.change_job(number, instance=2)
    first, second = machines.start(1), machines.start(2)
    until(machines.all_done)
    machines.check()
    who = {job: pid for job, _, pid in machines.batches()}
    assert who == {1: first.pid, 2: second.pid, 3: second.pid, 4: first.pid, 6: second.pid}


@pytest.mark.slow
def test_a_job_whose_instance_is_away_waits_and_says_so(machines: Machines) -> None:
    machines.world.change_job(4, instance=3)
    machines.start(1)
    until(lambda: {run.job for run in machines.world.all_runs() if run.status is RunStatus.SUCCEEDED} >= {1, 2, 3, 6})
    assert all(run.job != 4 for run in machines.world.all_runs())
    facts = machines.world.facts()
    held = gate.reasons(CATALOGUE[JobNumber(4)], company=facts.companies[0], facts=facts, asking=gate.WHY)
    assert ReasonCode.INSTANCE_NOT_RUNNING in {reason.code for reason in held}
    report = machines.world.engine.follow([machines.world.ask(4)], agent=AGENT, on_event=None)
    assert [run.status for run in report.runs] == [RunStatus.SUCCEEDED]  # the command itself works for it
    machines.check()


def test_commands_reach_the_agent_within_a_second(machines: Machines) -> None:
    machines.start()
    until(machines.all_done)
    asked = machines.world.ask(4)
    began = until(lambda: machines.world.run(asked).status is not RunStatus.QUEUED)
    facts = machines.world.facts()
    until(lambda: machines.world.run(asked).counters.read)
    properties.stop(machines.world.engine.acting, CATALOGUE[JobNumber(4)], facts=machines.world.facts())
    ended = until(lambda: machines.world.run(asked).status is RunStatus.STOPPED)
    print(f"run now reached the agent in {began:.2f} s, stop in {ended:.2f} s", facts.now)
    assert max(began, ended) < 5  # a second where the machine is free; this one may be busy


@pytest.mark.slow
def test_two_sessions_of_a_lost_process_that_wait_for_each_other_are_let_go_in_time(machines: Machines) -> None:
    """The second gets the row when the first is ended, and holds it just as long: nobody is there to go on."""
    lost, held, over = machines.world.store, threading.Event(), threading.Event()

    def hold() -> None:
        with contextlib.suppress(Unreachable), lost.begin() as connection:  # the server ends it
            connection.exec_driver_sql("UPDATE agent SET enabled = enabled")
            held.set()
            over.wait(60)

    sessions = [threading.Thread(target=hold) for _ in range(2)]
    try:
        for session in sessions:
            session.start()
            until(held.is_set)
        with machines.server.connect() as looking:
            waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
            until(lambda: looking.execute(waiting, (machines.database,)).fetchone())
        with closing(open_store(make_url(machines.server.url(machines.database)))) as store:
            start = time.monotonic()
            with store.begin() as connection:
                connection.exec_driver_sql("UPDATE agent SET enabled = enabled")
            took = time.monotonic() - start
    finally:
        over.set()
        for session in sessions:
            session.join()
    print(f"let go after {took:.1f} s")
    assert took < IN_TIME
