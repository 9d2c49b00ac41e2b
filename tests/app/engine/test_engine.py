"""The engine at work, over the real queue: a command works itself, an agent works for it, and both end cleanly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.event import Event, RunChanged
from app.model.reason import ReasonCode as Code
from app.model.run import Counters, Run, RunMode, RunStatus, Trigger
from app.model.work import RunContext
from app.store import processes, runs, states
from tests.app.engine.world import AGENT, HERE, World, open_world, process


@pytest.fixture
def live(tmp_path: Path) -> Iterator[World]:
    """A world whose clock goes on."""
    found = open_world(tmp_path, ticking=True)
    yield found
    found.store.close()


def test_a_command_works_itself_while_no_process_lives(live: World) -> None:
    events: list[Event] = []
    runs_ = [live.ask(number) for number in (1, 2, 3, 4)]
    report = live.engine.follow(runs_, agent=AGENT, on_event=events.append)
    assert [run.status for run in report.runs] == [RunStatus.SUCCEEDED] * 4
    assert report.exit_code == 0
    order = [job for job, _, _ in live.hands.done]
    assert order.index(1) < order.index(2) < order.index(3)
    assert {event.run.id for event in events if isinstance(event, RunChanged)} == set(runs_)
    assert live.facts().processes == ()


def test_what_cannot_start_is_reported_and_taken_back(live: World) -> None:
    def fail(_context: RunContext) -> Counters:
        return Counters(read=1)

    live.hands.does[1] = fail
    asked = [live.ask(number) for number in (1, 2, 3)]
    report = live.engine.follow(asked, agent=AGENT, on_event=None)
    assert [(run.job, run.status) for run in report.runs] == [(1, RunStatus.FAILED)]
    assert [(one.job, [reason.code for reason in one.reasons]) for one in report.waiting] == [
        (2, [Code.DEPENDENCY_FAILED]),
        (3, [Code.DEPENDENCY_QUEUED, Code.DEPENDENCY_NEVER_SUCCEEDED]),
    ]
    assert report.exit_code == 1
    assert live.facts().runs == ()


def test_a_full_sync_that_cannot_start_holds_nobody_up_afterwards(live: World) -> None:
    report = live.engine.follow([live.ask(2, mode=RunMode.FULL)], agent=AGENT, on_event=None)
    assert len(report.waiting) == 1
    with live.store.read() as connection:
        assert states.one(connection, 2, company=HERE).full_requested is None


def test_two_runs_of_a_job_never_overlap_and_others_do(live: World) -> None:
    active: list[int] = []
    seen: list[set[int]] = []

    def work(context: RunContext) -> Counters:
        number = context.order.job.number
        assert number not in active
        active.append(number)
        seen.append(set(active))
        time.sleep(0.1)  # long enough for the other workers to begin
        active.remove(number)
        return Counters()

    live.hands.does.update(dict.fromkeys((1, 4, 6), work))
    asked = [live.ask(number) for number in (1, 4, 6, 1, 4, 6)]
    report = live.engine.follow(asked, agent=AGENT, on_event=None)
    assert [run.status for run in report.runs] == [RunStatus.SUCCEEDED] * 6
    assert max(len(one) for one in seen) > 1


def test_an_agent_process_schedules_works_and_ends_with_its_work(live: World) -> None:
    until = threading.Event()
    thread = threading.Thread(target=live.engine.serve, args=(AGENT,), kwargs={"until": until})
    thread.start()
    try:
        _wait(lambda: {run.job for run in _done(live)} >= {1, 2, 3, 4, 6})
        report = live.engine.follow([live.ask(4)], agent=AGENT, on_event=None)
        assert report.runs[0].status is RunStatus.SUCCEEDED
    finally:
        until.set()
        thread.join()
    assert {run.trigger for run in _done(live)} == {Trigger.SCHEDULE, Trigger.USER}
    assert live.facts().processes == ()


def test_a_command_takes_over_what_a_dead_process_was_running(live: World) -> None:
    run = live.ask(4)
    with live.store.begin() as connection:
        now = live.store.now(connection)
        processes.beat(connection, process("dead", pid=0), at=now.replace(year=now.year - 1))
    assert live.begin(run, executor="dead")
    live.engine.follow([live.ask(1)], agent=AGENT, on_event=None)
    old, _, new = live.all_runs()
    assert (old.status, new.trigger, new.status) == (RunStatus.STOPPED, Trigger.RECOVERY, RunStatus.SUCCEEDED)


def test_a_run_that_was_handed_over_and_got_lost_is_handed_again(live: World) -> None:
    run = live.ask(1)
    with live.store.begin() as connection:
        now = live.store.now(connection)
        runs.change(connection, run, at=now, handed=now.replace(year=now.year - 1), attempt=1)
    report = live.engine.follow([run], agent=AGENT, on_event=None)
    assert report.runs[0].status is RunStatus.SUCCEEDED
    assert len(live.hands.done) == 1


def test_breaking_off_stops_the_runs_and_takes_back_the_queued_ones(live: World) -> None:
    def work(context: RunContext) -> Counters:
        while True:
            context.check()

    def break_off(event: Event) -> None:
        if isinstance(event, RunChanged) and event.run.status is RunStatus.RUNNING:
            raise KeyboardInterrupt

    live.hands.does[1] = work
    asked = [live.ask(number) for number in (1, 2)]
    with pytest.raises(KeyboardInterrupt):
        live.engine.follow(asked, agent=AGENT, on_event=break_off)
    assert [(run.job, run.status) for run in live.all_runs()] == [(1, RunStatus.STOPPED)]


def test_a_run_asked_for_starts_within_a_blink_of_a_working_command(live: World) -> None:
    live.engine.follow([live.ask(1)], agent=AGENT, on_event=None)  # the first time makes the queue's file
    asked = [live.ask(4)]
    run = live.engine.follow(asked, agent=AGENT, on_event=None).runs[0]
    assert run.started
    assert (run.started - run.queued).total_seconds() < 2


def _done(world: World) -> list[Run]:
    return [run for run in world.all_runs() if run.status is RunStatus.SUCCEEDED]


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)
