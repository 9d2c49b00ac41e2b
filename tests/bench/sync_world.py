"""The tables, runs and clocks that every measurement of sync shares."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from app.model.job import Column, ColumnKind, Direction, Job, JobNumber, Table
from app.model.run import Counters, RunId, RunMode, RunOrder
from app.sync.inbound import Inbound
from app.sync.sessions import ALL_ROUTES, Routes

TEXTS = ("Description", "ClassID", "ProdCode", "IUM", "PUM", "TypeCode", "CommodityCode")
DECIMALS = ("UnitPrice", "Factor", "OnHand", "Minimum")
PART = Table(
    source="Part",
    target="Part",
    key=("Company", "PartNum"),
    columns=(
        Column(name="Company", kind=ColumnKind.TEXT, length=8),
        Column(name="PartNum", kind=ColumnKind.TEXT, length=50),
        *(Column(name=name, kind=ColumnKind.TEXT, length=50) for name in TEXTS),
        *(Column(name=name, kind=ColumnKind.DECIMAL) for name in DECIMALS),
        Column(name="LeadTime", kind=ColumnKind.INTEGER),
        Column(name="VendorNum", kind=ColumnKind.INTEGER),
        Column(name="InActive", kind=ColumnKind.BIT),
        Column(name="Due", kind=ColumnKind.DATE),
        Column(name="Changed", kind=ColumnKind.DATE),
    ),
)
JOB = Job(
    number=JobNumber(52), key="part", name="Part", description="", direction=Direction.INBOUND,
    interval=timedelta(hours=1), tables=(PART,),
)  # fmt: skip
NAMES = [*(column.name for column in PART.columns), "SysRowID", "SysRevID"]
WHOLE = {"LeadTime", "VendorNum", "InActive", "SysRevID"}


@dataclass
class Context:
    """A run that nobody watches."""

    order: RunOrder

    def check(self) -> None: ...

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None: ...

    def log(self, text: str, *, level: str = "info") -> None: ...


_RUNS = iter(range(1, 10**9))


def run(
    erp: str, arm: str, *, job: Job = JOB, mode: RunMode = RunMode.INCREMENTAL, routes: Routes = ALL_ROUTES
) -> Counters:
    number = next(_RUNS)
    company = Company(code=CompanyCode("C1"), agent=AgentName("North"), erp=erp, arm=arm)
    order = RunOrder(
        run=RunId(number), store="bench", agent=AgentName("North"), settings=AgentSettings(), company=company, job=job,
        mode=mode, fence=number,
    )  # fmt: skip
    return Inbound(now=lambda: datetime.now(UTC), routes=routes).run(Context(order))


def make_erp(path: Path, *, rows: int) -> None:
    """Parts whose values look like a real company's, with an index on the revision as Kinetic has."""
    types = dict.fromkeys(WHOLE, "INTEGER")
    with sqlite3.connect(path) as db:
        listed = ", ".join(f"{name} {types.get(name, 'TEXT')}" for name in NAMES)
        db.execute(f"CREATE TABLE Part ({listed})")
        texts = ", ".join(f"'{name} ' || (n * {i + 3} % 9973)" for i, name in enumerate(TEXTS))
        decimals = ", ".join(f"printf('%d.%05d', n % {7919 + i}, n % 99991)" for i in range(len(DECIMALS)))
        guid = "printf('%08x-%04x-4000-8000-%012x', (n * 2654435761) % 4294967296, n % 65536, n)"
        db.execute(
            "WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)"
            f" INSERT INTO Part SELECT 'C1', printf('PART-%010d', n), {texts}, {decimals}, n % 90, n % 5000, n % 2,"
            f" date('2020-01-01', '+' || (n % 2000) || ' days'), date('2021-01-01', '+' || (n % 2000) || ' days'),"
            f" {guid}, n + 1000 FROM counter",
            (rows,),
        )
        db.execute("CREATE INDEX PartRevision ON Part (SysRevID)")
    db.close()


def make_arm(path: Path) -> None:
    """The target as Tieline makes it, for the routes it is compared with."""
    types = dict.fromkeys(WHOLE, "INTEGER")
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    listed = ", ".join(f'"{name}" {types.get(name, "TEXT")}' for name in NAMES)
    db.execute(f'CREATE TABLE Part ({listed}, "Deleted" INTEGER DEFAULT 0 NOT NULL)')
    db.execute("CREATE UNIQUE INDEX Part_Key ON Part (Company, PartNum)")
    db.commit()
    db.close()


@contextmanager
def folder() -> Generator[Path]:
    with tempfile.TemporaryDirectory(prefix="tieline-bench-") as name:
        yield Path(name)


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(what: str, *, ratio: float, goal: str, detail: str = "") -> None:
    print(f"{what:<58} {ratio:6.2f}   goal {goal:<8} {detail}", flush=True)


def compare(what: str, theirs: list[float], ours: list[float], *, goal: str) -> None:
    other, mine = sorted(theirs)[len(theirs) // 2], sorted(ours)[len(ours) // 2]
    tell(what, ratio=other / mine, goal=goal, detail=f"{other:.2f} s / {mine:.2f} s")
