"""Measures the engine over PostgreSQL: `python -m tests.bench.machines [--agents 3] [--jobs 10000] [--runs 1000000]`.

First 10,000 interval jobs (a job of a company each) shared by three agent processes: how late they start, how busy the
machine is, what the database is asked. Then idle: the same processes with nothing due. Then a million past runs: how
long the grid, the history and why take. Prints figures and never fails on time.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from app.catalogue import graph
from app.engine import gate
from app.engine.engine import Engine
from app.engine.execution import Workshop
from app.engine.feed import Feed
from app.model.agent import AgentName, Company, CompanyCode
from app.model.job import Direction, Job, JobNumber
from app.model.run import Counters
from app.model.work import RunContext
from app.store import agents, companies, decisions, runs, tables
from app.store.database import Store, open_store
from tests.peers import postgres
from tests.peers.postgres import Server

JOBS_EACH = 50  # jobs of a company
LIMIT_MS = 100.0
ROOT = Path(__file__).resolve().parents[2]


class Nothing:
    """Work that takes no time: what is measured is everything around it."""

    def run(self, context: RunContext) -> Counters:
        context.check()
        return Counters()


def catalogue(interval: timedelta) -> dict[JobNumber, Job]:
    made = (
        Job(
            number=JobNumber(n), key=f"j{n}", name=f"Job {n}", description="", direction=Direction.INBOUND,
            interval=interval,
        )
        for n in range(1, JOBS_EACH + 1)
    )  # fmt: skip
    return {job.number: job for job in made}


def engine(url: str, interval: float) -> Engine:
    store, jobs = open_store(make_url(url)), catalogue(timedelta(seconds=interval))
    workshop = Workshop(
        store=store, catalogue=jobs, kinds=lambda _job, _mode: Nothing(), feed=Feed(store), peers={},
        open_failures=lambda _company, _job: 0,
    )  # fmt: skip
    return Engine(workshop=workshop, order=graph.order(tuple(jobs.values())), queue_url=url)


def child(url: str, agent: str, interval: str) -> None:
    """Be one agent's process until SIGTERM, then say how much processor time it took."""
    found, until = engine(url, float(interval)), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: until.set())
    found.serve(agent, until=until)
    found.store.close()


def prepare(store: Store, *, count: int, places: int, interval: float) -> None:
    """Agents whose companies' jobs fall due evenly over one interval, beginning in half a minute."""
    with store.begin() as connection:
        now = store.now(connection)
        for number in range(count):
            agents.add(connection, name=f"A{number}", at=now)
        for place in range(places):
            code, agent = CompanyCode(f"C{place:04}"), AgentName(f"A{place % count}")
            companies.put(connection, Company(code=code, agent=agent, erp="sqlite:///e", arm="sqlite:///a"))
        total = places * JOBS_EACH
        rows = [
            {
                "company": f"C{n // JOBS_EACH:04}", "job": n % JOBS_EACH + 1, "fence": 0, "stop": False, "troubles": 0,
                "open_failures": 0, "next_due": now + timedelta(seconds=26 + interval * ((n * 7919) % total) / total),
            }
            for n in range(total)
        ]  # fmt: skip
        connection.execute(tables.states.insert(), rows)


