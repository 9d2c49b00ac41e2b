"""An ERP and an ARM of any kind, and runs between them, for tests that must hold on every route."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from app.connect.databases import open_database
from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from app.model.job import Column, ColumnKind, Direction, Equals, Job, JobNumber, Table
from app.model.run import Counters, RunId, RunMode, RunOrder
from app.sync.failed import open_failures
from app.sync.inbound import Inbound
from app.sync.sessions import Routes
from app.sync.turns import Turns

PART = Table(
    source="Part",
    target="Part",
    key=("Company", "PartNum"),
    columns=(
        Column(name="Company", kind=ColumnKind.TEXT, length=8),
        Column(name="PartNum", kind=ColumnKind.TEXT, length=50),
        Column(name="Description", kind=ColumnKind.TEXT, length=30),
        Column(name="Size", kind=ColumnKind.INTEGER),
        Column(name="Price", kind=ColumnKind.DECIMAL, precision=17, scale=5),
        Column(name="InActive", kind=ColumnKind.BIT),
        Column(name="Due", kind=ColumnKind.DATE),
        Column(name="Note", kind=ColumnKind.ANY),
    ),
    condition=Equals(column="InActive", value=False),
)
TYPES = {
    "sqlite": ("TEXT", "TEXT", "TEXT", "INTEGER", "TEXT", "INTEGER", "TEXT", "TEXT", "TEXT", "INTEGER"),
    "postgresql": ("text", "text", "text", "bigint", "numeric", "boolean", "date", "text", "uuid", "bigint"),
}


def job(*tables: Table, number: int = 1) -> Job:
    """An inbound job over these tables."""
    from datetime import timedelta

    return Job(
        number=JobNumber(number),
        key=f"job{number}",
        name=f"Job {number}",
        description="",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        tables=tables,
    )


@dataclass
class Context:
    """What the engine would hand to the work."""

    order: RunOrder
    on_check: Callable[[], None] = lambda: None
    on_report: Callable[[Counters], None] = lambda _: None
    lines: list[str] = field(default_factory=list)

    def check(self) -> None:
        self.on_check()

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None:
        assert counters.adds_up
        self.on_report(counters)

    def log(self, text: str, *, level: str = "info") -> None:
        self.lines.append(text)


@dataclass
class Site:
    """One company's two databases; `write` opens them for the test itself."""

    erp: str
    arm: str
    routes: Routes
    write_erp: str = ""
    job: Job = job(PART)
    settings: AgentSettings = AgentSettings()
    company: str = "C1"
    peers: tuple[Job, ...] = ()
    lines: list[str] = field(default_factory=list)
    fences: Any = field(default_factory=lambda: itertools.count(1))
    revisions: Any = field(default_factory=lambda: itertools.count(1001))
    turns: Turns = field(default_factory=Turns)

    def __post_init__(self) -> None:
        self.erp_database = open_database(self.write_erp or self.erp, name="ERP", must_exist=False)
        self.arm_database = open_database(self.arm, name="ARM", must_exist=False)

    def close(self) -> None:
        self.erp_database.close()
        self.arm_database.close()

    @property
    def on_postgres(self) -> bool:
        return self.erp_database.dialect == "postgresql"

    def table(self, name: str) -> str:
        return f'"Erp"."{name}"' if self.on_postgres else f'"{name}"'

    def make(self, table: Table = PART, *, types: Sequence[str] | None = None, without: Sequence[str] = ()) -> None:
        """Make the source table."""
        names = [*(column.name for column in table.columns), "SysRowID", "SysRevID"]
        kinds = types or TYPES[self.erp_database.dialect]
        columns = ", ".join(f'"{n}" {k}' for n, k in zip(names, kinds, strict=True) if n not in without)
        self.sql('CREATE SCHEMA IF NOT EXISTS "Erp"' if self.on_postgres else "SELECT 1")
        self.sql(f"CREATE TABLE {self.table(table.source)} ({columns})")

    def sql(self, text: str, **values: object) -> None:
        """Change the ERP."""
        with self.erp_database.begin() as connection:
            connection.execute(sa.text(text.replace(":=", "\\:=")), values)

    def add(self, part: object, *, source: str = "Part", company: str = "C1", **values: object) -> str:
        """Insert a row; says its SysRowID."""
        row_id = str(values.pop("SysRowID", uuid.uuid4()))
        row = {
            "Company": company,
            "PartNum": part,
            "Description": f"part {part}",
            "InActive": False if self.on_postgres else 0,
            "SysRevID": next(self.revisions),
            **values,
        }
        names = [*row, "SysRowID"]
        listed = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(f":v{i}" for i in range(len(names)))
        bound = {f"v{i}": v for i, v in enumerate([*row.values(), row_id])}
        self.sql(f"INSERT INTO {self.table(source)} ({listed}) VALUES ({marks})", **bound)
        return row_id

    def change(self, row_id: str, *, source: str = "Part", **values: object) -> None:
        """Update a row, which gives it a new revision."""
        values = {"SysRevID": next(self.revisions), **values}
        sets = ", ".join(f'"{name}" = :v{i}' for i, name in enumerate(values))
        bound = {f"v{i}": v for i, v in enumerate(values.values())}
        self.sql(f'UPDATE {self.table(source)} SET {sets} WHERE "SysRowID" = :id', id=row_id, **bound)

    def remove(self, row_id: str, *, source: str = "Part") -> None:
        self.sql(f'DELETE FROM {self.table(source)} WHERE "SysRowID" = :id', id=row_id)

    def order(self, mode: RunMode = RunMode.INCREMENTAL, **changes: object) -> RunOrder:
        number = next(self.fences)
        order = RunOrder(
            run=RunId(number),
            store="store",
            agent=AgentName("North"),
            settings=self.settings,
            company=Company(code=CompanyCode(self.company), agent=AgentName("North"), erp=self.erp, arm=self.arm),
            job=self.job,
            mode=mode,
            fence=number,
            peers=self.peers,
        )
        return replace(order, **changes)

    def run(self, mode: RunMode = RunMode.INCREMENTAL, **hooks: Any) -> Counters:
        """One run; `on_check` and `on_report` look in at the batch borders."""
        context = Context(self.order(mode), **hooks)
        self.lines = context.lines
        counters = Inbound(now=lambda: datetime.now(UTC), routes=self.routes, turns=self.turns).run(context)
        assert counters.adds_up
        return counters

    def full(self, **hooks: Any) -> Counters:
        return self.run(RunMode.FULL, **hooks)

    def rows(self, table: str = "Part") -> list[dict[str, Any]]:
        """What ARM has."""
        with self.arm_database.connect() as connection:
            found = connection.execution_options(writes=False).exec_driver_sql(f'SELECT * FROM "{table}"')
            return [dict(row) for row in found.mappings()]

    def parts(self, *, deleted: int = 0) -> list[str]:
        """The keys that ARM has, and that are or are not deleted."""
        return sorted(row["PartNum"] for row in self.rows() if row["Deleted"] == deleted)

    def part(self, number: str) -> dict[str, Any]:
        return next(row for row in self.rows() if row["PartNum"] == number)

    def failures(self) -> list[tuple[object, str | None, int]]:
        """Open failed records: key, field, attempts."""
        found = open_failures(self.order().company)
        return [(item.key.get("PartNum"), item.field, item.attempts) for item in found]
