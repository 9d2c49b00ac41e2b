"""The run loop: what each ending says, and that a run which lost its job writes nothing."""

from __future__ import annotations

import threading

import pytest

from app.engine import execution
from app.model.errors import Fatal, Unreachable
from app.model.event import LineLogged, RunChanged
from app.model.run import Counters, Run, RunMode, RunStatus
from app.model.work import RunContext
from app.store import log_lines, states
from tests.app.engine.world import HERE, World


def log(world: World, run: Run) -> list[str]:
    """The texts of a run's log."""
    with world.store.read() as connection:
        return [line.text for line in log_lines.of(connection, run.id, limit=100)]


def test_a_run_is_told_in_its_log_from_start_to_end(world: World) -> None:
    world.hands.does[1] = lambda _context: Counters(read=3, inserted=2, unchanged=1)
    run = world.did(1)
    assert log(world, run) == ["Started: 1 Company for EPIC06 (incremental).", "3 read: 2 inserted, 1 unchanged."]


def test_an_unreachable_database_fails_the_run_with_its_sentence(world: World) -> None:
    def work(_context: RunContext) -> Counters:
        raise Unreachable("The ERP could not be used", why="it is off", remedy="Switch it on.")

    world.hands.does[1] = work
    run = world.did(1)
    assert (run.status, run.unreachable) == (RunStatus.FAILED, True)
    assert run.message == "The ERP could not be used: it is off. Switch it on."


def test_a_missing_table_fails_the_run_but_is_no_trouble_of_the_line(world: World) -> None:
    def work(_context: RunContext) -> Counters:
        raise Fatal("Part could not be brought over", why="there is no table Part")

    world.hands.does[1] = work
    run = world.did(1)
    assert (run.status, run.unreachable) == (RunStatus.FAILED, False)


@pytest.mark.logs_warnings
def test_a_bug_fails_the_run_in_plain_words_and_its_traceback_goes_to_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_context: RunContext) -> Counters:
        raise ZeroDivisionError("secret detail")

    world.hands.does[1] = work
    run = world.did(1)
    assert run.status is RunStatus.FAILED
    assert "secret" not in run.message
    assert "Traceback" not in run.message
    assert "ZeroDivisionError: secret detail" in caplog.text


def test_counters_that_do_not_add_up_are_not_accepted(world: World) -> None:
    world.hands.does[1] = lambda _context: Counters(read=3, inserted=1)
    assert world.did(1).status is RunStatus.FAILED


def test_a_run_that_is_asked_to_stop_stops_at_its_next_batch(world: World) -> None:
    def work(context: RunContext) -> Counters:
        context.report(Counters(read=5, inserted=5), table="Part")
        with world.store.begin() as connection:
            states.put(connection, 1, company=HERE, stop=True)
        context.check()
        raise AssertionError

    world.hands.does[1] = work
    run = world.did(1)
    assert (run.status, run.counters.read) == (RunStatus.STOPPED, 5)


def test_a_run_whose_job_was_taken_over_notices_and_writes_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def work(context: RunContext) -> Counters:
        with world.store.begin() as connection:
            states.next_fence(connection, 1, company=HERE)
        context.log("written by a ghost")
        context.report(Counters(read=5, inserted=5), table="Part")
        context.check()
        raise AssertionError

    world.hands.does[1] = work
    run = world.did(1)
    assert (run.status, run.counters.read) == (RunStatus.RUNNING, 0)
    assert "written by a ghost" not in log(world, run)
    caplog.clear()


def test_progress_reaches_the_feed_with_its_table(world: World) -> None:
    def work(context: RunContext) -> Counters:
        context.report(Counters(read=1, inserted=1), table="Part", total=9)
        event = next(one for one in world.engine.workshop.feed.drain(poll=False) if isinstance(one, RunChanged))
        assert (event.table, event.total, event.run.counters.read) == ("Part", 9, 1)
        return Counters(read=1, inserted=1)

    world.hands.does[1] = work
    assert world.did(1).status is RunStatus.SUCCEEDED
    kinds = {type(event) for event in world.engine.workshop.feed.drain(poll=False)}
    assert kinds == {RunChanged, LineLogged}


def test_a_process_that_ends_stops_its_run_and_lets_another_go_on(world: World) -> None:
    halt = threading.Event()
    halt.set()
    run = world.ask(1)
    execution.execute(run, executor="me", workshop=world.engine.workshop, halt=halt)
    assert world.run(run).status is RunStatus.STOPPED
    assert [one.status for one in world.all_runs()] == [RunStatus.STOPPED, RunStatus.QUEUED]


def test_open_failures_are_counted_beside_the_job_until_there_are_none(world: World) -> None:
    world.hands.does[1] = lambda _context: Counters(read=1, failed=1)
    world.did(1)
    with world.store.read() as connection:
        assert states.one(connection, 1, company=HERE).open_failures == 7
    assert world.execute(world.ask(1, mode=RunMode.RETRY)).status is RunStatus.WARNING


@pytest.mark.parametrize(
    ("counters", "marks", "told"),
    [
        (Counters(), True, "Nothing new."),
        (Counters(), False, "Nothing to do."),
        (Counters(read=1, unchanged=1, deleted=2), True, "1 read: 2 marked deleted, 1 unchanged."),
        (Counters(deleted=3), True, "0 read: 3 marked deleted."),
        (Counters(deleted=1_500), False, "1,500 old rows removed."),
        (Counters(deleted=1), False, "1 old row removed."),
    ],
)
def test_what_retention_removes_is_not_called_marked(counters: Counters, marks: bool, told: str) -> None:
    assert execution.summary(counters, marks=marks) == told
