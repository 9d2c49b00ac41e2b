"""Approved AP invoices; with the approval their batch number stops rolling and becomes Kinetic's group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any  # rows of many tables
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa

from app.connect.documents.desk import Desk
from app.connect.documents.invoices import AP_INVOICE, AP_INVOICE_LINE
from app.model.document import DocumentKind, InvoiceStatus, Step
from app.model.errors import RecordError
from app.model.outgoing import Invoice, InvoiceLine
from app.outbox.generators.marking import at, due_versions, mark_queued, must, only, rows
from app.outbox.generators.work import Due

_KEY = ("Number",)
_MISC = "M"


def batch_number(on: date, *, prefix: str = "") -> str:
    """`YYYYMMDD`, or two letters and `YYMMDD`."""
    return f"{prefix[:2]}{on:%y%m%d}" if prefix else f"{on:%Y%m%d}"


def _day(moment: datetime, *, zone: str) -> date:
    """The day of an approval where the company is; without a setting, where this machine is."""
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None).date()
    except (ZoneInfoNotFoundError, ValueError):
        raise RecordError(
            "The AP invoice was not queued for Kinetic", field="TimeZone", why=f"{zone} is no time zone",
            remedy="Correct the company's setting TimeZone, like Europe/Berlin.",
        ) from None  # fmt: skip


class Invoices:
    """AP invoices on their way to Kinetic."""

    kind = DocumentKind.INVOICE

    def due(self, desk: Desk, connection: sa.Connection, *, numbers: Sequence[str] | None) -> list[Due]:
        """See Generator."""
        ready = sa.and_(AP_INVOICE.c.Status == InvoiceStatus.APPROVED.value, AP_INVOICE.c.InKinetic == 0)
        return due_versions(desk, connection, AP_INVOICE, key=_KEY, approved=ready, numbers=numbers)

    def mark(self, desk: Desk, connection: sa.Connection, due: Due) -> None:
        """See Generator."""
        place = at(desk, AP_INVOICE, _KEY, due)
        mark_queued(desk, connection, AP_INVOICE, key=_KEY, due=due)
        row = only(connection, AP_INVOICE, place)
        if not row["BatchNumber"]:
            on = _day(row["ApprovedOn"] or desk.now(), zone=desk.within(connection, "TimeZone"))
            prefix = desk.within(connection, "InvoiceBatchPrefix")
            connection.execute(AP_INVOICE.update().where(place).values(BatchNumber=batch_number(on, prefix=prefix)))

    def transform(self, desk: Desk, connection: sa.Connection, due: Due) -> tuple[Step, Invoice]:
        """See Generator."""
        row = only(connection, AP_INVOICE, at(desk, AP_INVOICE, _KEY, due))
        name = f"AP invoice {due.number}"
        lines = rows(desk, connection, AP_INVOICE_LINE, order=("Line",), ApInvoice=row["Number"])
        if not lines:
            raise RecordError(
                f"{name} was not queued for Kinetic", why="it has no lines", remedy="Add a line and retry."
            )
        return Step.CREATE, Invoice(
            number=row["Number"],
            vendor=must(row["VendorNum"], field="VendorNum", of=name),
            vendor_id=must(row["VendorID"], field="VendorID", of=name),
            invoice=must(row["InvoiceNum"].strip(), field="InvoiceNum", of=name),
            dated=must(row["InvoiceDate"], field="InvoiceDate", of=name),
            amount=row["Amount"],
            currency=row["CurrencyCode"],
            order=row["PurchaseOrder"],
            purchase_point=row["PurPoint"],
            group=row["BatchNumber"],
            description=row["Description"],
            lines=tuple(_line(each, order=row["PurchaseOrder"]) for each in lines),
        )


def _line(row: Mapping[str, Any], *, order: int | None) -> InvoiceLine:
    misc = row["LineType"] == _MISC
    return InvoiceLine(
        line=row["Line"],
        order=None if misc else row["PurchaseOrder"] or order,
        order_line=row["OrderLine"],
        release=row["Release"],
        pack_slip=row["PackSlip"],
        pack_line=row["PackLine"],
        quantity=row["Quantity"],
        amount=row["Amount"],
        code=row["MiscCode"],
        description=row["Description"],
    )
