"""Moving a store: everything arrives, or nothing does, and only one of the two may be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from app import compose
from app.console import Console
from app.engine import life
from app.model.agent import AgentName
from app.model.decision import Decision, Outcome
from app.model.errors import ConfigError, DecisionNeeded, Fatal, UsageError
from app.model.job import JobNumber
from app.store import decisions, move, processes, tables
from app.store.database import open_store
from tests.peers import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/other.sqlite"
        return
    server: postgres.Server = request.getfixturevalue("server")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """A home in which something has happened: two agents, runs, log lines, a decision, versions, the audit."""
    with closing(compose.build(tmp_path / "home")) as found:
        found.agents.add("North")
        found.agents.add("South")
        found.companies.map("E1", agent="North", erp="sqlite:////none/erp.db", arm=f"sqlite:///{tmp_path}/arm.db")
        found.jobs.change(10, agent="North", interval=None, instance=None)
        found.agents.pause("South", note="ö", by="ann")
        found.jobs.run([3], agent="North", wait=True, by="ann")  # fails: there is no ERP
        found.jobs.run([3], agent="North", wait=False, by="ann")
        with found.stores._store.begin() as connection:
            now = found.stores._store.now(connection)
            decision = Decision(
                agent=AgentName("North"), company="E1", job=JobNumber(3), due=now, last_due=now, count=1, made=now,
                outcome=Outcome.MISSED, reasons=(), run=None,
            )  # fmt: skip
            decisions.add(connection, decision)
        yield found


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the store's own and the processes."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            kept = [table for table in tables.metadata.sorted_tables if table.name not in {"store", "process"}]
            return {
                table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
                for table in kept
            }
    finally:
        engine.dispose()


def source(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/home/tieline.sqlite"


def test_everything_arrives_and_the_old_one_says_where_it_went(console: Console, target: str, tmp_path: Path) -> None:
    identity = console.stores._store.identity
    counts = console.stores.move(target)
    before, after = contents(source(tmp_path)), contents(target)
    before["run"] = [tuple(None if column == "handed" else value for column, value in row) for row in _named(before)]
    after["run"] = [tuple(None if column == "handed" else value for column, value in row) for row in _named(after)]
    assert before == after
    assert counts["agent"] == 2
    assert counts["run"] == 2
    assert counts["decision"] == 1
    with pytest.raises(ConfigError, match="this store was moved to"):
        compose.build(tmp_path / "home")
    with closing(compose.build(tmp_path / "home", target)) as moved:
        assert moved.stores._store.identity == identity
        assert moved.audit.verify().broken is None
        assert moved.audit.page(limit=1)[0].action == "store.move"
        report = moved.jobs.run([3], agent="North", wait=True, by="ann")
        assert [run.id for run in report.runs] == [2]  # the queued one, and numbers go on from there
        assert moved.jobs.run([4], agent="North", wait=False, by="ann").runs[0].id == 3


def _named(found: dict[str, list[tuple[object, ...]]]) -> list[list[tuple[str, object]]]:
    names = [column.name for column in tables.runs.columns]
    return [list(zip(names, row, strict=True)) for row in found["run"]]


def test_a_program_that_still_has_the_old_one_open_cannot_change_it(console: Console, target: str) -> None:
    console.stores.move(target)
    with pytest.raises(ConfigError, match="moved to another database"):
        console.agents.add("East")
    assert len(console.agents.rows()) == 2


def test_a_live_process_and_a_run_under_way_are_refused(console: Console, target: str) -> None:
    store = console.stores._store
    with store.begin() as connection:
        process = life.this_process(AgentName("North"), schedules=True, now=store.now(connection))
        processes.beat(connection, process, at=store.now(connection))
    with pytest.raises(DecisionNeeded, match="a process works in it"):
        console.stores.move(target)
    with store.begin() as connection:
        processes.remove(connection, process)
        connection.execute(tables.runs.update().where(tables.runs.c.id == 2).values(status="running"))
    with pytest.raises(DecisionNeeded, match=r"1 run\(s\) have not ended"):
        console.stores.move(target)
    assert console.audit.page(limit=1)[0].action != "store.move"
    assert not sa.inspect(sa.create_engine(target)).get_table_names()


class _Cut(Exception):
    pass


@pytest.mark.parametrize("step", ["copying", "closing", "last"])
def test_a_move_that_is_cut_off_is_completed_by_giving_it_again(
    console: Console, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def cut(*_: object) -> None:
        raise _Cut

    before = contents(source(tmp_path))["run"]
    with monkeypatch.context() as patch:
        if step == "copying":
            patch.setattr(move, "_highest", cut)
            patch.setattr(move, "count", cut)
        elif step == "closing":
            patch.setattr(move, "_close", cut)
        else:
            really, done = move._carry, []
            patch.setattr(move, "_carry", lambda *a, **k: (done.append(really(*a, **k)), cut()))
        with pytest.raises(_Cut):
            console.stores.move(target)
    if step == "copying":
        assert not sa.inspect(sa.create_engine(target)).get_table_names()
    else:
        with pytest.raises(ConfigError, match="has not been completed"):
            open_store(make_url(target))
    if step == "last":
        with pytest.raises(ConfigError, match="was moved to"):
            compose.build(tmp_path / "home")
    else:
        console.jobs.disable(7, agent="North")  # it is in use as before
    with closing(compose.build(tmp_path / "home", moving=True)) as again:
        again.stores.move(target)
    assert len(contents(target)["run"]) == len(before)
    assert len(contents(target)["job"]) == (0 if step == "last" else 1)


def test_a_place_with_something_else_in_it_is_refused_and_left(console: Console, target: str, tmp_path: Path) -> None:
    with closing(compose.build(tmp_path / "second", target)) as other:
        other.agents.add("Somebody else's")
    before = contents(target)
    with pytest.raises(UsageError, match="Give an empty database"):
        console.stores.move(target)
    assert contents(target) == before
    console.agents.add("East")


def test_a_store_in_which_nobody_has_done_anything_makes_room(console: Console, target: str, tmp_path: Path) -> None:
    compose.build(tmp_path / "second", target).close()
    assert console.stores.move(target)["agent"] == 2


def test_a_copy_that_differs_is_not_kept(console: Console, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    really = move._copy
    monkeypatch.setattr(
        move, "_copy", lambda old, new, table, *, tell: table.name == "decision" or really(old, new, table, tell=tell)
    )
    with pytest.raises(Fatal, match="not what was sent"):
        console.stores.move(target)
    assert not sa.inspect(sa.create_engine(target)).get_table_names()


def test_the_same_address_is_refused(console: Console, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there already"):
        console.stores.move(source(tmp_path))
