"""The facade over a real store and the real catalogue, with ERP and ARM in SQLite."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import compose
from app.console import Console
from app.model.agent import AgentState
from app.model.check import CheckState
from app.model.errors import ConfigError, DecisionNeeded, UsageError
from app.model.event import RunChanged
from app.model.failure import FailureId
from app.model.history import RunFilter
from app.model.job import JobStatus
from app.model.reason import ReasonCode as Code
from app.model.run import RunMode, RunStatus, Trigger

UNIT = 22  # UOM Class: one table, no dependency


@pytest.fixture
def console(home: Path) -> Iterator[Console]:
    """A console with an agent `Main` and no company."""
    built = compose.build(home)
    built.agents.add("Main")
    yield built
    built.close()


@pytest.fixture
def erp(tmp_path: Path) -> Path:
    """An ERP that has companies and unit classes, and nothing else."""
    file = tmp_path / "erp.sqlite"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE Company (Company TEXT, Name TEXT, SysRowID TEXT, SysRevID INTEGER)")
        database.execute("INSERT INTO Company VALUES ('EPIC06', 'Riverside', 'c-1', 1)")
        database.execute(
            "CREATE TABLE UOMClass (Company TEXT, UOMClassID TEXT, Description TEXT, SysRowID TEXT, SysRevID INTEGER)"
        )
        rows = [("EPIC06", f"U{number}", "Unit", f"u-{number}", number) for number in range(1, 11)]
        database.executemany("INSERT INTO UOMClass VALUES (?, ?, ?, ?, ?)", rows)
    return file


@pytest.fixture
def served(console: Console, erp: Path, tmp_path: Path) -> Console:
    """The console with a company mapped."""
    console.companies.map("EPIC06", agent="Main", erp=f"sqlite:///{erp}", arm=f"sqlite:///{tmp_path}/arm.sqlite")
    return console


def change(erp: Path, number: int, revision: int) -> None:
    """Change a unit class in the ERP."""
    with closing(sqlite3.connect(erp)) as database, database:
        database.execute("UPDATE UOMClass SET SysRevID = ? WHERE UOMClassID = ?", (revision, f"U{number}"))


def test_a_new_agent_has_every_job_enabled_but_fifteen(console: Console) -> None:
    rows = console.jobs.rows("Main")
    assert [row.number for row in rows] == list(range(1, 61))
    assert [row.number for row in rows if not row.enabled] == [15]
    assert {row.status for row in rows} == {JobStatus.SCHEDULED, JobStatus.DISABLED}
    assert {row.instance for row in rows} == {1}


def test_a_wrong_name_is_answered_with_the_nearest_right_one(served: Console) -> None:
    with pytest.raises(UsageError, match="Did you mean Main"):
        served.agents.row("Mian")
    with pytest.raises(UsageError, match="Did you mean EPIC06"):
        served.full_sync.consequences(22, agent="Main", company="EPIC60")
    with pytest.raises(UsageError, match="numbered from 1 to 60"):
        served.jobs.row(61, agent="Main")
    with pytest.raises(UsageError, match="no run 99"):
        served.runs.one(99)
    with pytest.raises(UsageError, match="no run 99"):
        served.runs.log(99)


def test_an_agent_is_found_whatever_the_case(console: Console) -> None:
    assert console.agents.row("MAIN").name == "Main"
    with pytest.raises(UsageError, match="one called Main"):
        console.agents.add("main")


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\nb"])
def test_an_agent_needs_a_name(console: Console, name: str) -> None:
    with pytest.raises(UsageError):
        console.agents.add(name)


def test_a_company_belongs_to_one_agent(served: Console, tmp_path: Path) -> None:
    served.agents.add("Other")
    with pytest.raises(UsageError, match="belongs to the agent Main"):
        served.companies.map("epic06", agent="Other", erp="sqlite:///e", arm="sqlite:///a")
    again = served.companies.map("EPIC06", agent="Main", erp=f"sqlite:///{tmp_path}/new.sqlite", arm="sqlite:///a")
    assert served.companies.of("Main") == (again,)


def test_two_erps_never_share_one_arm(served: Console, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="never share"):
        served.companies.map("EPIC07", agent="Main", erp="sqlite:///else", arm=f"sqlite:///{tmp_path}/arm.sqlite")


def test_all_companies_of_an_arm_get_another_erp_together(served: Console, tmp_path: Path) -> None:
    erp, arm = f"sqlite:///{tmp_path}/erp.sqlite", f"sqlite:///{tmp_path}/arm.sqlite"
    served.companies.map("EPIC07", agent="Main", erp=erp, arm=f"sqlite:///{tmp_path}/./arm.sqlite")
    new = f"sqlite:///{tmp_path}/new.sqlite"
    with pytest.raises(UsageError, match="--together"):
        served.companies.map("EPIC07", agent="Main", erp=new, arm=arm)
    served.companies.map("EPIC07", agent="Main", erp=new, arm=arm, together=True)
    assert {one.code: one.erp for one in served.companies.of("Main")} == {"EPIC06": new, "EPIC07": new}


def test_an_address_that_is_none_is_refused(console: Console) -> None:
    with pytest.raises(ConfigError, match="not an address"):
        console.companies.map("EPIC06", agent="Main", erp="erp.sqlite", arm="sqlite:///a")


def test_an_address_may_take_its_password_from_the_environment(
    console: Console, erp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERP_FILE", str(erp))
    console.companies.map("EPIC06", agent="Main", erp="sqlite:///${ERP_FILE}", arm=f"sqlite:///{tmp_path}/arm.sqlite")
    assert console.companies.of("Main")[0].erp == "sqlite:///${ERP_FILE}"
    assert console.jobs.run([UNIT], agent="Main", wait=True, by="ann").exit_code == 0


def test_without_waiting_a_run_is_queued_and_asking_again_is_the_same_run(served: Console) -> None:
    first = served.jobs.run([UNIT], agent="Main", wait=False, by="ann")
    again = served.jobs.run([UNIT], agent="Main", wait=False, by="bob")
    assert first.runs == again.runs
    assert (first.exit_code, first.runs[0].status, first.runs[0].by) == (0, RunStatus.QUEUED, "ann")
    assert served.jobs.row(UNIT, agent="Main").status is JobStatus.QUEUED
    waited = served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    assert [run.id for run in waited.runs] == [first.runs[0].id]


def test_a_run_brings_the_rows_and_tells_how_it_went(served: Console) -> None:
    events: list[RunStatus] = []
    report = served.jobs.run(
        [UNIT],
        agent="Main",
        wait=True,
        by="ann",
        on_event=lambda event: events.append(event.run.status) if isinstance(event, RunChanged) else None,
    )
    run = report.runs[0]
    assert (run.status, run.counters.read, run.counters.inserted, run.trigger) == (
        RunStatus.SUCCEEDED,
        10,
        10,
        Trigger.USER,
    )
    assert events[-1] is RunStatus.SUCCEEDED
    row = served.jobs.row(UNIT, agent="Main")
    assert row.status is JobStatus.SUCCEEDED
    assert row.last_run == run.started
    assert row.next_run == (run.started or row.last_run) + row.interval
    assert served.runs.page(agent="Main", job=UNIT) == (run,)
    assert served.runs.count() == 1
    assert served.runs.log(run.id)[-1].text == run.message


def test_a_missing_table_fails_its_job_and_no_other(served: Console) -> None:
    report = served.jobs.run([10, UNIT], agent="Main", wait=True, by="ann")
    told = {run.job: run for run in report.runs}
    assert told[UNIT].status is RunStatus.SUCCEEDED
    assert told[10].status is RunStatus.FAILED
    assert "Plant" in told[10].message
    assert report.exit_code == 1
    assert served.agents.row("Main").failing == 1


def test_an_unreachable_database_alone_is_told_as_such(console: Console, tmp_path: Path) -> None:
    console.companies.map(
        "EPIC06", agent="Main", erp=f"sqlite:///{tmp_path}/none.sqlite", arm=f"sqlite:///{tmp_path}/arm.sqlite"
    )
    report = console.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    assert report.runs[0].unreachable
    assert report.exit_code == 4


def test_dependents_of_a_failed_job_wait_with_their_reasons(served: Console) -> None:
    report = served.jobs.run([10, 28, 52], agent="Main", wait=True, by="ann")
    assert [run.job for run in report.runs] == [10]
    reasons = {one.job: {reason.code for reason in one.reasons} for one in report.waiting}
    assert reasons[28] == {Code.DEPENDENCY_NEVER_SUCCEEDED}
    assert Code.DEPENDENCY_QUEUED in reasons[52]
    assert report.exit_code == 1
    assert served.runs.count() == 1


def test_a_disabled_job_is_not_run_and_says_why(served: Console) -> None:
    report = served.jobs.run([15], agent="Main", wait=False, by="ann")
    assert report.runs == ()
    codes = {reason.code for reason in report.waiting[0].reasons}
    assert codes == {Code.JOB_DISABLED, Code.INVOICED_RECEIPT_SYNC_OFF}


def test_an_agent_without_companies_runs_nothing_and_says_why(console: Console) -> None:
    report = console.jobs.run([1], agent="Main", wait=True, by="ann")
    assert [reason.code for reason in report.waiting[0].reasons] == [Code.NO_COMPANY]
    assert Code.NO_COMPANY in {reason.code for reason in console.jobs.why(1, agent="Main")}


def test_all_runs_each_enabled_job_once_in_the_order_of_the_graph(served: Console) -> None:
    served.agents.change("Main", intercompany_gl=True, by="ann")
    report = served.jobs.run_all(agent="Main", wait=False, by="ann")
    jobs = [run.job for run in report.runs]
    assert sorted(jobs) == [number for number in range(1, 61) if number not in (4, 15)]
    assert jobs.index(1) < jobs.index(27) < jobs.index(52) < jobs.index(58)


def test_a_job_that_a_setting_rules_out_does_not_pretend_to_be_scheduled(served: Console) -> None:
    assert served.jobs.run([1, 4], agent="Main", wait=True, by="ann").exit_code in {0, 1}
    assert served.jobs.row(4, agent="Main").next_run is not None
    served.agents.change("Main", intercompany_gl=True, by="ann")
    row = served.jobs.row(4, agent="Main")
    assert (row.enabled, row.status, row.next_run) == (True, JobStatus.DISABLED, None)
    codes = {reason.code for reason in served.jobs.why(4, agent="Main")}
    assert codes == {Code.INTERCOMPANY_GL_ACTIVE, Code.NO_PROCESS}
    served.agents.change("Main", intercompany_gl=False, by="ann")
    row = served.jobs.row(4, agent="Main")
    assert row.status is not JobStatus.DISABLED
    assert row.next_run is not None


def test_disabling_drops_the_queued_run_and_clears_the_next_time(served: Console) -> None:
    run = served.jobs.run([UNIT], agent="Main", wait=False, by="ann").runs[0]
    row = served.jobs.disable(UNIT, agent="Main")
    assert (row.enabled, row.status, row.next_run) == (False, JobStatus.DISABLED, None)
    assert served.runs.one(run.id).status is RunStatus.STOPPED
    assert served.jobs.enable(UNIT, agent="Main").enabled


def test_stopping_drops_a_queued_run_and_nothing_else(served: Console) -> None:
    served.jobs.run([UNIT], agent="Main", wait=False, by="ann")
    assert served.jobs.stop(UNIT, agent="Main") == 1
    assert served.jobs.stop(UNIT, agent="Main") == 0


def test_the_next_run_moves_with_the_interval(served: Console) -> None:
    served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    row = served.jobs.change(UNIT, agent="Main", interval=timedelta(seconds=90))
    assert row.last_run
    assert row.next_run == row.last_run + timedelta(seconds=90)
    for wrong in (0, -5, 10**9):
        with pytest.raises(UsageError, match="no interval"):
            served.jobs.change(UNIT, agent="Main", interval=timedelta(seconds=wrong))


def test_an_instance_number_changes_only_while_the_agent_is_paused(served: Console) -> None:
    with pytest.raises(DecisionNeeded, match="not paused"):
        served.jobs.change(UNIT, agent="Main", instance=2)
    assert served.jobs.row(UNIT, agent="Main").instance == 1
    served.agents.pause("Main", note="new instance", by="ann")
    assert served.jobs.change(UNIT, agent="Main", instance=2).instance == 2
    with pytest.raises(UsageError):
        served.jobs.change(UNIT, agent="Main", instance=0)


def test_a_pause_needs_a_note_and_holds_everything_until_it_is_resumed(served: Console) -> None:
    with pytest.raises(UsageError, match="note"):
        served.agents.pause("Main", note=" ", by="ann")
    row = served.agents.pause("Main", note="month end", by="ann")
    assert row.state is AgentState.PAUSED
    assert row.pause
    assert (row.pause.note, row.pause.by) == ("month end", "ann")
    report = served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    assert [reason.code for reason in report.waiting[0].reasons] == [Code.AGENT_PAUSED]
    assert served.agents.resume("Main", by="ann").pause is None
    assert served.jobs.run([UNIT], agent="Main", wait=True, by="ann").exit_code == 0


def test_settings_change_by_name_and_a_wrong_one_is_refused(console: Console) -> None:
    row = console.agents.change("Main", po_buyers=["A", "B"], po_numbering="kinetic", by="ann")
    assert row.settings.po_buyers == ("A", "B")
    with pytest.raises(UsageError, match="Did you mean po_buyers"):
        console.agents.change("Main", po_buyer=("A",))


def test_a_full_sync_is_counted_first_and_then_reads_everything(served: Console, erp: Path) -> None:
    served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    change(erp, 3, 50)
    found = served.full_sync.consequences(UNIT, agent="Main", company="EPIC06")
    assert (found.rows, found.pending) == (10, 1)
    assert UNIT not in found.waiting_jobs
    assert 15 not in found.waiting_jobs
    report = served.full_sync.request(UNIT, agent="Main", company="EPIC06", by="ann", wait=True)
    assert (report.runs[0].mode, report.runs[0].counters.read) == (RunMode.FULL, 10)
    assert served.jobs.row(UNIT, agent="Main").full_sync == ()


def test_a_requested_full_sync_holds_the_others_until_it_is_cancelled(served: Console, erp: Path) -> None:
    served.jobs.run([1, UNIT], agent="Main", wait=True, by="ann")
    served.full_sync.request(UNIT, agent="Main", company="EPIC06", by="ann", wait=False)
    assert served.jobs.row(UNIT, agent="Main").full_sync == ("EPIC06",)
    assert Code.FULL_SYNC_REQUESTED in {reason.code for reason in served.jobs.why(1, agent="Main")}
    change(erp, 3, 50)
    looked = served.full_sync.cancel_consequences(UNIT, agent="Main", company="EPIC06")
    assert (looked.running, looked.pending) == (False, 1)
    assert served.full_sync.cancel(UNIT, agent="Main", company="EPIC06", by="ann") == 1
    assert Code.FULL_SYNC_REQUESTED not in {reason.code for reason in served.jobs.why(1, agent="Main")}
    (kept,) = served.full_sync.set_aside(UNIT, agent="Main", company="EPIC06")
    assert (kept.table, kept.key["UOMClassID"]) == ("UOMClass", "U3")
    assert served.jobs.run([UNIT], agent="Main", wait=True, by="ann").runs[0].counters.read == 0
    fetched = served.jobs.fetch(UNIT, agent="Main", company="EPIC06", wait=True, by="ann").runs[0]
    assert (fetched.trigger, fetched.counters.read) == (Trigger.FETCH, 1)
    assert served.full_sync.set_aside(UNIT, agent="Main", company="EPIC06") == ()


def test_cancelling_where_nothing_was_asked_for_does_nothing(served: Console) -> None:
    assert served.full_sync.cancel(UNIT, agent="Main", company="EPIC06", by="ann") == 0


def test_a_job_without_tables_has_no_full_sync(served: Console) -> None:
    with pytest.raises(UsageError, match="no full sync"):
        served.full_sync.consequences(23, agent="Main", company="EPIC06")


def test_a_failed_record_is_listed_counted_and_closed_by_a_retry(served: Console, erp: Path) -> None:
    with closing(sqlite3.connect(erp)) as database, database:
        database.execute("INSERT INTO UOMClass VALUES ('EPIC06', NULL, 'Bad', 'u-bad', 60)")
    assert served.jobs.run([UNIT], agent="Main", wait=True, by="ann").exit_code == 1
    (failure,) = served.failures.page(agent="Main", job=UNIT)
    assert (failure.table, failure.key["UOMClassID"]) == ("UOMClass", None)
    assert served.jobs.row(UNIT, agent="Main").open_failures == 1
    with closing(sqlite3.connect(erp)) as database, database:
        database.execute("UPDATE UOMClass SET UOMClassID = 'GOOD', SysRevID = 61 WHERE SysRowID = 'u-bad'")
    report = served.jobs.retry(UNIT, agent="Main", wait=True, by="ann")
    assert (report.runs[0].trigger, report.exit_code) == (Trigger.RETRY, 0)
    assert served.failures.page() == ()
    assert served.jobs.row(UNIT, agent="Main").open_failures == 0


def test_picked_failed_records_are_tried_alone_and_kept_with_the_run(served: Console, erp: Path) -> None:
    with closing(sqlite3.connect(erp)) as database, database:
        for row in ("u-one", "u-two"):
            database.execute("INSERT INTO UOMClass VALUES ('EPIC06', NULL, 'Bad', ?, 60)", (row,))
    served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    first, second = served.failures.page(agent="Main", job=UNIT)
    with closing(sqlite3.connect(erp)) as database, database:
        database.execute("UPDATE UOMClass SET UOMClassID = SysRowID, SysRevID = 61 WHERE UOMClassID IS NULL")
    (run,) = served.jobs.retry(UNIT, agent="Main", wait=True, by="ann", records=[second.id]).runs
    assert (run.counters.read, run.counters.inserted) == (1, 1)
    assert served.runs.one(run.id).records == (second.id,)
    assert [one.id for one in served.failures.page()] == [first.id]


def test_a_retry_of_no_records_or_of_another_companys_makes_no_run(served: Console) -> None:
    for records in ([], [FailureId("EPIC99-1")]):
        assert served.jobs.retry(UNIT, agent="Main", wait=True, by="ann", records=records).runs == ()


def test_a_waiting_retry_of_other_records_does_not_swallow_this_one(served: Console) -> None:
    served.agents.pause("Main", note="quiet", by="ann")
    asked = [("EPIC06-1",), ("EPIC06-2",), ("EPIC06-1",), None, ("EPIC06-3",)]
    runs = [
        served.jobs.retry(
            UNIT, agent="Main", wait=False, by="ann", records=None if ids is None else [FailureId(one) for one in ids]
        ).runs[0]
        for ids in asked
    ]
    assert [one.records for one in runs] == [("EPIC06-1",), ("EPIC06-2",), ("EPIC06-1",), (), ()]
    assert (runs[0].id, runs[3].id) == (runs[2].id, runs[4].id)


def test_the_history_is_narrowed_by_the_store(served: Console) -> None:
    served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    served.jobs.retry(UNIT, agent="Main", wait=True, by="bob")
    old, new = reversed(served.runs.page(agent="Main"))

    def found(**wanted: Any) -> list[int]:
        runs = served.runs.page(agent="Main", wanted=RunFilter(**wanted))
        assert served.runs.count(agent="Main", wanted=RunFilter(**wanted)) == len(runs)
        return [run.id for run in runs]

    assert found() == [new.id, old.id]
    assert found(trigger=Trigger.RETRY) == found(text="BOB") == found(since=new.started) == [new.id]
    assert found(until=new.started) == [old.id]
    assert found(statuses=(RunStatus.SUCCEEDED,)) == found(text="uom cl") == found(text="EPIC06") == [new.id, old.id]
    assert found(statuses=(RunStatus.FAILED,)) == found(text="100%") == []
    assert served.runs.counts(agent="Main") == {RunStatus.SUCCEEDED: 2}
    assert [run.id for run in served.runs.some([old.id])] == [old.id]


def test_lines_of_all_runs_are_paged_and_filtered_by_the_store(served: Console) -> None:
    for _ in range(2):
        served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
    every = served.runs.lines(agent="Main")
    assert len({line.run for _, line in every}) == 2
    newest = served.runs.lines(agent="Main", limit=1)
    assert newest == every[-1:]
    assert served.runs.lines(agent="Main", before=newest[0][0]) == every[:-1]
    assert served.runs.lines(agent="Main", after=every[0][0], limit=1) == every[1:2]
    started = served.runs.lines(text="STARTED:")
    assert [line.text.startswith("Started:") for _, line in started] == [True, True]
    assert served.runs.lines(level="warning") == ()
    with pytest.raises(UsageError, match="level"):
        served.runs.lines(level="loud")


def test_the_doctor_finds_what_is_well_and_what_is_not(served: Console, tmp_path: Path) -> None:
    served.companies.map(
        "EPIC07", agent="Main", erp=f"sqlite:///{tmp_path}/none.sqlite", arm=f"sqlite:///{tmp_path}/arm7.sqlite"
    )
    found = {check.name: check for check in served.doctor.checks()}
    assert found["Store"].state is CheckState.OK
    assert found["ERP of EPIC06"].state is CheckState.OK
    assert found["ERP of EPIC07"].state is CheckState.UNREACHABLE
    assert found["ARM of EPIC07"].state is CheckState.NOTE
    assert all(check.remedy for check in found.values() if check.state is not CheckState.OK)


def test_the_doctor_says_when_a_go_live_job_has_been_left_on(served: Console) -> None:
    served.agents.change("Main", invoiced_receipt_sync=True)
    assert any("go-live" in check.found for check in served.doctor.checks())


def test_no_password_is_shown_by_the_doctor(console: Console) -> None:
    console.companies.map(
        "EPIC06",
        agent="Main",
        erp="postgresql+psycopg://ann:topsecret@127.0.0.1:1/erp",
        arm="postgresql+psycopg://ann:topsecret@127.0.0.1:1/arm",
    )
    assert "topsecret" not in repr(console.doctor.checks()) + console.doctor.ddl()


def test_the_ddl_makes_the_tables_it_is_printed_for(served: Console) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(served.doctor.ddl())
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"Part", "Vendor", "UOMClass"} <= names


def test_the_feed_tells_what_another_console_did(served: Console, home: Path) -> None:
    other = compose.build(home)
    other.feed.drain()
    run = served.jobs.run([UNIT], agent="Main", wait=True, by="ann").runs[0]
    news = [event.run for event in other.feed.drain() if isinstance(event, RunChanged)]
    assert news == [run]
    assert other.feed.drain() == ()
    other.close()


def test_an_agent_at_work_is_seen_and_does_what_is_asked(served: Console) -> None:
    until = threading.Event()
    thread = threading.Thread(target=served.agents.serve, args=("Main",), kwargs={"until": until})
    thread.start()
    try:
        report = served.jobs.run([UNIT], agent="Main", wait=True, by="ann")
        assert report.runs[0].status is RunStatus.SUCCEEDED
        assert served.agents.row("Main").state is AgentState.RUNNING
    finally:
        until.set()
        thread.join()
    assert served.jobs.decisions(UNIT, agent="Main")[0].due
    assert served.agents.row("Main").state is AgentState.UNREACHABLE


def test_a_home_of_a_newer_version_is_refused(home: Path) -> None:
    compose.build(home).close()
    with closing(sqlite3.connect(home / "tieline.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(ConfigError, match="newer Tieline"):
        compose.build(home)
