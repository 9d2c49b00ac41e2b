"""Document tables are in ARM only where documents are used."""

import sqlite3
from contextlib import closing

import pytest

from app import outbox, services
from app.connect import documents
from app.connect.databases import open_database
from app.connect.documents.presence import are_there
from app.model.job import JobNumber
from tests.peers.kinetic import QUICK, Context, Site, now

_WORKS = {**services.kinds(now=now), **outbox.kinds(now=now, patience=QUICK)}


@pytest.fixture
def plain(tmp_path):
    return Site(erp=tmp_path / "erp.sqlite", arm=tmp_path / "arm.sqlite", kinetic=None)


def _tables(site):
    return [row["name"] for row in site.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]


@pytest.mark.parametrize("job", sorted(int(number) for number in _WORKS))
def test_a_company_without_documents_gets_no_tables_and_reads_nothing(plain, job):
    with closing(sqlite3.connect(plain.arm)) as arm:
        arm.execute("CREATE TABLE FOB (Company)").close()
    context = Context(order=plain.order(job))
    assert _WORKS[JobNumber(job)].run(context).read == 0
    assert _tables(plain) == ["FOB"]
    assert "tieline doctor --ddl" in context.text


def test_an_arm_that_is_not_there_yet_is_not_made(plain):
    assert _WORKS[JobNumber(46)].run(Context(order=plain.order(46))).read == 0
    assert not plain.arm.exists()


def test_a_company_that_sends_to_kinetic_gets_them(plain):
    plain.api = "http://jane:pw@127.0.0.1:9/live?api-key=k"
    _WORKS[JobNumber(46)].run(Context(order=plain.order(46)))
    assert {"PurchaseOrder", "Transaction", "CompanySetting"} <= set(_tables(plain))


def test_the_printed_statements_make_them(plain):
    arm = open_database(f"sqlite:///{plain.arm}", name="ARM", must_exist=False)
    with arm.begin() as connection:
        for statement in documents.statements(arm.engine.dialect):
            connection.exec_driver_sql(statement)
    arm.close()
    assert are_there(plain.order(46).company)
    assert _WORKS[JobNumber(46)].run(Context(order=plain.order(46))).read == 0
