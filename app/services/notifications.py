"""Job 25: marks that stop repeated notifications about draft invoices are reset, so that people are told again."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.desk import Clock, Desk
from app.connect.documents.invoices import AP_INVOICE, DRAFT_INVOICE, DRAFT_INVOICE_NOTIFICATION
from app.model.run import Counters
from app.model.work import RunContext


class Notifications:
    """Resets the marks of drafts that still wait; marks of drafts that are invoices by now are left alone."""

    def __init__(self, *, now: Clock) -> None:
        self._now = now

    def run(self, context: RunContext) -> Counters:
        """Reset every mark that is set."""
        mark, draft, invoice = DRAFT_INVOICE_NOTIFICATION.c, DRAFT_INVOICE.c, AP_INVOICE.c
        with Desk(context, now=self._now, table=DRAFT_INVOICE_NOTIFICATION.name) as desk:
            waits = sa.and_(
                sa.exists().where(draft.Company == mark.Company, draft.Number == mark.DraftInvoice),
                ~sa.exists().where(invoice.Company == mark.Company, invoice.DraftInvoice == mark.DraftInvoice),
            )
            with desk.work() as connection:
                chosen = sa.and_(mark.Company == desk.code, mark.Notified == 1, waits)
                reset = DRAFT_INVOICE_NOTIFICATION.update().where(chosen).values(Notified=0, NotifiedOn=None)
                count = connection.execute(reset).rowcount
                if count:
                    desk.count(connection, Counters(read=count, updated=count))
                    desk.log(connection, f"{count} notification marks reset", kind="upkeep")
            return desk.total
