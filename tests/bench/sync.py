"""Measures sync against the limits: `python -m tests.bench.sync [--rows N]` prints ratios and never fails on time."""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.sync_odbc import bench_odbc, bench_psqlodbc, odbc_url, sqlite_odbc
from tests.bench.sync_world import (
    DECIMALS,
    NAMES,
    compare,
    folder,
    make_arm,
    make_erp,
    run,
    tell,
    timed,
)
from tests.peers import postgres
from tests.peers.postgres import Server


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


def bench_incremental(here: Path, *, rows: int, again: int) -> None:
    """Passes with 100 changes over a small and a large table in turn, both in the caches."""
    passes: dict[int, list[float]] = {10_000: [], 4 * rows: []}
    for size in passes:
        make_erp(here / f"erp{size}.db", rows=size)
        run(f"sqlite:///{here}/erp{size}.db", f"sqlite:///{here}/arm{size}.db")
    for turn in range(2 + 7 * again):
        for size, found in passes.items():
            _change(here / f"erp{size}.db", size=size, turn=turn)
            found.append(
                timed(lambda size=size: run(f"sqlite:///{here}/erp{size}.db", f"sqlite:///{here}/arm{size}.db"))
            )
    small, large = (sorted(found[2:])[len(found[2:]) // 2] for found in passes.values())
    tell("100 changes at 4 x rows against 10,000 rows", ratio=large / small, goal="< 1.2",
         detail=f"{large * 1000:.1f} ms / {small * 1000:.1f} ms")  # fmt: skip


def _change(erp: Path, *, size: int, turn: int) -> None:
    """Change 100 scattered rows without walking through the table, which would empty the processor's caches."""
    step = size // 100
    rows = ", ".join(str(step * number) for number in range(1, 101))
    with sqlite3.connect(erp) as db:
        db.execute(
            "UPDATE Part SET Description = ?, SysRevID = (SELECT max(SysRevID) FROM Part) + rowid / ?"
            f" WHERE rowid IN ({rows})",
            (f"turn {turn}", step),
        )
    db.close()


def bench_memory(here: Path, *, rows: int, again: int) -> None:
    """Peak memory of a process that brings one and four times the rows in, from a file and from behind a driver."""
    peaks: dict[str, list[float]] = {"SQLite": [], "SQLite's ODBC driver": []}
    for size in (rows, 4 * rows):
        erp = here / f"erp{size}.db"
        make_erp(erp, rows=size)
        for source, url in zip(peaks, (f"sqlite:///{erp}", odbc_url(sqlite_odbc(erp))), strict=True):
            arm = here / "arm.db"
            peaks[source].append(_peak(url, f"sqlite:///{arm}"))
            arm.unlink()
        erp.unlink()
    for source, (small, large) in peaks.items():
        tell(f"peak memory, 4 x rows against 1 x, {source}", ratio=large / small, goal="~ 1",
             detail=f"{small:.0f} MB, {large:.0f} MB (< 500)")  # fmt: skip


def _peak(erp: str, arm: str) -> float:
    """Megabytes that a process of its own takes at most for the run."""
    code = (
        "import sys; from pathlib import Path; from tests.bench import sync_world;"
        " sync_world.run(*sys.argv[1:]);"
        " words = Path('/proc/self/status').read_text().split();"  # rusage would count the process that forked us
        " print(int(words[words.index('VmHWM:') + 1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, erp, arm], capture_output=True, text=True, check=True)
    return float(done.stdout)


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