def times_of(pid: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def transactions(server: Server, name: str) -> int:
    with server.connect() as connection:
        query = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = %s"
        found = connection.execute(query, (name,)).fetchone()
    assert found
    return int(found[0])


def lateness(store: Store) -> list[float]:
    """Seconds between due and started, of every run that a due time started."""
    query = sa.select(tables.decisions.c.due, tables.runs.c.started).where(
        tables.runs.c.id == tables.decisions.c.run, tables.runs.c.started.is_not(None)
    )
    with store.read() as connection:
        return sorted((row.started - row.due).total_seconds() for row in connection.execute(query))


def scheduling(server: Server, *, count: int, total: int, seconds: float, interval: float) -> dict[str, object]:
    with server.database() as name:
        url = server.url(name)
        with closing(open_store(make_url(url))) as store:
            prepare(store, count=count, places=total // JOBS_EACH, interval=interval)
            started = time.monotonic()
            processes = [
                subprocess.Popen(
                    [sys.executable, "-m", "tests.bench.machines", "--child", url, f"A{n}", str(interval)], cwd=ROOT
                )
                for n in range(count)
            ]
            time.sleep(14)
            idle = [times_of(process.pid) for process in processes]
            idle_since = time.monotonic()
            time.sleep(max(0.0, 25 - (time.monotonic() - started)))
            idle_share = sum(times_of(p.pid) - was for p, was in zip(processes, idle, strict=True))
            idle_share /= time.monotonic() - idle_since
            before = [times_of(process.pid) for process in processes], transactions(server, name), time.monotonic()
            time.sleep(seconds)
            spent = sum(times_of(p.pid) - was for p, was in zip(processes, before[0], strict=True))
            passed = time.monotonic() - before[2]
            asked = transactions(server, name) - before[1]
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                process.wait(timeout=120)
            late = lateness(store)
    return {
        "agents": count, "interval jobs": total, "interval s": interval, "seconds": round(passed, 1),
        "runs": len(late), "runs a second": round(len(late) / passed, 1),
        "lateness median s": round(statistics.median(late), 2) if late else None,
        "lateness p99 s": round(late[int(len(late) * 0.99)], 2) if late else None,
        "processor of all agents": round(spent / passed, 2), "processor before anything is due": round(idle_share, 2),
        "transactions a second": round(asked / passed, 1),
    }  # fmt: skip


def fill(store: Store, rows: int) -> None:
    """Past runs and decisions, spread over 60 jobs and 20 companies of one agent."""
    with store.begin() as connection:
        now = store.now(connection)
        agents.add(connection, name="Main", at=now)
        for number in range(20):
            company = Company(
                code=CompanyCode(f"C{number}"), agent=AgentName("Main"), erp="sqlite:///e", arm="sqlite:///a"
            )
            companies.put(connection, company)
        if connection.dialect.name == "sqlite":
            series = (
                f"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows}) SELECT n FROM s)"
            )
        else:
            series = f"(SELECT generate_series(1, {rows}) AS n) AS s"
        at = f"({int(now.timestamp())} - {rows} + n) * CAST(1000000 AS BIGINT)"
        state = "CASE WHEN n % 97 = 0 THEN 'failed' ELSE 'succeeded' END"
        _insert(
            connection,
            "INSERT INTO run (agent, company, job, instance, trigger, mode, status, by, queued, started, ended, read,"
            " inserted, updated, deleted, unchanged, failed, skipped, message, unreachable, attempt, changed)"
            f" SELECT 'Main', 'C' || (n % 20), n % {JOBS_EACH} + 1, 1, 'schedule', 'incremental', {state}, '', {at},"
            f" {at}, {at} + 500000, n % 1000, 0, 0, 0, n % 1000, 0, 0, 'Nothing new.', false, 1, {at} FROM {series}",
        )
        _insert(
            connection,
            "INSERT INTO decision (agent, company, job, due, last_due, count, made, outcome, reasons, run)"
            f" SELECT 'Main', 'C' || (n % 20), n % {JOBS_EACH} + 1, {at}, {at}, 1, {at}, 'ran', '[]', n FROM {series}",
        )
        rows_of_states = [
            {"company": f"C{c}", "job": j, "fence": 1, "stop": False, "troubles": 0, "open_failures": 0, "last_ok": now,
             "next_due": now + timedelta(hours=1)}
            for c in range(20) for j in range(1, JOBS_EACH + 1)
        ]  # fmt: skip
        connection.execute(tables.states.insert(), rows_of_states)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if store.url.get_backend_name() == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")  # as the server does by itself after a while


def _insert(connection: sa.Connection, statement: str) -> None:
    connection.execute(sa.text(statement))


def history(url: str, rows: int) -> dict[str, object]:
    found = engine(url, 60)
    store = found.store
    fill(store, rows)

    def why() -> object:
        facts = found.facts("Main")
        return [
            gate.reasons(facts.jobs[JobNumber(7)], company=c, facts=facts, asking=gate.WHY) for c in facts.companies
        ]

    def grid() -> object:
        from app.console.grid import Grid

        view = Grid(facts=found.facts("Main"), where=lambda _table: None)
        return [view.row(job) for job in view.facts.jobs.values()]

    def read(ask: Callable[[sa.Connection], object]) -> Callable[[], object]:
        def asked() -> object:
            with store.read() as connection:
                return ask(connection)

        return asked

    questions: dict[str, Callable[[], object]] = {
        "grid": grid,
        "why": why,
        "history, newest 100": read(lambda c: runs.page(c, limit=100)),
        "history, middle": read(lambda c: runs.page(c, limit=100, before=rows // 2)),
        "history of an agent": read(lambda c: runs.page(c, agent="Main", limit=100)),
        "history of a job": read(lambda c: runs.page(c, job=7, limit=100, before=rows // 2)),
        "history of a job of an agent": read(lambda c: runs.page(c, agent="Main", job=7, limit=100)),
        "count of a job": read(lambda c: runs.count(c, agent="Main", job=7)),
        "count of all": read(runs.count),
        "decisions of a job": read(lambda c: decisions.page(c, agent="Main", job=7, limit=50)),
        "speed for a full sync": read(lambda c: runs.seconds_per_row(c, 7, company="C7")),
        "news of other processes": read(lambda c: runs.changed_since(c, store.now(c) - timedelta(seconds=2))),
    }
    told: dict[str, object] = {}
    for name, ask in questions.items():
        ask()
        taken = []
        for _ in range(7):
            start = time.perf_counter()
            ask()
            taken.append((time.perf_counter() - start) * 1000)
        told[name] = f"{statistics.median(taken):.1f} ms, {statistics.median(taken) / LIMIT_MS:.2f} of the limit"
    store.close()
    return told


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:5])
        return
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--agents", type=int, default=3)
    words.add_argument("--jobs", type=int, default=10_000)
    words.add_argument("--interval", type=float, default=600.0, help="seconds between two runs of a job")
    words.add_argument("--seconds", type=float, default=60.0, help="how long to watch")
    words.add_argument("--runs", type=int, default=1_000_000)
    words.add_argument("--only", choices=["scheduling", "sqlite", "postgresql"])
    given = words.parse_args()
    with postgres.running() as server:
        if given.only in {None, "scheduling"}:
            found = scheduling(
                server, count=given.agents, total=given.jobs, seconds=given.seconds, interval=given.interval
            )
            print(json.dumps(found, indent=1), flush=True)
        if given.only in {None, "postgresql"}:
            with server.database() as name:
                print(
                    json.dumps({"past runs, PostgreSQL": history(server.url(name), given.runs)}, indent=1), flush=True
                )
    if given.only in {None, "sqlite"}:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/store.sqlite"
            print(json.dumps({"past runs, SQLite": history(url, given.runs)}, indent=1), flush=True)


if __name__ == "__main__":
    main()
