"""Measures sync against the limits: `python -m tests.bench.sync [--rows N]` prints ratios and never fails on time."""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from app.model.agent import AgentName, AgentSettings, Company, CompanyCode
from app.model.job import Column, ColumnKind, Direction, Job, JobNumber, Table
from app.model.run import Counters, RunId, RunMode, RunOrder
from app.sync.inbound import Inbound
from app.sync.sessions import ALL_ROUTES, Routes
from tests.peers import postgres
from tests.peers.postgres import Server

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


def make_postgres_arm(server: Server, database: str) -> None:
    """The target in PostgreSQL, for the routes it is compared with."""
    kinds = {"LeadTime": "bigint", "VendorNum": "bigint", "InActive": "smallint", "SysRevID": "bigint", "Due": "date"}
    kinds |= dict.fromkeys(DECIMALS, "numeric") | {"Changed": "date"}
    listed = ", ".join(f'"{name}" {kinds.get(name, "text")}' for name in NAMES)
    with server.connect(database) as connection:
        connection.execute(f'CREATE TABLE "Part" ({listed}, "Deleted" smallint DEFAULT 0 NOT NULL)')
        connection.execute('CREATE UNIQUE INDEX "Part_Key" ON "Part" ("Company", "PartNum")')


def copy_and_merge(erp: Path, server: Server, database: str) -> None:
    """COPY into a temporary table and one INSERT SELECT ON CONFLICT a block, rows passing through Python."""
    names = ", ".join(f'"{name}"' for name in NAMES)
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in NAMES[2:])
    source = sqlite3.connect(erp).execute(f"SELECT {', '.join(NAMES)} FROM Part ORDER BY SysRevID")
    with server.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute('CREATE TEMP TABLE stage (LIKE "Part" INCLUDING DEFAULTS)')
        while rows := source.fetchmany(50_000):
            with connection.transaction():
                cursor.execute("TRUNCATE stage")
                with cursor.copy(f"COPY stage ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                cursor.execute(
                    f'INSERT INTO "Part" ({names}) SELECT {names} FROM stage'
                    f' ON CONFLICT ("Company", "PartNum") DO UPDATE SET {changes}'
                )


def bench_postgres(here: Path, *, rows: int, again: int) -> None:
    erp = here / "erp.db"
    make_erp(erp, rows=rows)
    with postgres.running() as server:
        limits: list[float] = []
        ours: list[float] = []
        for _ in range(again):
            with server.database() as name:
                make_postgres_arm(server, name)
                limits.append(timed(lambda name=name: copy_and_merge(erp, server, name)))
            with server.database() as name:
                ours.append(timed(lambda name=name: run(f"sqlite:///{erp}", server.url(name))))
    compare("SQLite to PostgreSQL against COPY + merge", limits, ours, goal=">= 0.7")


def odbc_upsert(connect: str, arm: Path, *, table: str, names: Sequence[str] = NAMES) -> None:
    """pyodbc in blocks, executemany an upsert."""
    import pyodbc

    sqlite3.register_adapter(Decimal, str)
    source = pyodbc.connect(connect, autocommit=True).cursor()
    source.execute(f"SELECT {', '.join(chr(34) + name + chr(34) for name in names)} FROM {table}")
    db = sqlite3.connect(arm)
    db.execute("PRAGMA synchronous = FULL")
    changes = ", ".join(f"{name} = excluded.{name}" for name in NAMES[2:])
    statement = (
        f"INSERT INTO Part ({', '.join(NAMES)}) VALUES ({', '.join('?' * len(NAMES))})"
        f" ON CONFLICT (Company, PartNum) DO UPDATE SET {changes}"
    )
    while found := source.fetchmany(10_000):
        db.executemany(statement, found)
        db.commit()
    db.close()


def bench_odbc(here: Path, *, rows: int, again: int) -> None:
    erp = here / "erp.db"
    make_erp(erp, rows=rows)
    connect = f"DRIVER=SQLite3;Database={erp};StepAPI=1"
    _odbc_pair(
        "SQLite's ODBC driver against pyodbc + executemany", here, connect, table="Part", again=again, goal=">= 2"
    )


def bench_psqlodbc(here: Path, *, rows: int, again: int) -> None:
    erp = here / "erp.db"
    make_erp(erp, rows=rows)
    with postgres.running() as server, server.database() as name:
        run(f"sqlite:///{erp}", server.url(name))
        with server.connect(name) as connection:
            connection.execute('CREATE SCHEMA "Erp"')
            connection.execute('ALTER TABLE "Part" SET SCHEMA "Erp"')
            connection.execute('ALTER TABLE "Erp"."Part" ALTER "SysRowID" TYPE uuid USING "SysRowID"::uuid')
            connection.execute('CREATE INDEX ON "Erp"."Part" ("SysRevID")')
            connection.execute("VACUUM ANALYZE")
        connect = server.odbc(name) + ";UseDeclareFetch=1;Fetch=10000;BoolsAsChar=0"
        _odbc_pair(
            "psqlODBC against pyodbc + executemany", here, connect, table='"Erp"."Part"', again=again, goal=">= 4"
        )


