"""Measures sync from behind ODBC drivers against pyodbc, and against what the driver alone costs."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote_plus

from tests.bench.sync_world import NAMES, WHOLE, compare, make_arm, make_erp, run, timed
from tests.peers import postgres


def sqlite_odbc(path: Path) -> str:
    """The connection string of an SQLite file; without StepAPI the driver would hold the whole result."""
    return f"DRIVER=SQLite3;Database={path};StepAPI=1"


def odbc_url(connect: str) -> str:
    """The address of what the connection string leads to."""
    return "odbc+pyodbc:///?odbc_connect=" + quote_plus(connect)


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
    what = "SQLite's ODBC driver against pyodbc + executemany"
    _odbc_pair(what, here, sqlite_odbc(erp), table="Part", again=again, goal=">= 2")


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


def _tally(arm: Path) -> list[int]:
    """What tells two ARMs apart: rows, revisions, numbers, and the lengths of decimals, dates and texts."""
    lengths = ", ".join(f"sum(length({name}))" for name in NAMES if name not in WHOLE)
    numbers = ", ".join(f"sum({name})" for name in sorted(WHOLE))
    db = sqlite3.connect(arm)
    try:
        return list(db.execute(f"SELECT count(*), {numbers}, {lengths} FROM Part").fetchone())
    finally:
        db.close()


def _odbc_pair(what: str, here: Path, connect: str, *, table: str, again: int, goal: str) -> None:
    theirs: list[float] = []
    ours: list[float] = []
    floors: list[float] = []
    for turn in range(again):
        arm, mine = here / f"theirs{turn}.db", here / f"mine{turn}.db"
        make_arm(arm)
        theirs.append(timed(lambda arm=arm: odbc_upsert(connect, arm, table=table)))
        ours.append(timed(lambda mine=mine: run(odbc_url(connect), f"sqlite:///{mine}")))
        assert _tally(mine) == _tally(arm), "the two did not bring the same rows"
        floors.append(timed(lambda: only_fetch(connect, table=table)))
        arm.unlink()
        mine.unlink()
    compare(what, theirs, ours, goal=goal)
    compare("  if nothing but the driver's fetching took time", theirs, floors, goal="none")
