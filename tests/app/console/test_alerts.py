"""One alert a cause: late, failing, quiet, no answer, paused for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.console.alerts import alerts_of
from app.model.agent import AgentProcess, AgentState, Pause
from app.model.alert import AlertKind
from app.model.job import JobNumber, JobStatus
from app.model.run import Counters, RunId, RunStatus
from tests.ui.double import NOW, agent_row, job_rows, run


def quiet_rows():
    """Jobs that are all well."""
    return [
        replace(row, status=JobStatus.SUCCEEDED, next_run=NOW + timedelta(minutes=1), open_failures=0)
        for row in job_rows()
    ]


def found(agent=None, *, rows=None, runs=(), open_since=None):
    return list(
        alerts_of(agent or agent_row(), rows=rows or quiet_rows(), runs=runs, now=NOW, open_since=open_since or {})
    )


def test_nothing_is_told_while_all_is_well():
    assert found(runs=[run(n, status=RunStatus.SUCCEEDED) for n in range(1, 9)]) == []


def test_a_job_that_fails_again_and_again_is_one_alert():
    runs = [run(n, status=RunStatus.FAILED) for n in range(1, 6)] + [run(6, status=RunStatus.SUCCEEDED)]
    alerts = found(runs=runs)
    assert [(one.kind, one.jobs, one.count) for one in alerts] == [(AlertKind.FAILING, (JobNumber(26),), 5)]
    assert alerts[0].since == runs[4].started


def test_a_side_that_does_not_answer_is_one_alert_for_all_its_jobs():
    runs = [
        run(n, id=RunId(900 - n), job=JobNumber(n), status=RunStatus.FAILED, unreachable=True) for n in (1, 2, 3, 10)
    ]
    alerts = found(runs=runs)
    assert [(one.kind, one.count) for one in alerts] == [(AlertKind.NO_ANSWER, 4)]
    assert alerts[0].key == found(runs=runs[:2])[0].key


def test_a_job_is_late_when_its_due_time_passed_by_more_than_its_interval():
    rows = quiet_rows()
    rows[2] = replace(rows[2], interval=timedelta(minutes=5), next_run=NOW - timedelta(minutes=6))
    rows[3] = replace(rows[3], interval=timedelta(minutes=15), next_run=NOW - timedelta(minutes=6), enabled=True)
    assert [(one.kind, one.jobs) for one in found(rows=rows)] == [(AlertKind.LATE, (rows[2].number,))]


def test_nothing_is_late_while_a_process_that_just_started_catches_up():
    rows = quiet_rows()
    rows[2] = replace(rows[2], interval=timedelta(minutes=5), next_run=NOW - timedelta(hours=6))
    process = AgentProcess(host="erp-01", pid=1, instances=None, started=NOW - timedelta(minutes=1), seen=NOW)
    assert found(agent_row(processes=(process,)), rows=rows) == []
    longer = replace(process, started=NOW - timedelta(minutes=6))
    assert [one.kind for one in found(agent_row(processes=(longer,)), rows=rows)] == [AlertKind.LATE]


def test_a_job_that_brings_nothing_any_more_is_told():
    still = [
        run(n, id=RunId(2000 - n), status=RunStatus.SUCCEEDED, counters=Counters(read=9, unchanged=9))
        for n in range(1, 51)
    ]
    brought = run(60, id=RunId(100), status=RunStatus.SUCCEEDED)
    assert [one.kind for one in found(runs=[*still, brought])] == [AlertKind.QUIET]
    assert found(runs=still) == []


def test_an_agent_without_a_process_and_one_paused_for_long_are_told():
    assert [one.kind for one in found(agent_row(state=AgentState.UNREACHABLE))] == [AlertKind.NO_PROCESS]
    pause = Pause(by="Ada", at=NOW - timedelta(days=2), note="year end")
    assert [one.kind for one in found(agent_row(state=AgentState.PAUSED, pause=pause))] == [AlertKind.PAUSED]
    short = replace(pause, at=NOW - timedelta(hours=2))
    assert found(agent_row(state=AgentState.PAUSED, pause=short)) == []


def test_open_failed_records_tell_since_when_the_oldest_is_open():
    rows = quiet_rows()
    rows[2] = replace(rows[2], open_failures=3)
    since = NOW - timedelta(hours=5)
    told = found(rows=rows, open_since={rows[2].number: since})
    assert [(one.kind, one.count, one.since) for one in told] == [(AlertKind.RECORDS, 3, since)]
