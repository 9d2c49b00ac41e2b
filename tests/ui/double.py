"""A console in memory for the tests of single widgets; journeys use the real one."""

from __future__ import annotations

import dataclasses
import itertools
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from app import catalogue
from app.console import Console
from app.model.agent import Agent, AgentName, AgentRow, AgentSettings, AgentState, Company, CompanyCode, Pause
from app.model.check import Check, CheckState
from app.model.consequences import CancelConsequences, Consequences
from app.model.decision import Decision, Outcome
from app.model.event import RunChanged
from app.model.failure import FailedRecord, FailureId
from app.model.job import JobNumber, JobRow, JobStatus
from app.model.reason import Reason, ReasonCode
from app.model.report import RunReport
from app.model.run import Counters, LogLine, Run, RunId, RunMode, RunStatus, Trigger
from tests.ui import double_documents, double_system

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
AGENT = AgentName("Sandbox")
COMPANY = CompanyCode("EPIC06")
_STATES = {
    4: JobStatus.DISABLED,
    8: JobStatus.RUNNING,
    11: JobStatus.WAITING,
    15: JobStatus.DISABLED,
    26: JobStatus.WARNING,
    31: JobStatus.FAILED,
    36: JobStatus.QUEUED,
    52: JobStatus.RUNNING,
    54: JobStatus.SCHEDULED,
    59: JobStatus.STOPPED,
}


_LEVELS = ("info", "warning", "error")


