"""A day of outbound work with ARM and ERP on PostgreSQL."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import outbox, services
from app.connect import documents as tables
from app.model.job import JobNumber
from app.model.run import RunMode
from app.sandbox import documents
from app.sandbox.kinetic_rows import value_in
from app.sandbox.kinetic_schema import open_erp
from app.sandbox.kinetic_server import KineticServer
from tests.peers import postgres
from tests.peers.kinetic import QUICK, Context, Site, now

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server():
    with postgres.running() as running:
        yield running


def _copy(source: Path, url: str) -> None:
    """The sandbox ERP as it stands, in schema Erp."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE SCHEMA "Erp"')
    metadata = open_erp(engine)
    with closing(sqlite3.connect(source)) as lite, engine.begin() as connection:
        lite.row_factory = sqlite3.Row
        for table in metadata.sorted_tables:
            rows = lite.execute(f'SELECT * FROM "{table.name}"').fetchall() if _there(lite, table.name) else []
            values = [{name: value_in(table.c[name], row[name]) for name in row.keys()} for row in rows]  # noqa: SIM118
            sound = [row for row in values if all(row[part.name] is not None for part in table.primary_key)]
            for start in range(0, len(sound), 500):
                connection.execute(table.insert(), _fitting(table, sound[start : start + 500]))
        counter = sa.text('UPDATE "Erp"."SysRevision" SET "Last" = 1000000')
        connection.execute(counter)
    engine.dispose()


def _there(lite, name):
    return lite.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()


def _fitting(table, rows):
    """The sandbox's faulty records do not fit a real database."""
    return [row for row in rows if not _faulty(table, row)]


def _faulty(table, row):
    for column in table.columns:
        value, size = row.get(column.name), getattr(column.type, "length", None)
        if size and isinstance(value, str) and len(value) > size:
            return True
        if isinstance(column.type, sa.Numeric) and isinstance(value, str) and not _is_number(value):
            return True
    return False


def _is_number(text):
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()


def test_a_day_on_postgresql_brings_every_document_once(server, pattern, tmp_path):
    with server.database() as erp, server.database() as arm:
        _copy(pattern[0], server.url(erp))
        documents.fill(erp=f"sqlite:///{pattern[0]}", arm=server.url(arm), folder=tmp_path, company="EPIC06")
        double = KineticServer(server.url(erp))
        double.start()
        try:
            _day(Site(erp=Path("x"), arm=Path("x"), kinetic=double), server.url(erp), server.url(arm))
        finally:
            double.stop()


def _day(site, erp, arm):
    works = {**outbox.kinds(now=now, patience=QUICK), **services.kinds(now=now)}

    def run(job, mode=RunMode.INCREMENTAL):
        order = site.order(job, mode=mode)
        order = replace(order, company=replace(order.company, erp=erp, arm=arm))
        context = Context(order=order)
        counted = works[JobNumber(job)].run(context)
        assert counted.adds_up
        assert counted.failed == 0, context.text
        return counted

    assert run(46).inserted == 12
    assert [run(job).inserted for job in (6, 53, 54, 59, 60)] == [1, 2, 3, 5, 2]
    assert [run(job).read for job in (46, 6, 53, 54, 59, 60)] == [0] * 6
    assert run(23).deleted == 240
    assert run(25).updated == 3
    for echo in outbox.echoes(now=now).values():
        echo.run(Context(order=replace(site.order(59), company=replace(site.order(59).company, arm=arm))))
    engine = sa.create_engine(arm)
    with engine.connect() as connection:
        open_rows = connection.execute(sa.text('SELECT count(*) FROM "Transaction" WHERE "Status" <> \'DONE\''))
        assert open_rows.scalar() == 0
    engine.dispose()


def test_the_statements_for_approval_make_the_tables(server):
    with server.database() as name:
        engine = sa.create_engine(server.url(name))
        with engine.begin() as connection:
            for statement in tables.statements(engine.dialect):
                connection.exec_driver_sql(statement)
            made = set(sa.inspect(connection).get_table_names())
        engine.dispose()
    assert {"PurchaseOrder", "Transaction", "DraftInvoice"} <= made
