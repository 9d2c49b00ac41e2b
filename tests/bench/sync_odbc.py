"""Measures sync from behind ODBC drivers against pyodbc, and against what the driver alone costs."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote_plus

from tests.bench.sync_world import NAMES, WHOLE, compare, make_arm, make_erp, run, timed
from tests.peers import postgres


def odbc_upsert(connect: str, arm: Path, *, table: str) -> None:
    """pyodbc in blocks, executemany an upsert."""
    import pyodbc

    sqlite3.register_adapter(Decimal, str)
    source = pyodbc.connect(connect, autocommit=True).cursor()
    source.execute(_select(table))
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


def only_fetch(connect: str, *, table: str) -> None:
    """Fetch the same columns through arrow-odbc, as text and whole numbers, and throw them away."""
    import pyarrow as pa
    from arrow_odbc import read_arrow_batches_from_odbc

    target = pa.schema([(name, pa.int64() if name in WHOLE else pa.string()) for name in NAMES])
    for _ in read_arrow_batches_from_odbc(
        query=_select(table),
        connection_string=connect,
        batch_size=1_000,
        max_text_size=400,
        map_schema=lambda _: target,
    ):
        pass


def _select(table: str) -> str:
    return f"SELECT {', '.join(chr(34) + name + chr(34) for name in NAMES)} FROM {table}"


def _odbc_pair(what: str, here: Path, connect: str, *, table: str, again: int, goal: str) -> None:
    theirs: list[float] = []
    ours: list[float] = []
    floors: list[float] = []
    for turn in range(again):
        arm, mine = here / f"theirs{turn}.db", here / f"mine{turn}.db"
        make_arm(arm)
        theirs.append(timed(lambda arm=arm: odbc_upsert(connect, arm, table=table)))
        url = "odbc+pyodbc:///?odbc_connect=" + quote_plus(connect)
        ours.append(timed(lambda mine=mine, url=url: run(url, f"sqlite:///{mine}")))
        floors.append(timed(lambda: only_fetch(connect, table=table)))
        arm.unlink()
        mine.unlink()
    compare(what, theirs, ours, goal=goal)
    compare("  if nothing but the driver's fetching took time", theirs, floors, goal="none")
