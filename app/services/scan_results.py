"""Job 14: documents that are not finished are asked about, or handed over again; results fill their draft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.books import close
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.invoices import (
    DRAFT_INVOICE,
    DRAFT_INVOICE_FIELD,
    OCR_FIELD_CONFIDENCE,
    WORKLIST_DOCUMENT,
)
from app.connect.ocr import Ocr, Scan, ScannedField, ScanState
from app.model.document import DraftStatus
from app.model.errors import RecordError
from app.model.run import Counters
from app.model.work import RunContext
from app.services.retries import picked
from app.services.scans import DONE, FAILED, FOUND, SOURCE, SUBMITTED, make_draft, set_document
from app.services.worklist import kept_at, read_folders, read_service

_KIND = "ocr"
_COMPANY = 0  # the company's own confidence settings; a supplier's win over them
_DEFAULT = Decimal("0.80")


class ScanResults:
    """Follows every document to its end."""

    def __init__(self, *, now: Clock, timeout: float = 60.0) -> None:
        self._now = now
        self._timeout = timeout

    def run(self, context: RunContext) -> Counters:
        """Ask about unfinished documents; a retry hands failed ones over again."""
        with Desk(context, now=self._now, table=SOURCE) as desk:
            service = read_service(desk, timeout=self._timeout)
            if service is None:
                context.log("No invoice-capture service is set for this company: nothing is asked.")
                return Counters()
            with Ocr(service) as ocr:
                for row in _unfinished(desk):
                    context.check()
                    _one(desk, ocr, row)
            return desk.total


def _unfinished(desk: Desk) -> list[Mapping[str, Any]]:
    table = WORKLIST_DOCUMENT.c
    wanted = table.Status.in_((FAILED,) if desk.retries else (FOUND, SUBMITTED))
    query = sa.select(WORKLIST_DOCUMENT).where(table.Company == desk.code, wanted)
    found = desk.read(query.order_by(table.FoundOn, table.Id))
    return picked(desk, SOURCE, found, number="Id", there=found) if desk.retries else found


def _one(desk: Desk, ocr: Ocr, row: Mapping[str, Any]) -> None:
    name = str(row["Id"])
    try:
        scan = None if desk.retries else ocr.ask(name)
        if scan is None:
            scan = ocr.submit(name, name=row["FileName"], content=_content(desk, row))
        _must_be_readable(scan, row)
    except RecordError as error:
        with desk.refused(source=SOURCE, number=name, record=dict(row), error=error) as connection:
            set_document(desk, connection, name, Status=FAILED, Attempts=row["Attempts"] + 1, Error=str(error)[:1000])
        return
    done = scan.state is ScanState.DONE
    handed_over = row["Status"] != SUBMITTED
    counted = Counters(read=1, updated=1) if done or handed_over else Counters(read=1, skipped=1)
    with desk.work(counted) as connection:
        draft = make_draft(desk, connection, name)
        set_document(
            desk, connection, name, Status=DONE if done else SUBMITTED, ServiceId=scan.id, DraftInvoice=draft, Error="",
            SubmittedOn=row["SubmittedOn"] or desk.now(), Attempts=row["Attempts"] + 1,
        )  # fmt: skip
        close(connection, desk.order, source=SOURCE, number=name)
        if done:
            _fill(desk, connection, draft, scan)
            desk.log(connection, f"{row['FileName']} was read", kind=_KIND, document=SOURCE, number=name)


def _must_be_readable(scan: Scan, row: Mapping[str, Any]) -> None:
    if scan.state is ScanState.FAILED:
        raise RecordError(
            f"{row['FileName']} was not read",
            why=scan.reason or "the service gives no reason",
            remedy="Replace the file by a better scan, or enter the invoice by hand.",
        )


def _content(desk: Desk, row: Mapping[str, Any]) -> bytes:
    folders = read_folders(desk)
    if folders is not None:
        for place in kept_at(folders, name=row["FileName"], archived_as=row["ArchivedAs"]):
            content = place.read_bytes()
            if hashlib.sha256(content).hexdigest() == row["Id"]:
                return content
    raise RecordError(
        f"{row['FileName']} was not scanned", field="FileName", why="the file is neither in the worklist nor archived",
        remedy="Put it into the worklist again.",
    )  # fmt: skip


def _fill(desk: Desk, connection: sa.Connection, draft: int, scan: Scan) -> None:
    """Every field is kept with its confidence; those that reach their setting stand in the draft."""
    vendor = _vendor(connection, desk, next((f.value for f in scan.fields if f.name == "VendorId"), ""))
    settings = _settings(connection, desk, vendor)
    field = DRAFT_INVOICE_FIELD.c
    connection.execute(DRAFT_INVOICE_FIELD.delete().where(field.Company == desk.code, field.DraftInvoice == draft))
    values: dict[str, Any] = {}
    for each in {found.name: found for found in scan.fields}.values():
        accepted = each.confidence >= settings.get(each.name, _DEFAULT)
        row = {"Field": each.name, "Value": each.value, "Confidence": each.confidence, "Accepted": int(accepted)}
        connection.execute(DRAFT_INVOICE_FIELD.insert().values(Company=desk.code, DraftInvoice=draft, **row))
        if accepted:
            values |= _drafted(each, vendor)
    untouched = sa.and_(
        DRAFT_INVOICE.c.Company == desk.code,
        DRAFT_INVOICE.c.Number == draft,
        DRAFT_INVOICE.c.Status == DraftStatus.METADATA_BEING_PROCESSED.value,  # a person's edits are never undone
    )
    connection.execute(DRAFT_INVOICE.update().where(untouched).values(Status=DraftStatus.SAVED.value, **values))


def _drafted(field: ScannedField, vendor: int | None) -> dict[str, Any]:
    """The draft's column for a field; a value that cannot be read leaves it empty."""
    try:
        if field.name == "TotalAmount":
            return {"Amount": Decimal(field.value.replace(",", ""))}
        if field.name == "InvoiceDate":
            return {"InvoiceDate": date.fromisoformat(field.value)}
    except (InvalidOperation, ValueError):
        return {}
    if field.name == "VendorId":
        return {"VendorNum": vendor}
    column = {"InvoiceNumber": ("InvoiceNum", 50), "Currency": ("CurrencyCode", 4), "OrderNumber": ("OrderNumber", 50)}
    name, size = column.get(field.name, ("", 0))
    return {name: field.value} if name and len(field.value) <= size else {}


def _vendor(connection: sa.Connection, desk: Desk, code: str) -> int | None:
    if not code or not sa.inspect(connection).has_table("Vendor"):
        return None
    vendor = sa.table("Vendor", *(sa.column(name) for name in ("Company", "VendorID", "VendorNum", "Deleted")))
    mine = sa.and_(vendor.c.Company == desk.code, vendor.c.VendorID == code, vendor.c.Deleted == 0)
    return connection.execute(sa.select(vendor.c.VendorNum).where(mine)).scalar()


def _settings(connection: sa.Connection, desk: Desk, vendor: int | None) -> dict[str, Decimal]:
    setting = OCR_FIELD_CONFIDENCE.c
    mine = sa.and_(setting.Company == desk.code, setting.VendorNum.in_([_COMPANY, vendor or _COMPANY]))
    rows = connection.execute(sa.select(OCR_FIELD_CONFIDENCE).where(mine).order_by(setting.VendorNum)).mappings()
    return {row["Field"]: row["Confidence"] for row in rows}
