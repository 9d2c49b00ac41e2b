"""Jobs 23 and 25: logs go when they are old and no longer needed; notification marks are reset."""

import itertools
from datetime import UTC, datetime

from app.model.job import JobNumber
from app.services.retention import Retention

_OLD = "2025-01-01 00:00:00.000000"


def _count(site, table):
    return site.rows(f'SELECT count(*) n FROM "{table}"')[0]["n"]


def _kinds(site):
    return {row["Kind"] for row in site.rows("SELECT DISTINCT Kind FROM IntegrationLog WHERE Document = ''")}


def _then():
    return datetime(2026, 11, 1, tzinfo=UTC)


def test_old_lines_go_and_young_ones_stay(site):
    site.execute(
        "INSERT INTO IntegrationLog (Company, Kind, At, Level, Document, DocumentNumber, Text)"
        " VALUES ('EPIC06', 'ocr', '2026-10-20 00:00:00.000000', 'info', '', '', 'young')"
    )
    counted, _ = site.run(23, now=_then)
    assert (counted.deleted, counted.skipped) == (240, 2)
    kept = site.rows("SELECT Text FROM IntegrationLog WHERE Document = ''")
    assert [row["Text"] for row in kept] == ["young"]
    assert _count(site, "ApplicationLog") == 0


def test_each_kind_has_its_own_days(site):
    site.execute("UPDATE LogRetention SET Days = 5000 WHERE Kind = 'ocr'")
    site.run(23, now=_then)
    assert _kinds(site) == {"ocr"}


def test_a_kind_without_a_setting_is_kept_for_a_year(site):
    site.execute("DELETE FROM LogRetention")
    site.execute("UPDATE IntegrationLog SET At = '2026-03-01 00:00:00.000000' WHERE Kind = 'email'")
    site.run(23, now=_then)
    assert _kinds(site) == {"email"}


def test_it_works_in_chunks(site):
    counted, context = site.run(23, kinds={JobNumber(23): Retention(now=_then, chunk=7)})
    assert counted.deleted == 240
    assert len(context.reports) > 30
    totals = [0, *(report.deleted for report in context.reports)]
    assert max(late - early for early, late in itertools.pairwise(totals)) <= 7


def _line(site, document, number, transaction=None):
    site.execute(
        "INSERT INTO IntegrationLog (Company, Kind, At, Level, TransactionId, Document, DocumentNumber, Text)"
        f" VALUES ('EPIC06', 'outbound', '{_OLD}', 'error', ?, ?, ?, 'needed')",
        transaction, document, number,
    )  # fmt: skip


def _transaction(site, number, status, *, document="PurchaseOrder", version=1):
    site.execute(
        'INSERT INTO "Transaction" (Company, Document, DocumentNumber, Version, Step, Status, Payload, Result,'
        " CreatedOn, Run, Attempts, ErrorType, ErrorText, Correlation)"
        f" VALUES ('EPIC06', ?, ?, ?, 'create', ?, '', '', '{_OLD}', 1, 1, '', '', '')",
        document, number, version, status,
    )  # fmt: skip
    return site.rows('SELECT max(Id) n FROM "Transaction"')[0]["n"]


def test_what_an_open_failure_needs_is_never_deleted(site):
    site.execute("DELETE FROM IntegrationLog")
    site.execute(
        "INSERT INTO TielineFailure (agent, company, job, source, row_id, record_key, record, reason, run, first_seen,"
        " attempts) VALUES ('Main', 'EPIC06', 59, 'PurchaseOrder', '77', '{}', '{}', 'why', 1, '', 1)"
    )
    _line(site, "PurchaseOrder", "77")
    _line(site, "PurchaseOrder", "78")
    for version, status in ((1, "REPLACED"), (2, "FAILED")):
        _transaction(site, "77", status, version=version)
    site.run(23, now=_then)
    assert [row["DocumentNumber"] for row in site.rows("SELECT * FROM IntegrationLog")] == ["77"]
    assert len(site.rows('SELECT * FROM "Transaction" WHERE DocumentNumber = ?', "77")) == 2


def test_what_an_unposted_batch_needs_is_never_deleted(site):
    site.execute("DELETE FROM IntegrationLog")
    _line(site, "ApInvoice", "9001")
    for version in (1, 2):
        _transaction(site, "9001", "DONE", document="ApInvoice", version=version)
    site.run(23, now=_then)
    assert _count(site, "IntegrationLog") == 1
    site.execute("UPDATE ApInvoice SET Status = 'Posted'")
    site.run(23, now=_then)
    assert _count(site, "IntegrationLog") == 0
    rows = site.rows('SELECT Version FROM "Transaction" WHERE DocumentNumber = ?', "9001")
    assert rows == [{"Version": 2}]  # the newest one leads from the document to its numbers


def test_a_transaction_that_has_not_ended_keeps_its_lines_and_itself(site):
    site.execute("DELETE FROM IntegrationLog")
    number = _transaction(site, "88", "UNKNOWN")
    _line(site, "PurchaseOrder", "88", number)
    site.run(23, now=_then)
    assert _count(site, "IntegrationLog") == 1
    assert site.rows('SELECT Status FROM "Transaction" WHERE Id = ?', number) == [{"Status": "UNKNOWN"}]


def test_marks_of_waiting_drafts_are_reset_and_those_of_invoices_stay(site):
    site.execute("UPDATE ApInvoice SET DraftInvoice = 3004 WHERE Number = 9001")
    counted, _ = site.run(25)
    assert counted.updated == 2
    marks = site.rows("SELECT DraftInvoice, Notified FROM DraftInvoiceNotification ORDER BY 1")
    assert [(row["DraftInvoice"], row["Notified"]) for row in marks] == [(3002, 0), (3003, 0), (3004, 1)]
    assert site.run(25)[0].read == 0
