"""AP invoices take over from the ERP's rows (job 49) whether they are posted and paid."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.invoices import AP_INVOICE
from app.model.document import InvoiceStatus
from app.outbox.echoes.mirrors import flag, mirror

_HEADER = mirror("APInvHed", "VendorNum", "InvoiceNum", "Posted", "OpenPayable")
_BEFORE = (InvoiceStatus.APPROVED.value, InvoiceStatus.POSTED.value)


def take_states(desk: Desk) -> None:
    """Approved invoices that Kinetic has posted, and posted ones that it has paid."""
    ours, theirs = AP_INVOICE.c, _HEADER.c
    same = sa.and_(
        ours.Company == theirs.Company, ours.VendorNum == theirs.VendorNum, ours.InvoiceNum == theirs.InvoiceNum
    )
    waits = sa.and_(ours.Company == desk.code, ours.InKinetic == 1, ours.Status.in_(_BEFORE), theirs.Deleted == 0)
    query = sa.select(ours.Number, ours.Status, theirs.Posted, theirs.OpenPayable)
    changed: list[tuple[int, str]] = []
    for row in desk.read(query.select_from(AP_INVOICE.join(_HEADER, same)).where(waits)):
        if flag(row["Posted"]):
            status = InvoiceStatus.POSTED if flag(row["OpenPayable"]) else InvoiceStatus.PAID
            if status.value != row["Status"]:
                changed.append((row["Number"], status.value))
    if changed:
        with desk.work() as connection:
            for number, status in changed:
                place = sa.and_(ours.Company == desk.code, ours.Number == number)
                connection.execute(AP_INVOICE.update().where(place).values(Status=status))
