"""Measures sync against the limits: `python -m tests.bench.sync [--rows N]` prints ratios and never fails on time."""

from __future__ import annotations

import argparse
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
    types = {"LeadTime": "INTEGER", "VendorNum": "INTEGER", "InActive": "INTEGER", "SysRevID": "INTEGER"}
    with sqlite3.connect(path) as db:
        db.execute(
            f"CREATE TABLE Part ({', '.join(f'{name} {types.get(name, chr(84) + chr(69) + chr(88) + chr(84))}' for name in NAMES)})"
        )
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
    types = {"LeadTime": "INTEGER", "VendorNum": "INTEGER", "InActive": "INTEGER", "SysRevID": "INTEGER"}
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    listed = ", ".join(f'"{name}" {types.get(name, "TEXT")}' for name in NAMES)
    db.execute(f'CREATE TABLE Part ({listed}, "Deleted" INTEGER DEFAULT 0 NOT NULL)')
    db.execute("CREATE UNIQUE INDEX Part_Key ON Part (Company, PartNum)")
    db.commit()
    db.close()


def attach_limit(erp: Path, arm: Path) -> None:
    """What SQLite itself needs: one statement from file to file."""
    db = sqlite3.connect(arm)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("ATTACH ? AS erp", (str(erp),))
    names = ", ".join(NAMES)
    changes = ", ".join(f"{name} = excluded.{name}" for name in NAMES[2:])
    db.execute(
        f"INSERT INTO main.Part ({names}) SELECT {names} FROM erp.Part WHERE true"
        f" ON CONFLICT (Company, PartNum) DO UPDATE SET {changes}"
    )
    db.commit()
    db.close()


def core_upsert(erp: Path, arm: Path) -> None:
    """SQLAlchemy Core: read in blocks, executemany an upsert."""
    import sqlalchemy as sa
    from sqlalchemy.dialects.sqlite import insert

    source, target = sa.create_engine(f"sqlite:///{erp}"), sa.create_engine(f"sqlite:///{arm}")
    table = sa.Table("Part", sa.MetaData(), *(sa.Column(name, sa.Text) for name in NAMES))
    statement = insert(table)
    statement = statement.on_conflict_do_update(
        index_elements=["Company", "PartNum"], set_={name: statement.excluded[name] for name in NAMES[2:]}
    )
    with source.connect() as reading, target.begin() as writing:
        found = reading.execution_options(yield_per=10_000).execute(sa.select(table))
        for part in found.mappings().partitions():
            writing.execute(statement, [dict(row) for row in part])
    source.dispose()
    target.dispose()


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tieline-bench-") as name:
        yield Path(name)


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(what: str, *, ratio: float, goal: str, detail: str = "") -> None:
    print(f"{what:<58} {ratio:6.2f}   goal {goal:<8} {detail}", flush=True)


def bench_sqlite(here: Path, *, rows: int, again: int) -> None:
    erp = here / "erp.db"
    make_erp(erp, rows=rows)
    limits, ours = [], []
    for turn in range(again):
        arm = here / f"limit{turn}.db"
        make_arm(arm)
        limits.append(timed(lambda arm=arm: attach_limit(erp, arm)))
        arm.unlink()
        mine = here / f"mine{turn}.db"
        ours.append(timed(lambda mine=mine: run(f"sqlite:///{erp}", f"sqlite:///{mine}")))
        mine.unlink()
    limit, mine_best = sorted(limits)[again // 2], sorted(ours)[again // 2]
    tell("SQLite to SQLite against ATTACH + INSERT SELECT", ratio=limit / mine_best, goal=">= 0.5",
         detail=f"{limit:.2f} s / {mine_best:.2f} s")  # fmt: skip
    arm = here / "core.db"
    make_arm(arm)
    core = timed(lambda: core_upsert(erp, arm))
    arm.unlink()
    tell("SQLite to SQLite against SQLAlchemy Core executemany", ratio=core / mine_best, goal=">= 4",
         detail=f"{core:.2f} s / {mine_best:.2f} s")  # fmt: skip


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--again", type=int, default=3)
    words.add_argument("--only", default="")
    asked = words.parse_args()
    for name, bench in BENCHES.items():
        if not asked.only or name in asked.only.split(","):
            with folder() as here:
                bench(here, rows=asked.rows, again=asked.again)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak:.0f} MB", file=sys.stderr)


BENCHES: dict[str, Callable[..., None]] = {"sqlite": bench_sqlite}

if __name__ == "__main__":
    main()
