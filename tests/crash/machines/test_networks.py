"""Three agents on hosts in network namespaces: a wire is pulled, a firewall swallows, clocks differ.

Slow: `pytest -m slow tests/crash/machines`. Where network namespaces may not be made these are skipped; the same with a
link in between that can be stalled runs everywhere (test_machines).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.console import properties
from app.model.agent import Pause
from app.model.job import JobNumber
from app.model.run import RunStatus, Trigger
from app.store import agents
from app.store.database import open_store
from tests.app.engine.world import AGENT, CATALOGUE
from tests.crash.engine.child import working_world
from tests.crash.machines.namespaces import NETWORK, Cut, Host
from tests.crash.machines.test_machines import IN_TIME, Machines
from tests.crash.processes import until
from tests.peers import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
SECOND = 1.0


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, reached from the hosts."""
    with postgres.listening(NETWORK) as started:
        yield started


@pytest.fixture
def machines(server: postgres.Server, tmp_path: Path) -> Iterator[Machines]:
    """A store without processes yet."""
    with server.database() as name:
        found = Machines(folder=tmp_path, server=server, database=name, world=working_world(tmp_path, server.url(name)))
        try:
            yield found
        finally:
            found.end()


def host(machines: Machines, **env: str) -> subprocess.Popen[str]:
    return machines.start(on=Host(machines.server.port), env=env)


@pytest.mark.parametrize("how", Cut)
def test_a_host_that_is_cut_off_loses_its_work_and_changes_nothing_when_it_is_back(
    machines: Machines, how: Cut
) -> None:
    for _ in range(3):
        host(machines)
    victim = machines.victim()
    wire = machines.links[victim.pid]
    assert isinstance(wire, Host)
    wire.cut(how)
    lost = machines.running()[victim.pid]
    took = until(lambda: machines.gone_on(lost))
    print(f"{how.value}: taken over in {took:.1f} s")
    assert took < IN_TIME
    until(lambda: victim.pid not in machines.pids())
    wire.mend()
    until(machines.all_done)
    machines.check()
    back = until(lambda: victim.pid in machines.pids())
    print(f"back at work {back:.1f} s after the link")
    assert sum(run.trigger is Trigger.RECOVERY for run in machines.world.all_runs()) <= len(lost) + 1


def test_what_is_held_in_the_store_by_a_host_that_is_cut_off_is_let_go(
    machines: Machines, server: postgres.Server
) -> None:
    """A session that was cut in the middle of a transaction keeps its locks until the server ends it."""
    code = (
        "import sys\nfrom sqlalchemy.engine import make_url\nfrom app.store.database import open_store\n"
        "store = open_store(make_url(sys.argv[1]))\n"
        "with store.begin() as c:\n"
        '    c.exec_driver_sql("UPDATE agent SET enabled = enabled")\n'
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )  # fmt: skip
    wire = Host(server.port)
    url = f"postgresql+psycopg://{server.user}@{wire.place}/{machines.database}"
    command = [*wire.inside, sys.executable, "-c", code, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "held\n"
            wire.cut(Cut.DROPPED)
            store = machines.world.store

            def written() -> bool:
                with store.begin() as connection:
                    agents.resume(connection, AGENT, by="", at=store.now(connection))
                    connection.exec_driver_sql("UPDATE agent SET enabled = enabled")
                return True

            took = until(written)
            print(f"let go after {took:.1f} s")
            assert took < IN_TIME
        finally:
            holder.kill()
            wire.close()


def switch(machines: Machines, *, paused: bool) -> None:
    """Pause the agent or let it go on, as the console does."""
    store = machines.world.store
    with store.begin() as connection:
        now = store.now(connection)
        if paused:
            agents.pause(connection, AGENT, pause=Pause(by="ann", at=now, note="the ERP is being upgraded"))
        else:
            agents.resume(connection, AGENT, by="ann", at=now)


def test_commands_reach_the_agent_within_a_second(machines: Machines) -> None:
    for _ in range(3):
        host(machines)
    until(machines.all_done)
    rounds = [commanded(machines) for _ in range(5)]
    told = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    print({name: f"{value:.2f} s" for name, value in told.items()})
    assert max(told.values()) < SECOND


def commanded(machines: Machines) -> dict[str, float]:
    """How long after each command the agent has done what it says."""
    world, took = machines.world, dict[str, float]()
    asked = world.ask(4)
    took["run now"] = until(lambda: world.run(asked).status is not RunStatus.QUEUED)
    until(lambda: world.run(asked).counters.read)
    properties.stop(world.engine.acting, CATALOGUE[JobNumber(4)], facts=world.facts())
    took["stop"] = until(lambda: world.run(asked).status is RunStatus.STOPPED)
    switch(machines, paused=True)
    held = world.ask(4)
    with pytest.raises(AssertionError, match="in time"):
        until(lambda: world.run(held).status is not RunStatus.QUEUED, seconds=1.5)
    switch(machines, paused=False)
    took["resume"] = until(lambda: world.run(held).status is not RunStatus.QUEUED)
    properties.stop(world.engine.acting, CATALOGUE[JobNumber(4)], facts=world.facts())
    until(lambda: world.run(held).ended is not None)
    return took


@pytest.mark.skipif(not FAKETIME, reason="needs libfaketime (Debian: faketime)")
def test_clocks_that_differ_by_hours_change_nothing(machines: Machines) -> None:
    def clock(shift: str) -> dict[str, str]:
        return {"LD_PRELOAD": str(FAKETIME[0]), "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    host(machines, **clock("+3h"))
    host(machines, **clock("-2h"))
    host(machines)
    victim = machines.victim()
    early = [run for run in machines.world.all_runs() if run.trigger is Trigger.RECOVERY]
    assert early == []  # nobody took a living one for dead
    lost = machines.running()[victim.pid]
    victim.kill()
    victim.wait()
    took = until(lambda: machines.gone_on(lost))
    print(f"taken over in {took:.1f} s")
    assert took < IN_TIME
    until(machines.all_done)
    machines.check()
    with closing(open_store(make_url(machines.server.url(machines.database)))) as store, store.read() as connection:
        now = store.now(connection)
    begun = min(run.queued for run in machines.world.all_runs())
    for run in machines.world.all_runs():
        assert begun <= run.queued <= now
        assert run.started is None or begun <= run.started <= now
        assert run.ended is None or begun <= run.ended <= now
