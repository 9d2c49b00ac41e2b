"""Taking over: what a dead process was running goes on, once, and what it wrote late counts for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

from app.engine import life
from app.engine.ownership import Ending, Owned
from app.engine.takeover import take_over
from app.model.run import Counters, RunMode, RunStatus, Trigger
from app.store import processes, runs, states
from tests.app.engine.world import AGENT, HERE, NOON, World, process

SUCCEEDED = Ending(status=RunStatus.SUCCEEDED, counters=Counters(), message="")


def running(world: World, *, mode: RunMode = RunMode.INCREMENTAL) -> Owned:
    """A run that a process named `other` began at noon."""
    with world.store.begin() as connection:
        processes.beat(connection, process("other"), at=world.clock[0])
    owned = world.begin(world.ask(1, mode=mode), executor="other")
    assert owned
    return owned


def take(world: World) -> int:
    """Take over as another process."""
    return take_over(world.store, agent=AGENT, executor="me", busy=lambda: ())


def test_a_process_that_beats_keeps_its_runs(world: World) -> None:
    owned = running(world)
    world.later(seconds=4)
    assert take(world) == 0
    assert world.run(owned.run.id).status is RunStatus.RUNNING


def test_a_process_that_is_silent_for_longer_than_the_lease_loses_them_once(world: World) -> None:
    owned = running(world)
    world.later(seconds=6)
    assert take(world) == 1
    assert take(world) == 0
    old, new = world.all_runs()
    assert (old.status, new.status, new.trigger) == (RunStatus.STOPPED, RunStatus.QUEUED, Trigger.RECOVERY)
    assert "Interrupted" in old.message
    assert f"Run {new.id}" in old.message
    assert world.end(owned, SUCCEEDED) is None
    assert world.execute(new.id).status is RunStatus.SUCCEEDED


def test_a_dead_process_of_this_machine_is_noticed_at_once(world: World) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    other = life.this_process(AGENT, schedules=True, now=NOON)
    with world.store.begin() as connection:
        processes.beat(connection, replace(other, executor="child", pid=child.pid), at=NOON)
    assert world.begin(world.ask(1), executor="child")
    assert take(world) == 0
    child.kill()
    assert life.lives(replace(other, pid=os.getpid()), now=NOON)
    child.wait()
    assert take(world) == 1


def test_a_run_that_was_asked_to_stop_is_not_gone_on_with(world: World) -> None:
    owned = running(world)
    with world.store.begin() as connection:
        states.put(connection, 1, company=HERE, stop=True)
        runs.change(connection, owned.run.id, at=NOON, status=RunStatus.STOPPING.value)
    world.later(seconds=6)
    take(world)
    assert [run.status for run in world.all_runs()] == [RunStatus.STOPPED]


def test_an_interrupted_full_sync_goes_on_as_one_and_stays_requested(world: World) -> None:
    running(world, mode=RunMode.FULL)
    world.later(seconds=6)
    take(world)
    assert world.all_runs()[-1].mode is RunMode.FULL
    with world.store.read() as connection:
        assert states.one(connection, 1, company=HERE).full_requested is not None


def test_a_run_that_its_own_process_does_no_more_is_lost_too(world: World) -> None:
    with world.store.begin() as connection:
        processes.beat(connection, process("me"), at=NOON)
    run = world.ask(1)
    assert world.begin(run, executor="me")
    answers = iter([set[int](), {run}])  # it begins while the store is read
    assert take_over(world.store, agent=AGENT, executor="me", busy=lambda: next(answers)) == 0
    assert take_over(world.store, agent=AGENT, executor="me", busy=lambda: {run}) == 0
    assert take_over(world.store, agent=AGENT, executor="me", busy=lambda: ()) == 1


def test_of_two_that_take_over_one_wins(world: World) -> None:
    running(world)
    world.later(seconds=6)
    with world.store.read() as connection:
        seen = processes.of(connection, AGENT)[0]
    assert take(world) == 1
    with world.store.begin() as connection:
        assert not processes.remove(connection, seen, unless_beaten=True)


def test_a_process_that_wakes_up_enters_itself_again(world: World) -> None:
    running(world)
    world.later(seconds=6)
    take(world)
    with world.store.begin() as connection:
        processes.beat(connection, process("other"), at=world.clock[0])
        assert [one.executor for one in processes.of(connection, AGENT)] == ["other"]


def test_the_lease_is_five_seconds() -> None:
    found = process("other")
    assert life.lives(found, now=NOON + timedelta(seconds=5))
    assert not life.lives(found, now=NOON + timedelta(seconds=5.1))


def test_what_goes_on_with_a_retry_is_about_the_same_records(world: World) -> None:
    picked = ("EPIC06-7", "EPIC06-9")
    owned = running(world, mode=RunMode.RETRY)
    with world.store.begin() as connection:
        runs.change(connection, owned.run.id, at=NOON, records=list(picked))
    world.later(seconds=6)
    assert take(world) == 1
    assert [one.records for one in world.all_runs()] == [picked, picked]
