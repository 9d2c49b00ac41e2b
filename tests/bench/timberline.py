"""Speed of the Timberline actions as ratios in one run: python -m tests.bench.timberline [claims]

    check      within 2 times of merely fetching the same rows through the fastest reader (ODBC, if its driver is there)
    receipts   within 3 times of one set-based SQL statement a table that does the same inserts and updates
    invoices   a file of 100,000 claims in under 5 seconds
Memory of the whole stays under 1 GB.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_plus

from app.console.timberline import Timberline
from app.sandbox import timberline as sandbox

CLAIMS, RECEIPTS = 1_000_000, 100_000
_FETCHED = (
    "SELECT l_claim_id, l_job_id, s_invoice_num, d_invoice, c_total, c_paid_amt, f_link_exported, s_link_accts "
    "FROM cst_claim"
)


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def site(folder: Path, *, claims: int, receipts: int, payments: int, exported: int) -> Path:
    """Books of that size: a tenth as many jobs, an invoice a claim, two transactions an invoice."""
    profile = sandbox.make(folder, seed=1)
    profile.write_text(profile.read_text().replace("##-####", ""))
    with closing(sqlite3.connect(folder / "timberline" / "framework.db")) as connection, connection:
        for table in ("job", "cst_claim", "cont", "cont_pay"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DROP VIEW v_sched_tlCstClaim")
        connection.execute("DROP VIEW v_sched_tlClaims")
        jobs = max(claims // 10, 1)
        connection.executemany(
            "INSERT INTO job VALUES (?, ?, ?, -4, -7, 1, 1, 1, NULL)",
            ((job, f"J{job}", f"House {job}") for job in range(jobs)),
        )
        connection.executemany("INSERT INTO cont VALUES (?, ?, 1000, 0)", ((job, job) for job in range(jobs)))
        connection.executemany(
            "INSERT INTO cst_claim VALUES (?, ?, ?, '2026-07-15', ?, ?, 0, ?, NULL)",
            ((n, n % jobs, f"Claim {n}", f"INV{n:08d}", _amount(n), exported) for n in range(claims)),
        )
        connection.executemany(
            "INSERT INTO cont_pay VALUES (?, ?, ?, '2026-01-15', 5, ?)",
            ((n, n % jobs, n % claims, f"20260115/{n:08d}/00000001") for n in range(payments)),
        )
    with closing(sqlite3.connect(folder / "timberline" / "timberline.db")) as connection, connection:
        for table in ("Master_Jcm_Record_1_1", "Master_Jcm_Record_3", "Active_Cnc_Record_10", "Current_Art_Record_1"):
            connection.execute(f"DELETE FROM {table}")
        connection.executemany(
            "INSERT INTO Master_Jcm_Record_1_1 VALUES (?, '', 'Use Quick Bill', 'C')",
            ((f"J{job}",) for job in range(jobs)),
        )
        connection.executemany(
            "INSERT INTO Master_Jcm_Record_3 VALUES (?, '', '01-100', '')", ((f"J{job}",) for job in range(jobs))
        )
        connection.executemany("INSERT INTO Current_Art_Record_1 VALUES (?, ?, ?, ?, ?, ?, 'C')", _ledger(receipts))
    return profile


def _amount(number: int) -> float:
    return (number % 90_000 + 100) / 100


def _ledger(receipts: int) -> Iterator[tuple[object, ...]]:
    for number in range(receipts):
        invoice = f"INV{number:08d}".ljust(15)
        yield invoice, "Invoice".ljust(20), "2026-07-15", number, 1, _amount(number)
        yield invoice, "Cash receipt".ljust(20), "2026-07-20", number, 2, _amount(number)


def check(folder: Path, claims: int) -> float:
    """The consistency check against fetching."""
    profile = site(folder, claims=claims, receipts=claims, payments=0, exported=1)
    database = folder / "timberline" / "timberline.db"
    fetch = _through_odbc(profile, database) or (
        lambda: _adbc(database, "SELECT type, tInv, tAmt FROM Current_Art_Record_1")
    )

    def fetched() -> None:
        fetch()
        _adbc(folder / "timberline" / "framework.db", _FETCHED)

    fetched()
    ratios = [timed(lambda: Timberline().check_consistency(profile)) / timed(fetched) for _ in range(3)]
    return sorted(ratios)[1]


def _through_odbc(profile: Path, database: Path) -> Callable[[], object] | None:
    import arrow_odbc
    import pyodbc

    if "SQLite3" not in pyodbc.drivers():
        return None
    connect = f"DRIVER=SQLite3;Database={database};StepAPI=1"
    address = f"odbc+pyodbc:///?odbc_connect={quote_plus(connect)}"
    profile.write_text(profile.read_text().replace("sqlite:///timberline/timberline.db", address))
    query = "SELECT type, tInv, tAmt FROM Current_Art_Record_1"
    return lambda: list(arrow_odbc.read_arrow_batches_from_odbc(query=query, connection_string=connect))


def _adbc(path: Path, query: str) -> object:
    from adbc_driver_sqlite import dbapi

    with dbapi.connect(f"file:{path}?mode=ro") as link, link.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetch_arrow_table()


def receipts(folder: Path, count: int, payments: int) -> float:
    """Posting against the same inserts and updates in plain SQL; the best of three of each."""
    profile = site(folder / "a", claims=count, receipts=count, payments=payments, exported=1)
    framework, timberline = (folder / "a" / "timberline" / name for name in ("framework.db", "timberline.db"))
    kept, plain = folder / "kept.db", folder / "plain.db"
    shutil.copy(framework, kept)
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(3):
        shutil.copy(kept, plain)
        shutil.copy(kept, framework)
        bare.append(timed(lambda: _set_based(plain, timberline)))
        ours.append(timed(lambda: Timberline().process_receipts(profile)))
    return min(ours) / min(bare)


def _set_based(framework: Path, timberline: Path) -> None:
    key = "strftime('%Y%m%d', r.tdate) || '/' || printf('%08d', r.tRun) || '/' || printf('%08d', r.tSeq)"
    with closing(sqlite3.connect(framework, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"ATTACH '{timberline}' AS t")
        connection.execute("BEGIN IMMEDIATE")
        before = connection.execute("SELECT MAX(l_pay_id) FROM cont_pay").fetchone()[0]
        connection.execute(
            f"""INSERT INTO cont_pay SELECT
            {before} + row_number() OVER (), k.l_cont_id, c.l_claim_id, r.tdate, r.tAmt, {key}
            FROM t.Current_Art_Record_1 r JOIN cst_claim c ON c.s_invoice_num = trim(r.tInv)
            JOIN job j ON j.l_job_id = c.l_job_id JOIN cont k ON k.l_job_id = j.l_job_id
            WHERE lower(trim(r.type)) = 'cash receipt' AND {key} NOT IN (SELECT s_link_accts FROM cont_pay)"""
        )
        for table, column in (("cst_claim", "l_claim_id"), ("cont", "l_cont_id")):
            connection.execute(
                f"""UPDATE {table} SET c_paid_amt = c_paid_amt + s.amount FROM (SELECT {column}, SUM(c_amount) amount
                FROM cont_pay WHERE l_pay_id > {before} GROUP BY {column}) s WHERE s.{column} = {table}.{column}"""
            )
        connection.execute("COMMIT")


def invoices(folder: Path, count: int) -> float:
    """Seconds to export that many claims."""
    profile = site(folder, claims=count, receipts=0, payments=0, exported=0)
    return timed(lambda: Timberline().create_invoices(profile))


def main() -> int:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    some = min(claims, RECEIPTS)
    with tempfile.TemporaryDirectory() as place:
        results = [
            ("check / fetching", check(Path(place) / "check", claims), 2.0),
            ("receipts / set-based SQL", receipts(Path(place) / "receipts", some, claims), 3.0),
            ("invoice file, seconds", invoices(Path(place) / "invoices", some), 5.0),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    results.append(("memory, GB", peak, 1.0))
    for name, found, goal in results:
        print(f"{name:<28}{found:8.2f}  goal {goal:.2f}  {'ok' if found <= goal else 'MISSED'}")
    return int(any(found > goal for _, found, goal in results))


if __name__ == "__main__":
    sys.exit(main())
