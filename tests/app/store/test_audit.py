"""The audit: a chain in which every byte counts, that the database itself guards, on both kinds of store."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import make_url

from app.model.audit import Actor, Deed
from app.store import audit, tables
from app.store.database import Store, open_store
from tests.peers import postgres

ANN = Actor(user="ann", host="desk", account="ann")


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """PostgreSQL, started once."""
    with postgres.running() as started:
        yield started


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with three rows in its audit."""
    if request.param == "sqlite":
        yield from filled(f"sqlite:///{tmp_path}/store.sqlite")
        return
    server: postgres.Server = request.getfixturevalue("server")
    with server.database() as name:
        yield from filled(server.url(name))


def filled(url: str) -> Iterator[Store]:
    store = open_store(make_url(url))
    for number in range(3):
        add(store, f"job {number}")
    yield store
    store.close()


def add(store: Store, what: str) -> None:
    with store.begin() as connection:
        deed = Deed(action="job.change", what=what, agent="North", note="ö", before={"a": 1}, after={"a": "2"})
        audit.add(connection, deed, actor=ANN, at=store.now(connection))


def verdict(store: Store) -> int | None:
    with store.read() as connection:
        return audit.verify(connection).broken


def unguarded(connection: sa.Connection) -> None:
    """As somebody with every right on the database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
    else:
        connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")


def test_a_chain_as_it_was_written_holds(store: Store) -> None:
    assert verdict(store) is None
    with store.read() as connection:
        rows = audit.page(connection, limit=10)
    assert [row.what for row in rows] == ["job 2", "job 1", "job 0"]
    assert (rows[0].who, rows[0].host, rows[0].before, rows[0].after) == ("ann", "desk", {"a": 1}, {"a": "2"})


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'bob' WHERE id = 2", "DELETE FROM audit WHERE id = 3"])
def test_the_database_refuses_to_change_a_row(store: Store, statement: str) -> None:
    with pytest.raises(exc.IntegrityError, match="only ever added to"), store.begin() as connection:
        connection.exec_driver_sql(statement)
    assert verdict(store) is None


def test_every_flipped_byte_is_found(store: Store) -> None:
    """Each column of the middle row, each byte of its text, by somebody who has switched the guard off."""
    with store.begin() as connection:
        unguarded(connection)
        row = connection.execute(sa.select(tables.audit).where(tables.audit.c.id == 2)).one()._mapping
    tried = 0
    for name in [column.name for column in tables.audit.columns]:
        if name in {"id", "at"}:
            continue
        text = row[name]
        for place in range(len(text)):
            flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
            with store.engine.connect() as connection, connection.begin() as change:
                connection.execute(tables.audit.update().where(tables.audit.c.id == 2).values({name: flipped}))
                found = audit.verify(connection)
                assert found.broken in {2, 3}, f"{name}, byte {place}"
                change.rollback()
            tried += 1
    assert tried > 150


def test_a_changed_time_a_missing_row_and_a_cut_off_end_are_found(store: Store) -> None:
    with store.begin() as connection:
        unguarded(connection)
    for statement, broken in (
        ("UPDATE audit SET at = at + 1 WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id = 2", 2),
        ("DELETE FROM audit WHERE id = 3", 3),
        ("UPDATE audit SET id = 9 WHERE id = 3", 3),
        ("UPDATE store SET audit_count = 2", 4),
    ):
        with store.engine.connect() as connection, connection.begin() as change:
            connection.exec_driver_sql(statement)
            assert audit.verify(connection).broken == broken, statement
            change.rollback()


def test_a_chain_written_anew_is_found_by_a_head_that_was_noted(store: Store) -> None:
    with store.read() as connection:
        noted = audit.verify(connection).head
    add(store, "job 3")
    with store.read() as connection:
        assert audit.verify(connection, expect={3: noted}).broken is None
        assert audit.verify(connection, expect={3: "f" * 64}).broken == 3
        assert audit.verify(connection, expect={9: noted}).broken == 5


def test_bytes_that_are_no_text_are_found_and_stop_nothing(tmp_path: Path) -> None:
    for store in filled(f"sqlite:///{tmp_path}/store.sqlite"):
        with store.begin() as connection:
            unguarded(connection)
            connection.exec_driver_sql("UPDATE audit SET note = CAST(X'ff' AS TEXT) WHERE id = 1")
        assert verdict(store) == 1


def test_many_at_once_make_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: add(store, f"at once {number}"), range(24)))
    with store.read() as connection:
        found = audit.verify(connection)
    assert (found.broken, found.rows) == (None, 27)


def test_a_change_that_is_taken_back_leaves_no_row(store: Store) -> None:
    with store.engine.connect() as connection, connection.begin() as change:
        audit.add(connection, Deed(action="a", what="b"), actor=ANN, at=store.now(connection))
        change.rollback()
    assert verdict(store) is None
    with store.read() as connection:
        assert audit.verify(connection).rows == 3


def test_rows_are_found_by_parts_of_their_words(store: Store) -> None:
    with store.read() as connection:
        assert [row.id for row in audit.page(connection, limit=9, object="JOB 1")] == [2]
        assert audit.page(connection, limit=9, who="bob") == ()
        assert [row.id for row in audit.page(connection, limit=1, before=3)] == [2]


def _rewritten(connection: sa.Connection, rows: list[dict[str, object]]) -> None:
    """Everything anew, hashes, count and head too, as somebody could who has every right and this program's source."""
    connection.execute(tables.audit.delete())
    connection.execute(tables.store.update().values(audit_count=0, audit_head=""))
    for row in rows:
        deed = Deed(action=str(row["action"]), what=str(row["object"]), agent=str(row["agent"]), note=str(row["note"]))
        audit.add(connection, deed, actor=ANN, at=row["at"])  # pyright: ignore[reportArgumentType]


