"""The schedule: each due time is decided once, held-back ones wait, passed ones are told, sleep is no storm."""

from __future__ import annotations

from datetime import timedelta

from app.model.agent import Pause
from app.model.decision import Decision, Outcome
from app.model.job import JobNumber
from app.model.reason import ReasonCode as Code
from app.model.run import Counters, RunStatus, Trigger
from app.store import agents, decisions, states
from tests.app.engine.world import AGENT, HERE, MINUTE, NOON, World


def told(world: World, number: int) -> list[Decision]:
    """A job's decisions, oldest first."""
    with world.store.read() as connection:
        return list(reversed(decisions.page(connection, agent=AGENT, job=number, limit=100)))


def queued(world: World) -> list[int]:
    """The jobs that are queued."""
    return [run.job for run in world.all_runs() if run.status is RunStatus.QUEUED]


def work_off(world: World) -> None:
    """Do everything that is queued."""
    for run in world.all_runs():
        if run.status is RunStatus.QUEUED:
            world.execute(run.id)


def test_everything_is_due_at_first_and_dependents_wait_their_turn(world: World) -> None:
    world.tick()
    assert queued(world) == [1, 4, 6]
    assert world.tick() == 0
    work_off(world)
    world.tick()
    assert queued(world) == [2]
    work_off(world)
    world.tick()
    assert queued(world) == [3]


def test_ticking_twice_queues_nothing_twice(world: World) -> None:
    assert (world.tick(), world.tick()) == (3, 0)
    assert [one.outcome for one in told(world, 1)] == [Outcome.RAN]


def test_a_disabled_job_is_never_looked_at(world: World) -> None:
    world.change_job(1, enabled=False)
    world.tick()
    assert 1 not in queued(world)
    assert told(world, 1) == []


def test_the_next_run_comes_one_interval_after_the_start(world: World) -> None:
    world.tick()
    work_off(world)
    world.later(seconds=59)
    assert 1 not in _newly(world)
    world.later(seconds=1)
    assert 1 in _newly(world)


def _newly(world: World) -> list[int]:
    world.tick()
    return queued(world)


def test_a_due_time_during_a_run_is_skipped_and_told(world: World) -> None:
    world.tick()
    run = next(run for run in world.all_runs() if run.job == 1)
    assert world.begin(run.id)
    world.later(minutes=1)
    world.tick()
    last = told(world, 1)[-1]
    assert (last.outcome, last.due, [reason.code for reason in last.reasons]) == (
        Outcome.SKIPPED,
        NOON + MINUTE,
        [Code.ALREADY_RUNNING],
    )
    with world.store.read() as connection:
        assert states.one(connection, 1, company=HERE).next_due == NOON + 2 * MINUTE


def test_due_times_of_a_pause_are_skipped_with_its_note(world: World) -> None:
    world.tick()
    work_off(world)
    with world.store.begin() as connection:
        agents.pause(connection, AGENT, pause=Pause(by="ann", at=NOON, note="month end"))
    for _ in range(3):
        world.later(minutes=1)
        world.tick()
    assert 1 not in queued(world)
    last = told(world, 1)[-1]
    assert (last.outcome, last.count, last.due, last.last_due) == (
        Outcome.SKIPPED,
        2,
        NOON + MINUTE,
        NOON + 2 * MINUTE,
    )
    assert "month end" in last.reasons[0].text
    with world.store.begin() as connection:
        agents.resume(connection, AGENT, by="ann", at=world.clock[0])
    world.tick()
    assert queued(world).count(1) == 1
    assert told(world, 1)[-1].due == NOON + 3 * MINUTE


def test_a_night_without_a_process_is_missed_and_caught_up_by_one_run(world: World) -> None:
    world.tick()
    work_off(world)
    world.later(hours=9, seconds=30)
    world.tick()
    assert queued(world).count(1) == 1
    missed, ran = told(world, 1)[-2:]
    assert (missed.outcome, missed.count, missed.due) == (Outcome.MISSED, 539, NOON + MINUTE)
    assert (ran.outcome, ran.due) == (Outcome.RAN, NOON + timedelta(hours=9))
    assert missed.last_due == ran.due - MINUTE


def test_every_due_time_has_exactly_one_record(world: World) -> None:
    for seconds in (0, 61, 20, 400, 59, 1, 3600, 5):
        world.later(seconds=seconds)
        world.tick()
        if seconds != 20:
            work_off(world)
    seen = []
    for one in told(world, 1):
        step = (one.last_due - one.due) / (one.count - 1) if one.count > 1 else MINUTE
        seen.extend(one.due + number * step for number in range(one.count))
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)


def test_a_job_made_due_by_another_runs_because_of_it(world: World) -> None:
    for _ in range(3):
        world.tick()
        work_off(world)
    world.hands.does[6] = lambda _context: Counters(read=1, inserted=1)
    world.later(seconds=5)
    world.did(6)
    world.tick()
    last = world.all_runs()[-1]
    assert (last.job, last.trigger) == (JobNumber(3), Trigger.DEPENDENCY)