class World:
    """What the double knows and what was asked of it."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.agents: dict[str, AgentRow] = {AGENT: agent_row()}
        self.companies = [company()]
        self.jobs = {row.number: row for row in job_rows()}
        self.runs = list(runs())
        self.older: list[LogLine] = []
        self.failures = list(failures())
        self.events: list[object] = []
        self.error: Exception | None = None
        self.lock = threading.Lock()

    def note(self, *call: object) -> None:
        self.calls.append(call)
        if self.error:
            raise self.error

    def change(self, number: int, **fields: object) -> JobRow:
        row = dataclasses.replace(self.jobs[JobNumber(number)], **fields)
        self.jobs[JobNumber(number)] = row
        return row


def agent_row(**fields: object) -> AgentRow:
    row = AgentRow(
        name=AGENT,
        enabled=True,
        state=AgentState.RUNNING,
        pause=None,
        companies=(COMPANY,),
        running=2,
        failing=1,
        seen=NOW,
        settings=AgentSettings(bil_ports=(9001, 9002)),
    )
    return dataclasses.replace(row, **fields)


def company(code: str = COMPANY) -> Company:
    return Company(
        code=CompanyCode(code),
        agent=AGENT,
        erp="postgresql+psycopg://tieline:secret@erp.example/kinetic",
        arm="sqlite:////data/tieline/arm.sqlite",
    )


def job_rows() -> list[JobRow]:
    known = catalogue.load()
    numbers = {job.name: job.number for job in known}
    rows: list[JobRow] = []
    for job in known:
        status = _STATES.get(job.number, JobStatus.SUCCEEDED)
        rows.append(
            JobRow(
                number=job.number,
                name=job.name,
                enabled=status is not JobStatus.DISABLED,
                interval=job.interval,
                last_run=None if job.number == 54 else NOW - timedelta(seconds=37 * job.number),
                next_run=NOW + timedelta(seconds=41 * job.number),
                status=status,
                depends_on=tuple(numbers[name] for name in job.depends_on),
                instance=1,
                description=job.description,
                direction=job.direction,
                tables=(),
                open_failures=3 if job.number == 26 else 0,
                full_sync=(COMPANY,) if job.number == 8 else (),
            )
        )
    return rows


def run(number: int = 1, **fields: object) -> Run:
    ago = NOW - timedelta(minutes=5 * number)
    made = Run(
        id=RunId(1000 - number),
        agent=AGENT,
        job=JobNumber(26),
        company=COMPANY,
        trigger=Trigger.SCHEDULE,
        mode=RunMode.INCREMENTAL,
        status=RunStatus.WARNING if number % 7 == 1 else RunStatus.SUCCEEDED,
        queued=ago,
        started=ago,
        ended=ago + timedelta(seconds=1.4 + (number * 7 % 11)),
        counters=Counters(read=12_345, inserted=40, updated=12, unchanged=12_290, failed=3),
        message="3 records failed",
    )
    return dataclasses.replace(made, **fields)


def runs() -> list[Run]:
    return [run(number) for number in range(1, 41)]


def lines(which: int = 999) -> list[LogLine]:
    texts = (
        ("info", "Reads Vendor past revision 20344"),
        ("info", "Batch 1: 10,000 read, 9,940 unchanged, 57 updated, 3 failed"),
        ("warning", "Vendor ACME-77: CountryNum is 999, which Country does not have"),
        ("error", "Batch 2 was refused by ARM and is split until the bad rows are found"),
        ("info", "Batch 2: 2,345 read, 2,345 unchanged"),
        ("info", "Done in 3.1 s: 12,345 records read"),
    )
    return [
        LogLine(run=RunId(which), at=NOW + timedelta(milliseconds=130 * place), level=level, text=text)
        for place, (level, text) in enumerate(texts)
    ]


def failures() -> list[FailedRecord]:
    reasons = (
        ("CountryNum", "CountryNum is 999, which Country does not have"),
        ("Name", "Name is 71 characters long, ARM takes 50"),
        (None, "VendorNum is empty, and it is part of the key"),
    )
    return [
        FailedRecord(
            id=FailureId(f"EPIC06-{place}"),
            agent=AGENT,
            job=JobNumber(26),
            company=COMPANY,
            table="Vendor",
            key={"Company": "EPIC06", "VendorNum": 77 + place},
            row={"Company": "EPIC06", "VendorNum": 77 + place, "Name": "Acme Tools Ltd", "CountryNum": 999},
            field=field,
            reason=reason,
            run=RunId(999),
            first_seen=NOW - timedelta(hours=3),
            attempts=2,
        )
        for place, (field, reason) in enumerate(reasons)
    ]


class _Agents:
    def __init__(self, world: World) -> None:
        self._world = world

    def add(self, name: str) -> Agent:
        self._world.note("add", name)
        self._world.agents[name] = agent_row(name=AgentName(name), companies=())
        return Agent(name=AgentName(name), enabled=True, settings=AgentSettings())

    def rows(self) -> tuple[AgentRow, ...]:
        return tuple(self._world.agents.values())

    def row(self, name: str) -> AgentRow:
        return self._world.agents[name]

    def pause(self, name: str, *, note: str, by: str) -> AgentRow:
        self._world.note("pause", name, note)
        pause = Pause(by=by, at=NOW, note=note)
        row = dataclasses.replace(self._world.agents[name], state=AgentState.PAUSED, pause=pause)
        self._world.agents[name] = row
        return row

    def resume(self, name: str, *, by: str) -> AgentRow:
        self._world.note("resume", name)
        row = dataclasses.replace(self._world.agents[name], state=AgentState.RUNNING, pause=None)
        self._world.agents[name] = row
        return row

    def change(self, name: str, *, by: str = "", **settings: object) -> AgentRow:
        self._world.note("change-agent", name, settings)
        row = self._world.agents[name]
        enabled = settings.pop("enabled", row.enabled)
        made = dataclasses.replace(row, enabled=enabled, settings=dataclasses.replace(row.settings, **settings))
        self._world.agents[name] = made
        return made

    def start_process(self, name: str) -> int:
        self._world.note("start", name)
        return 1

    def stop_process(self, name: str) -> int:
        self._world.note("stop-process", name)
        return 1


class _Companies:
    def __init__(self, world: World) -> None:
        self._world = world

    def map(self, code: str, *, agent: str, erp: str, arm: str, kinetic_api: str | None = None) -> Company:
        self._world.note("map", code, agent, erp, arm, kinetic_api)
        made = Company(code=CompanyCode(code), agent=AgentName(agent), erp=erp, arm=arm, kinetic_api=kinetic_api)
        self._world.companies.append(made)
        return made

    def of(self, agent: str) -> tuple[Company, ...]:
        return tuple(one for one in self._world.companies if one.agent == agent)


class _Jobs:
    def __init__(self, world: World) -> None:
        self._world = world

    def rows(self, agent: str) -> tuple[JobRow, ...]:
        return tuple(self._world.jobs.values())

    def row(self, number: int, *, agent: str) -> JobRow:
        return self._world.jobs[JobNumber(number)]

    def why(self, number: int, *, agent: str) -> tuple[Reason, ...]:
        if number != 11:
            return ()
        return (
            Reason(
                code=ReasonCode.DEPENDENCY_RUNNING,
                text="52 Inventory Item, which this job depends on, is running in EPIC06.",
                clears="It ends by itself; nothing needs to be done.",
                since=NOW - timedelta(minutes=2),
                company=COMPANY,
            ),
            Reason(
                code=ReasonCode.FULL_SYNC_RUNNING,
                text="A full data sync of 8 AP Invoice Line runs in EPIC06 and blocks the company's other jobs.",
                clears="Wait until it has ended, or cancel it in the Action column of job 8.",
                since=NOW - timedelta(minutes=14),
                company=COMPANY,
            ),
        )

    def decisions(self, number: int, *, agent: str, limit: int = 100) -> tuple[Decision, ...]:
        return tuple(
            Decision(
                agent=AGENT,
                company=COMPANY,
                job=JobNumber(number),
                due=NOW - timedelta(minutes=5 * place),
                last_due=NOW - timedelta(minutes=5 * place),
                count=1,
                made=NOW,
                outcome=(Outcome.RAN, Outcome.RAN, Outcome.SKIPPED, Outcome.MISSED)[place % 4],
                reasons=self.why(11, agent=agent)[:1] if place % 4 == 2 else (),
                run=RunId(900 + place) if place % 4 < 2 else None,
            )
            for place in range(12)
        )

    def run(self, numbers, *, agent, wait, by, on_event=None) -> RunReport:
        self._world.note("run", *numbers)
        for number in numbers:
            self._world.change(number, status=JobStatus.QUEUED)
        return RunReport(runs=tuple(run(1, job=JobNumber(number), status=RunStatus.QUEUED) for number in numbers))

    def retry(self, number, *, agent, wait, by, records=None, on_event=None) -> RunReport:
        self._world.note("retry", number)
        self._world.note("retried", *(records or ()))
        return RunReport(runs=(run(1, job=JobNumber(number)),))

    def fetch(self, number, *, agent, company, wait, by, on_event=None) -> RunReport:
        self._world.note("fetch", number, company)
        return RunReport()

    def stop(self, number: int, *, agent: str) -> int:
        self._world.note("stop", number)
        self._world.change(number, status=JobStatus.STOPPED)
        return 1

    def enable(self, number: int, *, agent: str) -> JobRow:
        self._world.note("enable", number)
        return self._world.change(number, enabled=True, status=JobStatus.SCHEDULED)

    def disable(self, number: int, *, agent: str) -> JobRow:
        self._world.note("disable", number)
        return self._world.change(number, enabled=False, status=JobStatus.DISABLED)

    def change(self, number: int, *, agent: str, interval=None, instance=None) -> JobRow:
        self._world.note("change", number, interval, instance)
        fields = {"interval": interval, "instance": instance}
        return self._world.change(number, **{name: value for name, value in fields.items() if value is not None})


class _FullSync:
    def __init__(self, world: World) -> None:
        self._world = world

    def consequences(self, number: int, *, agent: str, company: str) -> Consequences:
        return Consequences(
            job=JobNumber(number),
            company=CompanyCode(company),
            rows=48_211,
            seconds=184.0,
            waiting_jobs=tuple(JobNumber(other) for other in range(1, 59)),
            pending=12,
        )

    def request(self, number, *, agent, company, by, wait, on_event=None) -> RunReport:
        self._world.note("full-sync", number, company)
        self._world.change(number, full_sync=(CompanyCode(company),))
        return RunReport()

    def cancel_consequences(self, number: int, *, agent: str, company: str) -> CancelConsequences:
        return CancelConsequences(
            job=JobNumber(number), company=CompanyCode(company), requested=NOW, running=True, pending=42
        )

    def cancel(self, number: int, *, agent: str, company: str, by: str) -> int:
        self._world.note("cancel-full-sync", number, company)
        self._world.change(number, full_sync=())
        return 42


class _Runs:
    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, *, agent=None, job=None, limit=100, before=None, wanted=None) -> tuple[Run, ...]:
        found = [one for one in self._passing(wanted) if job in (None, one.job) and (before is None or one.id < before)]
        return tuple(found[:limit])

    def count(self, *, agent=None, job=None, wanted=None) -> int:
        return sum(job in (None, one.job) for one in self._passing(wanted))

    def counts(self, *, agent=None, wanted=None) -> dict[RunStatus, int]:
        return dict(Counter(one.status for one in self._passing(wanted)))

    def _passing(self, wanted) -> list[Run]:
        if wanted is None:
            return self._world.runs
        return [
            one
            for one in self._world.runs
            if (not wanted.statuses or one.status in wanted.statuses)
            and wanted.trigger in (None, one.trigger)
            and (wanted.since is None or (one.started or one.queued) >= wanted.since)
            and wanted.text.casefold() in f"{one.message} {one.company} {one.by}".casefold()
        ]

    def some(self, numbers) -> tuple[Run, ...]:
        return tuple(one for one in self._world.runs if one.id in set(numbers))

    def lines(self, *, agent=None, level="info", text="", limit=10_000, before=None, after=None):
        levels = _LEVELS[_LEVELS.index(level) :]
        found = [
            (place, one)
            for place, one in enumerate([*self._world.older, *lines(999)], 1)
            if one.level in levels and text.casefold() in one.text.casefold()
        ]
        found = [pair for pair in found if before is None or pair[0] < before]
        return tuple(found[-limit:] if after is None else [pair for pair in found if pair[0] > after][:limit])

    def one(self, number: int) -> Run:
        return next(one for one in self._world.runs if one.id == number)

    def log(self, number: int, *, limit: int = 10_000, after: int = 0) -> tuple[LogLine, ...]:
        return tuple(lines(number)[after : after + limit]) if number == 999 else ()


class _Failures:
    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, *, agent=None, job=None) -> tuple[FailedRecord, ...]:
        return tuple(one for one in self._world.failures if job in (None, one.job))


class _Feed:
    def __init__(self, world: World) -> None:
        self._world = world

    def drain(self) -> tuple[object, ...]:
        with self._world.lock:
            events, self._world.events = self._world.events, []
        return tuple(events)


class _Doctor:
    def checks(self) -> tuple[Check, ...]:
        return (
            Check(name="Data folder", state=CheckState.OK, found="/data/tieline can be written"),
            Check(
                name="ERP of EPIC06",
                state=CheckState.UNREACHABLE,
                found="no answer from erp.example",
                remedy="Check the network and the address.",
            ),
            Check(name="Go-live", state=CheckState.NOTE, found="15 is left on for 31 days", remedy="Switch it off."),
        )

    def ddl(self) -> str:
        return "CREATE TABLE Vendor (Company TEXT)"


class _Sandbox:
    def __init__(self, world: World) -> None:
        self._world = world

    def create(self, *, rows=None, seed=None) -> Company:
        self._world.note("sandbox")
        self._world.agents[AGENT] = agent_row()
        return company()


def console(world: World) -> Console:
    parts = {
        "agents": _Agents(world),
        "companies": _Companies(world),
        "jobs": _Jobs(world),
        "full_sync": _FullSync(world),
        "runs": _Runs(world),
        "failures": _Failures(world),
        "doctor": _Doctor(),
        "sandbox": _Sandbox(world),
        "feed": _Feed(world),
        "audit": double_system.AuditDouble(world, now=NOW),
        "roles": double_system.RolesDouble(world, now=NOW),
        "stores": double_system.StoresDouble(world, now=NOW),
        "versions": double_system.VersionsDouble(world, now=NOW),
        "documents": double_documents.DocumentsDouble(world, now=NOW),
        "alerts": double_system.AlertsDouble(now=NOW),
    }
    known = {field.name: parts.get(field.name) for field in dataclasses.fields(Console)}  # what the window does not use
    return Console(**{**known, "home": "/data/tieline", "on_close": lambda: world.note("close")})


def progress(number: int, *, read: int, total: int, run_id: int = 2000) -> RunChanged:
    made = run(1, id=RunId(run_id), job=JobNumber(number), status=RunStatus.RUNNING, started=NOW, ended=None)
    return RunChanged(
        run=dataclasses.replace(made, counters=Counters(read=read, unchanged=read)), table="Part", total=total
    )


counter = itertools.count(1)