def test_a_chain_without_its_end_or_written_anew_is_found_by_the_digest_of_an_earlier_day(store: Store) -> None:
    with store.begin() as connection:
        unguarded(connection)
        anchors = audit.days(connection)
        rows = [dict(row) for row in connection.execute(sa.select(tables.audit).order_by(tables.audit.c.id)).mappings()]
    assert [(one.rows, one.head) for one in anchors] == [(3, rows[-1]["hash"])]
    noted = {one.rows: one.head for one in anchors}
    forged = [{**row, "note": "all is well"} for row in rows]
    for kept, broken in ((rows[:2], 3), (forged, 3), ([rows[1], rows[0], rows[2]], 3)):
        with store.engine.connect() as connection, connection.begin() as change:
            _rewritten(connection, kept)
            assert audit.verify(connection).broken is None  # by itself it looks sound
            assert audit.verify(connection, expect=noted).broken == broken
            change.rollback()


def test_rows_in_another_order_are_found(store: Store) -> None:
    with store.engine.connect() as connection, connection.begin() as change:
        unguarded(connection)
        for old, new in ((1, -1), (2, 1), (-1, 2)):
            connection.exec_driver_sql(f"UPDATE audit SET id = {new} WHERE id = {old}")
        assert audit.verify(connection).broken == 1
        change.rollback()


def test_the_digest_has_the_last_row_of_each_day(store: Store) -> None:
    with store.begin() as connection:
        for day, count in ((1, 2), (2, 1), (5, 3)):
            at = store.now(connection) + timedelta(days=day)
            for number in range(count):
                audit.add(connection, Deed(action="a", what=f"{number}"), actor=ANN, at=at)
        found = audit.days(connection)
    assert [one.rows for one in found] == [3, 5, 6, 9]
    assert [(one.day - found[0].day).days for one in found] == [0, 1, 2, 5]
    with store.read() as connection:
        assert audit.verify(connection, expect={one.rows: one.head for one in found}).broken is None
