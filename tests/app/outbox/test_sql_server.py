"""ARM on SQL Server: every statement of a day of documents is good T-SQL."""

import pytest

from app import outbox
from app.connect import documents
from app.model.document import DocumentKind
from app.model.job import JobNumber
from app.model.run import RunMode
from app.outbox.lineage import on_the_way, trace
from app.sync.inbound import Inbound
from tests.peers import tsql
from tests.peers.kinetic import QUICK, Context, now


def test_what_goes_out(site):
    company = site.order(59).company
    with tsql.overheard() as said:
        for job in (46, 53, 6, 59, 54, 60):
            site.run(job)
        site.execute("UPDATE PurchaseOrder SET Version = 2, Comment = 'Again' WHERE Number = 60003")
        site.execute("UPDATE Vendor SET Inactive = 1 WHERE VendorNum = 3", of="erp")
        site.with_settings(restrict_parts=True)
        for job in (46, 59):
            site.run(job)
            site.run(job, mode=RunMode.RETRY)
        for word in ("60001", "#1", "DN60002", "2001"):
            trace(company, word)
        on_the_way(company, list(DocumentKind))
    assert len(said) > 60
    tsql.check(said)


def test_what_arm_takes_over_from_the_erp(site):
    echoes = outbox.echoes(now=now)
    for job in (59, 54, 49):
        Inbound(now=now).run(Context(order=site.order(job)))
    with tsql.overheard() as said:
        for job in (59, 54):
            echoes[JobNumber(job)].run(Context(order=site.order(job)))
        outbox.kinds(now=now, patience=QUICK)[JobNumber(60)].run(Context(order=site.order(60)))
    assert len(said) > 20
    tsql.check(said)


def test_the_tables_of_documents():
    statements = documents.statements(tsql.DIALECT)
    assert len(statements) > 30
    tsql.check(statements)


@pytest.mark.parametrize("text", ["SELECT a FROM t LIMIT 5", "SELECT a FROM t WHERE b = true", "SELEC a FRM t"])
def test_the_check_would_notice(text):
    with pytest.raises(Exception, match=r".*"):
        tsql.check([text])
