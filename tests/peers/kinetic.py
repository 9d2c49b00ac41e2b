"""The Kinetic double over a copy of the sandbox ERP, as a peer for tests, and the means to look into both."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app import catalogue
from app.connect.kinetic import Patience
from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from app.model.errors import Stopped
from app.model.job import JobNumber
from app.model.run import Counters, RunId, RunMode, RunOrder
from app.sandbox.kinetic_server import KineticServer

COMPANY = CompanyCode("EPIC06")
# As patient as tests can wait.
QUICK = Patience(timeout=2.0, tries=4, first_wait=0.01, longest_wait=0.02, settle=0.01, settle_late=0.3)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Context:
    """A run's other side: keeps what is told, and stops where a test wants it."""

    order: RunOrder
    stop_after: int | None = None  # checks
    reports: list[Counters] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def check(self) -> None:
        if self.stop_after is not None:
            self.stop_after -= 1
            if self.stop_after < 0:
                raise Stopped("stopped by the test")

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None:
        self.reports.append(counters)

    def log(self, text: str, *, level: str = "info") -> None:
        self.lines.append((level, text))

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)


@dataclass
class Site:
    """A company with its ERP, its ARM and a Kinetic that answers."""

    erp: Path
    arm: Path
    kinetic: KineticServer | None
    settings: AgentSettings = AgentSettings()
    fence: int = 0
    store: str = "store-1"
    folder: Path = Path()
    api: str | None = None

    def order(self, job: int, *, mode: RunMode = RunMode.INCREMENTAL) -> RunOrder:
        self.fence += 1
        api = self.api or (self.kinetic.address() if self.kinetic else None)
        return RunOrder(
            run=RunId(self.fence),
            store=self.store,
            agent=AgentName("Main"),
            settings=self.settings,
            company=Company(
                code=COMPANY,
                agent=AgentName("Main"),
                erp=f"sqlite:///{self.erp}",
                arm=f"sqlite:///{self.arm}",
                kinetic_api=api,
            ),
            job=catalogue.job(JobNumber(job)),
            mode=mode,
            fence=self.fence,
        )

    def run(self, job: int, *, mode: RunMode = RunMode.INCREMENTAL, patience: Patience = QUICK, kinds=None):
        """Run one outbound job; the counters and the context it told everything to."""
        from app import outbox

        context = Context(order=self.order(job, mode=mode))
        works = kinds or outbox.kinds(now=now, patience=patience)
        counted = works[JobNumber(job)].run(context)
        assert counted.adds_up
        return counted, context

    def rows(self, sql: str, *values, of: str = "arm") -> list[dict]:
        with closing(sqlite3.connect(getattr(self, of))) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def execute(self, sql: str, *values, of: str = "arm") -> None:
        with closing(sqlite3.connect(getattr(self, of), timeout=10)) as connection, connection:
            connection.execute(sql, values)

    def failures(self) -> list[dict]:
        return self.rows("SELECT * FROM TielineFailure ORDER BY id")

    def with_settings(self, **values) -> None:
        self.settings = replace(self.settings, **values)


@contextmanager
def running(erp: Path, **options):
    server = KineticServer(f"sqlite:///{erp}", **options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
