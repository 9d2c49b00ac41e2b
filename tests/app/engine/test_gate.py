"""The gate: every reason at once, each code reachable, and each says who clears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.engine import gate
from app.engine.facts import Facts
from app.engine.gate import Asking
from app.engine.ownership import Ending
from app.model.agent import AgentName, Company, Pause
from app.model.job import JobNumber
from app.model.reason import ReasonCode as Code
from app.model.run import Counters, RunMode, RunStatus
from app.store import agents, companies, runs, states
from tests.app.engine.world import AGENT, CATALOGUE, HERE, NOON, THERE, World, process

SUCCEEDED = Ending(status=RunStatus.SUCCEEDED, counters=Counters(), message="")
FAILED = Ending(status=RunStatus.FAILED, counters=Counters(), message="no")


def codes(number: int, facts: Facts, *, asking: Asking = gate.WHY) -> set[Code]:
    """The codes of the reasons that hold a job back."""
    found = gate.reasons(CATALOGUE[JobNumber(number)], company=HERE, facts=facts, asking=asking)
    for reason in found:
        assert reason.text.endswith((".", "!", "?"))
        assert reason.clears
        assert "{" not in reason.text + reason.clears
    return {reason.code for reason in found}


def working(facts: Facts) -> Facts:
    """The same with a process at work."""
    return replace(facts, processes=(process("other"),))


def test_a_job_without_dependencies_may_run_as_soon_as_a_process_lives(world: World) -> None:
    assert codes(1, world.facts()) == {Code.NO_PROCESS}
    assert codes(1, working(world.facts())) == set()
    assert codes(1, world.facts(), asking=gate.SCHEDULE) == set()


def test_a_switched_off_agent_and_a_disabled_job_are_told_together(world: World) -> None:
    world.change_agent(enabled=False)
    world.change_job(1, enabled=False)
    assert codes(1, working(world.facts())) == {Code.AGENT_DISABLED, Code.JOB_DISABLED}


def test_a_paused_agent_drains_while_something_runs_and_is_paused_then(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    with world.store.begin() as connection:
        agents.pause(connection, AGENT, pause=Pause(by="ann", at=NOON, note="month end"))
    assert Code.AGENT_DRAINING in codes(4, working(world.facts()))
    world.end(owned, SUCCEEDED)
    assert codes(4, working(world.facts())) == {Code.AGENT_PAUSED}
    reason = gate.reasons(CATALOGUE[JobNumber(4)], company=HERE, facts=world.facts(), asking=Asking())[0]
    assert "month end" in reason.text
    assert reason.since == NOON


def test_an_agent_without_companies_says_so(world: World) -> None:
    facts = replace(world.facts(), companies=())
    found = gate.reasons(CATALOGUE[JobNumber(1)], company=None, facts=facts, asking=Asking())
    assert [reason.code for reason in found] == [Code.NO_COMPANY]


def test_buyers_are_held_back_while_intercompany_gl_is_active(world: World) -> None:
    world.change_agent(intercompany_gl=True)
    assert codes(4, working(world.facts())) == {Code.INTERCOMPANY_GL_ACTIVE}


def test_invoiced_receipts_run_only_while_their_setting_is_on(world: World) -> None:
    world.change_job(5, enabled=True)
    assert codes(5, working(world.facts())) == {Code.INVOICED_RECEIPT_SYNC_OFF}
    world.change_agent(invoiced_receipt_sync=True)
    assert codes(5, working(world.facts())) == set()


def test_a_dependency_must_once_have_succeeded(world: World) -> None:
    assert codes(2, working(world.facts())) == {Code.DEPENDENCY_NEVER_SUCCEEDED}
    world.did(1)
    assert codes(2, working(world.facts())) == set()


def test_a_warning_counts_as_succeeded(world: World) -> None:
    world.hands.does[1] = lambda _context: Counters(read=2, inserted=1, failed=1)
    assert world.did(1).status is RunStatus.WARNING
    assert codes(2, working(world.facts())) == set()


def test_a_dependency_that_failed_and_never_succeeded_holds(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    world.end(owned, FAILED)
    assert codes(2, working(world.facts())) == {Code.DEPENDENCY_FAILED}


def test_a_dependency_that_succeeded_once_and_failed_later_holds_only_who_waited_for_it(world: World) -> None:
    world.did(1)
    world.later(seconds=1)
    waited = world.ask(2)
    again = world.begin(world.ask(1))
    assert again
    world.later(seconds=1)
    world.end(again, FAILED)
    assert Code.DEPENDENCY_FAILED in codes(2, world.facts(), asking=Asking(run=world.run(waited)))
    world.later(seconds=1)
    assert codes(2, world.facts(), asking=Asking(run=world.run(world.ask(2)))) == {Code.ALREADY_QUEUED}


def test_a_running_and_a_queued_dependency_hold(world: World) -> None:
    world.did(1)
    queued = world.ask(1)
    assert codes(2, working(world.facts())) == {Code.DEPENDENCY_QUEUED}
    assert world.begin(queued)
    assert codes(2, working(world.facts())) == {Code.DEPENDENCY_RUNNING}


def test_a_disabled_dependency_that_never_succeeded_is_told(world: World) -> None:
    world.change_job(1, enabled=False)
    assert codes(2, working(world.facts())) == {Code.DEPENDENCY_NEVER_SUCCEEDED, Code.DEPENDENCY_DISABLED}


def test_one_run_of_a_job_and_company_at_a_time(world: World) -> None:
    first = world.ask(1)
    assert codes(1, working(world.facts())) == {Code.ALREADY_QUEUED}
    assert codes(1, world.facts(), asking=Asking(run=world.run(first))) == set()
    assert world.begin(first)
    second = world.ask(1)
    assert Code.ALREADY_RUNNING in codes(1, world.facts(), asking=Asking(run=world.run(second)))
    assert world.begin(second) is None


def test_a_stopping_run_is_told(world: World) -> None:
    run = world.ask(1)
    assert world.begin(run)
    with world.store.begin() as connection:
        runs.change(connection, run, at=NOON, status=RunStatus.STOPPING.value)
    assert Code.STOPPING in codes(1, working(world.facts()))


def test_the_other_jobs_wait_for_a_requested_and_for_a_running_full_sync(world: World) -> None:
    for number in (1, 2):
        world.did(number)
    world.later(minutes=2)
    run = world.ask(2, mode=RunMode.FULL)
    assert codes(4, working(world.facts())) == {Code.FULL_SYNC_REQUESTED}
    assert world.begin(run)
    assert codes(4, working(world.facts())) == {Code.FULL_SYNC_RUNNING}


def test_a_full_sync_waits_until_the_running_jobs_have_ended(world: World) -> None:
    world.did(1)
    assert world.begin(world.ask(4))
    full = world.ask(1, mode=RunMode.FULL)
    assert codes(1, world.facts(), asking=Asking(run=world.run(full))) == {Code.OTHER_JOBS_RUNNING}
    assert world.begin(full) is None


def test_what_a_requested_full_sync_still_waits_for_is_not_held_back_by_it(world: World) -> None:
    full = world.ask(3, mode=RunMode.FULL)
    facts = world.facts()
    assert codes(1, facts, asking=Asking()) == set()
    assert codes(4, facts, asking=Asking()) == {Code.FULL_SYNC_REQUESTED}
    world.did(1)
    world.did(2)
    assert world.begin(full)


def test_a_dependencys_queued_run_does_not_hold_a_full_sync_that_holds_it_back(world: World) -> None:
    world.did(1)
    world.ask(1)
    full = world.ask(2, mode=RunMode.FULL)
    assert world.begin(full)


def test_of_two_full_syncs_the_older_request_goes_first(world: World) -> None:
    world.did(1)
    world.ask(4, mode=RunMode.FULL)
    world.later(seconds=1)
    second = world.ask(1, mode=RunMode.FULL)
    assert codes(1, world.facts(), asking=Asking(run=world.run(second))) == {Code.FULL_SYNC_TURN}


def test_a_younger_full_sync_goes_first_if_the_older_one_waits_for_it(world: World) -> None:
    older = world.ask(2, mode=RunMode.FULL)
    world.later(seconds=1)
    younger = world.ask(1, mode=RunMode.FULL)
    assert Code.FULL_SYNC_TURN in codes(2, world.facts(), asking=Asking(run=world.run(older)))
    assert world.begin(younger)


def test_a_full_sync_of_a_disabled_job_holds_nobody_up(world: World) -> None:
    world.ask(4, mode=RunMode.FULL)
    world.change_job(4, enabled=False)
    assert codes(6, working(world.facts())) == set()


def test_a_job_of_an_instance_without_a_process_says_so(world: World) -> None:
    world.change_job(1, instance=2)
    only_first = replace(process("other"), instances=(1,))
    facts = replace(world.facts(), processes=(only_first,))
    assert codes(1, facts) == {Code.INSTANCE_NOT_RUNNING}


def test_the_schedule_waits_for_the_due_time_and_a_person_does_not(world: World) -> None:
    world.did(1)
    assert codes(1, working(world.facts())) == {Code.NOT_DUE}
    assert codes(1, world.facts(), asking=Asking()) == set()
    world.later(minutes=1)
    assert codes(1, working(world.facts())) == set()


def test_the_schedule_leaves_an_unreachable_database_alone_for_a_while(world: World) -> None:
    owned = world.begin(world.ask(1))
    assert owned
    world.end(owned, replace(FAILED, unreachable=True))
    world.change_job(1, interval=timedelta(seconds=1))
    with world.store.begin() as connection:
        states.put(connection, 1, company=HERE, next_due=NOON)
    assert codes(1, working(world.facts())) == {Code.BACKING_OFF}
    assert codes(1, world.facts(), asking=Asking()) == set()
    world.later(minutes=5)
    assert codes(1, working(world.facts())) == set()


def test_a_store_that_a_newer_tieline_took_over_stops_everything(world: World) -> None:
    with world.store.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert codes(1, working(world.facts())) == {Code.STORE_NEWER}


def test_every_code_has_its_test() -> None:
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
        text = file.read()
    assert [code.name for code in Code if f"Code.{code.name}" not in text] == []


def test_another_companys_full_sync_holds_nobody_up(world: World) -> None:
    with world.store.begin() as connection:
        other = Company(code=THERE, agent=AgentName(AGENT), erp="sqlite:///e", arm="sqlite:///a")
        companies.put(connection, other)
    world.ask(4, mode=RunMode.FULL, company=THERE)
    assert codes(1, working(world.facts())) == set()


@pytest.mark.parametrize("number", [1, 4, 6])
def test_what_may_run_now_is_begun_and_ended(world: World, number: int) -> None:
    assert world.did(number).status is RunStatus.SUCCEEDED
