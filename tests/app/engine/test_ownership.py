"""Beginning and ending: one owner, a higher fence shuts the former out, and what follows from an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.engine import ownership
from app.engine.ownership import Ending
from app.engine.settling import settle
from app.model.agent import Company
from app.model.job import JobNumber
from app.model.run import Counters, Run, RunMode, RunStatus
from app.model.state import JobState
from app.store import states
from tests.app.engine.world import CATALOGUE, HERE, MINUTE, NOON, World

SUCCEEDED = Ending(status=RunStatus.SUCCEEDED, counters=Counters(read=3, inserted=3), message="done")


def state(world: World, number: int) -> JobState:
    """A job's state."""
    with world.store.read() as connection:
        return states.one(connection, number, company=HERE)


def test_a_run_is_begun_once_whoever_tries(world: World) -> None:
    run = world.ask(1)
    assert world.begin(run, executor="one")
    assert world.begin(run, executor="two") is None


def test_each_beginning_takes_a_higher_fence(world: World) -> None:
    first = world.begin(world.ask(1))
    assert first
    world.end(first, SUCCEEDED)
    second = world.begin(world.ask(1))
    assert second
    assert second.fence > first.fence


def test_a_run_that_a_rule_holds_back_stays_queued(world: World) -> None:
    run = world.ask(2)
    assert world.begin(run) is None
    assert world.run(run).status is RunStatus.QUEUED


def test_an_end_with_an_old_fence_changes_nothing(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    with world.store.begin() as connection:
        states.next_fence(connection, 1, company=HERE)
    before = (world.run(owned.run.id), state(world, 1))
    assert world.end(owned, SUCCEEDED) is None
    assert (world.run(owned.run.id), state(world, 1)) == before


def test_an_end_keeps_counters_message_and_time(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    world.later(seconds=9)
    ended = world.end(owned, SUCCEEDED)
    assert ended
    assert (ended.status, ended.counters.read, ended.message) == (RunStatus.SUCCEEDED, 3, "done")
    assert (ended.started, ended.ended) == (NOON, NOON + timedelta(seconds=9))


def test_the_next_run_is_due_one_interval_after_the_last_start(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    world.later(seconds=50)
    world.end(owned, SUCCEEDED)
    assert state(world, 1).next_due == NOON + MINUTE


def test_a_retry_moves_neither_the_next_run_nor_the_last_success(world: World) -> None:
    world.execute(world.ask(1, mode=RunMode.RETRY))
    found = state(world, 1)
    assert (found.next_due, found.last_ok, found.last_status) == (None, None, RunStatus.SUCCEEDED)


def test_a_book_that_changed_something_makes_parts_due_at_once(world: World) -> None:
    world.did(1)
    world.did(2)
    world.did(3)
    assert (state(world, 3).next_due or NOON) > NOON
    world.later(seconds=5)
    world.hands.does[6] = lambda _context: Counters(read=1, updated=1)
    run = world.did(6)
    found = state(world, 3)
    assert (found.next_due, found.refresh_of) == (NOON + timedelta(seconds=5), run.id)


def test_a_book_that_changed_nothing_makes_nothing_due(world: World) -> None:
    world.did(6)
    assert state(world, 3).next_due is None
    assert state(world, 3).refresh_of is None


@pytest.mark.parametrize("status", [RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.STOPPED])
def test_the_end_of_a_full_sync_lets_the_others_go_on(world: World, status: RunStatus) -> None:
    owned = world.begin(world.ask(1, mode=RunMode.FULL))
    assert owned
    world.end(owned, replace(SUCCEEDED, status=status))
    assert state(world, 1).full_requested is None


def test_a_full_sync_cut_short_by_the_end_of_its_process_stays_requested_and_goes_on(world: World) -> None:
    owned = world.begin(world.ask(1, mode=RunMode.FULL))
    assert owned
    world.end(owned, replace(SUCCEEDED, status=RunStatus.STOPPED, interrupted=True))
    last = world.all_runs()[-1]
    assert (last.status, last.mode, last.trigger.value) == (RunStatus.QUEUED, RunMode.FULL, "recovery")
    assert f"Run {last.id} goes on" in world.run(owned.run.id).message
    assert state(world, 1).full_requested is not None
    assert world.execute(last.id).status is RunStatus.SUCCEEDED


def test_unreachable_databases_are_tried_less_and_less_often() -> None:
    waits = [ownership.backing_off(times) for times in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=15)
    assert waits[-1] == timedelta(minutes=15)


def test_a_success_forgets_the_troubles(world: World) -> None:
    for _ in range(2):
        owned = world.begin(world.ask(1))
        assert owned
        world.end(owned, replace(SUCCEEDED, status=RunStatus.FAILED, unreachable=True))
    assert state(world, 1).troubles == 2
    world.did(1)
    assert (state(world, 1).troubles, state(world, 1).not_before) == (0, None)


def test_a_company_locks_its_gates_one_after_the_other(world: World) -> None:
    runs = [world.ask(JobNumber(1)), world.ask(JobNumber(4))]
    assert all(world.begin(run) for run in runs)


def test_a_run_knows_whether_the_one_before_it_was_stopped(world: World) -> None:
    world.did(1)
    after_success = world.begin(world.ask(1))
    assert after_success
    assert not after_success.after_stop
    stopped = Ending(status=RunStatus.STOPPED, counters=Counters(), message="stopped")
    job = CATALOGUE[JobNumber(1)]
    assert ownership.end(world.store, after_success, ending=stopped, job=job, catalogue=CATALOGUE)
    after_stop = world.begin(world.ask(1))
    assert after_stop
    assert after_stop.after_stop


def test_only_after_a_stop_arm_is_asked_what_had_been_committed(world: World) -> None:
    asked: list[int] = []

    def committed(_company: Company, run: Run, _store: str) -> dict[str, int] | None:
        asked.append(run.id)
        return None

    world.did(1)
    world.later(minutes=1)
    first = world.begin(world.ask(1))
    assert first
    settle(world.store, first, committed=committed)
    assert asked == []
    stopped = Ending(status=RunStatus.STOPPED, counters=Counters(), message="stopped")
    ownership.end(world.store, first, ending=stopped, job=CATALOGUE[JobNumber(1)], catalogue=CATALOGUE)
    second = world.begin(world.ask(1))
    assert second
    settle(world.store, second, committed=committed)
    assert asked == [first.run.id]