def _odbc_pair(what: str, here: Path, connect: str, *, table: str, again: int, goal: str) -> None:
    theirs: list[float] = []
    ours: list[float] = []
    for turn in range(again):
        arm, mine = here / f"theirs{turn}.db", here / f"mine{turn}.db"
        make_arm(arm)
        theirs.append(timed(lambda arm=arm: odbc_upsert(connect, arm, table=table)))
        url = "odbc+pyodbc:///?odbc_connect=" + quote_plus(connect)
        ours.append(timed(lambda mine=mine, url=url: run(url, f"sqlite:///{mine}")))
        arm.unlink()
        mine.unlink()
    compare(what, theirs, ours, goal=goal)


def compare(what: str, theirs: list[float], ours: list[float], *, goal: str) -> None:
    other, mine = sorted(theirs)[len(theirs) // 2], sorted(ours)[len(ours) // 2]
    tell(what, ratio=other / mine, goal=goal, detail=f"{other:.2f} s / {mine:.2f} s")


def bench_incremental(here: Path, *, rows: int, again: int) -> None:
    """A pass with 100 changes over a small and a large table."""
    costs: list[float] = []
    for size in (10_000, 4 * rows):
        erp, arm = here / f"erp{size}.db", f"sqlite:///{here}/arm{size}.db"
        make_erp(erp, rows=size)
        run(f"sqlite:///{erp}", arm)
        passes: list[float] = []
        for turn in range(11):
            with sqlite3.connect(erp) as db:
                step = size // 100
                db.execute(
                    "UPDATE Part SET Description = ?, SysRevID = 1000000000 + ? * 1000 + rowid / ? WHERE rowid % ? = 0",
                    (f"turn {turn}", turn, step, step),
                )
            db.close()
            passes.append(timed(lambda erp=erp, arm=arm: run(f"sqlite:///{erp}", arm)))
        costs.append(sorted(passes)[5])
        erp.unlink()
    tell("100 changes at 4 x rows against 10,000 rows", ratio=costs[1] / costs[0], goal="< 1.2",
         detail=f"{costs[1] * 1000:.1f} ms / {costs[0] * 1000:.1f} ms")  # fmt: skip


def bench_memory(here: Path, *, rows: int, again: int) -> None:
    """Peak memory of a process that brings one and four times the rows in."""
    peaks: list[float] = []
    for size in (rows, 4 * rows):
        erp = here / f"erp{size}.db"
        make_erp(erp, rows=size)
        code = (
            "from pathlib import Path; from tests.bench import sync;"
            f" sync.run('sqlite:///{erp}', 'sqlite:///{here}/arm{size}.db');"
            " words = Path('/proc/self/status').read_text().split();"  # rusage would count the process that forked us
            " print(int(words[words.index('VmHWM:') + 1]) / 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        peaks.append(float(done.stdout))
        erp.unlink()
    tell("peak memory at 4 x rows against 1 x", ratio=peaks[1] / peaks[0], goal="~ 1",
         detail=f"{peaks[0]:.0f} MB, {peaks[1]:.0f} MB (< 500)")  # fmt: skip


def bench_idle(here: Path, *, rows: int, again: int) -> None:
    """Every inbound job of the catalogue over an ERP in which nothing has changed."""
    from app import catalogue

    jobs = [job for job in catalogue.load() if job.tables]
    erp = here / "erp.db"
    with sqlite3.connect(erp) as db:
        for table in {table.source: table for job in jobs for table in job.tables}.values():
            listed = ", ".join(f'"{column.name}"' for column in table.columns)
            db.execute(f'CREATE TABLE "{table.source}" ({listed}, SysRowID, SysRevID INTEGER)')
            db.execute(f'INSERT INTO "{table.source}" (SysRowID, SysRevID) VALUES (1, 1)')
    db.close()

    def all_jobs() -> None:
        for job in jobs:
            run(f"sqlite:///{erp}", f"sqlite:///{here}/arm.db", job=job)

    all_jobs()
    idle = sorted(timed(all_jobs) for _ in range(again))[again // 2]
    tell(f"all {len(jobs)} jobs without changes, in seconds", ratio=idle, goal="< 1")


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


BENCHES: dict[str, Callable[..., None]] = {
    "sqlite": bench_sqlite,
    "postgres": bench_postgres,
    "odbc": bench_odbc,
    "psqlodbc": bench_psqlodbc,
    "incremental": bench_incremental,
    "memory": bench_memory,
    "idle": bench_idle,
}

if __name__ == "__main__":
    main()
