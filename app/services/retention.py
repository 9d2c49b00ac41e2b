"""Job 23: log lines and ended transactions older than their retention go, in chunks, except what is still needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any  # statements over several tables

import sqlalchemy as sa

from app.connect.documents.books import FAILURE
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.invoices import AP_INVOICE
from app.connect.documents.transactions import APPLICATION_LOG, INTEGRATION_LOG, LOG_RETENTION, TRANSACTION
from app.model.document import DocumentKind, InvoiceStatus, TransactionStatus
from app.model.run import Counters
from app.model.work import RunContext

CHUNK = 500
DEFAULT_DAYS = 365
_APPLICATION, _OUTBOUND = "application", "outbound"
_ENDED = (TransactionStatus.DONE.value, TransactionStatus.REPLACED.value)
_SETTLED = (InvoiceStatus.POSTED.value, InvoiceStatus.PAID.value, InvoiceStatus.REJECTED.value)


class Retention:
    """Deletes what is too old; each chunk is a transaction of its own, so that nobody waits long."""

    def __init__(self, *, now: Clock, chunk: int = CHUNK) -> None:
        self._now = now
        self._chunk = chunk

    def run(self, context: RunContext) -> Counters:
        """Purge every kind of log: what goes is counted as deleted, what has to stay behind it as skipped."""
        with Desk(context, now=self._now, table=INTEGRATION_LOG.name) as desk:
            days = _days(desk)
            of_people = _before(APPLICATION_LOG, desk, self._age(days, _APPLICATION))
            self._purge(desk, APPLICATION_LOG, of_people, needed=sa.false())
            for kind in sorted(_kinds(desk) | set(days) - {_APPLICATION}):
                line = INTEGRATION_LOG.c
                old = sa.and_(_before(INTEGRATION_LOG, desk, self._age(days, kind)), line.Kind == kind)
                self._purge(desk, INTEGRATION_LOG, old, needed=_line_needed())
            old = _old_transactions(desk, self._age(days, _OUTBOUND))
            self._purge(desk, TRANSACTION, old, needed=_transaction_needed())
            return desk.total

    def _age(self, days: dict[str, int], kind: str) -> datetime:
        return self._now() - timedelta(days=days.get(kind, DEFAULT_DAYS))

    def _purge(
        self, desk: Desk, table: sa.Table, old: sa.ColumnElement[bool], *, needed: sa.ColumnElement[bool]
    ) -> None:
        total = 0
        while True:
            desk.context.check()
            with desk.work() as connection:
                chosen = sa.select(table.c.Id).where(old, ~needed).order_by(table.c.Id).limit(self._chunk)
                ids = list(connection.execute(chosen).scalars())
                if ids:
                    connection.execute(table.delete().where(table.c.Id.in_(ids)))
                    desk.count(connection, Counters(deleted=len(ids)))
            total += len(ids)
            if len(ids) < self._chunk:
                break
        if total:
            _tell(desk, table, gone=total, left=sa.and_(old, needed))


def _tell(desk: Desk, table: sa.Table, *, gone: int, left: sa.ColumnElement[bool]) -> None:
    desk.context.log(f"{gone} old rows of {table.name} are gone.")
    kept = int(desk.read(sa.select(sa.func.count().label("n")).select_from(table).where(left))[0]["n"])
    if kept:
        with desk.work(Counters(read=kept, skipped=kept)):
            desk.context.log(f"{kept} old rows of {table.name} are still needed.")


def _days(desk: Desk) -> dict[str, int]:
    mine = sa.select(LOG_RETENTION).where(LOG_RETENTION.c.Company == desk.code, LOG_RETENTION.c.Days > 0)
    return {row["Kind"]: row["Days"] for row in desk.read(mine)}


def _kinds(desk: Desk) -> set[str]:
    found = sa.select(INTEGRATION_LOG.c.Kind).where(INTEGRATION_LOG.c.Company == desk.code).distinct()
    return {row["Kind"] for row in desk.read(found)}


def _before(table: sa.Table, desk: Desk, moment: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.Company == desk.code, table.c.At < moment)


def _line_needed() -> sa.ColumnElement[bool]:
    """Lines about a transaction that has not ended, a document with an open failure, or an unposted batch."""
    line, row = INTEGRATION_LOG.c, TRANSACTION.c
    unfinished = sa.exists().where(row.Id == line.TransactionId, row.Status.not_in(_ENDED))
    return sa.or_(unfinished, _fails(line.Company, line.Document, line.DocumentNumber), _in_open_batch(line))


def _fails(company: Any, document: Any, number: Any) -> sa.ColumnElement[bool]:
    entry = FAILURE.c
    return sa.exists().where(entry.company == company, entry.source == document, entry.row_id == number)


def _in_open_batch(row: Any) -> sa.ColumnElement[bool]:
    invoice = AP_INVOICE.c
    return sa.and_(
        row.Document == DocumentKind.INVOICE.value,
        sa.exists().where(
            invoice.Company == row.Company,
            sa.cast(invoice.Number, sa.Unicode(20)) == row.DocumentNumber,
            invoice.Status.not_in(_SETTLED),
        ),
    )


def _old_transactions(desk: Desk, moment: datetime) -> sa.ColumnElement[bool]:
    """Never a document's newest: it is the way from the document to its numbers in Kinetic."""
    row, later = TRANSACTION.c, TRANSACTION.alias()
    newer = sa.exists().where(
        later.c.Company == row.Company,
        later.c.Document == row.Document,
        later.c.DocumentNumber == row.DocumentNumber,
        later.c.Id > row.Id,
    )
    return sa.and_(row.Company == desk.code, row.CreatedOn < moment, newer)


def _transaction_needed() -> sa.ColumnElement[bool]:
    """Of a document that waits, has failed, or stands in an unposted batch."""
    row = TRANSACTION.c
    fails = _fails(row.Company, row.Document, row.DocumentNumber)
    return sa.or_(row.Status.not_in(_ENDED), fails, _in_open_batch(row))
