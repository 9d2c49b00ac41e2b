"""Job 17: what the capture service has verified about suppliers comes into ARM, from where the last run ended."""

from __future__ import annotations

from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.books import close
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.invoices import VENDOR_VERIFICATION
from app.connect.documents.transactions import COMPANY_SETTING
from app.connect.ocr import Ocr, VerifiedVendor
from app.model.errors import RecordError, Unreachable
from app.model.run import Counters
from app.model.work import RunContext
from app.services.worklist import read_service

SOURCE = "VendorVerification"
_POSITION = "VendorVerificationPosition"
_COLUMNS = ("Status", "TaxId", "LegalName", "BankAccountStatus", "VerifiedOn")


class Verification:
    """Reads page by page; each page's rows and the position behind them are committed together."""

    def __init__(self, *, now: Clock, timeout: float = 60.0) -> None:
        self._now = now
        self._timeout = timeout

    def run(self, context: RunContext) -> Counters:
        """Take over what is new; a retry looks at everything again for the suppliers that failed."""
        with Desk(context, now=self._now, table=SOURCE) as desk:
            service = read_service(desk, timeout=self._timeout)
            if service is None:
                context.log("No invoice-capture service is set for this company: nothing is verified.")
                return Counters()
            suppliers, wanted = _suppliers(desk), _wanted(desk)
            position = "" if desk.retries else desk.setting(_POSITION)
            with Ocr(service) as ocr:
                while page := ocr.vendors(after=position):
                    context.check()
                    position = _further(page, than=position)
                    chosen = [each for each in page if wanted is None or str(each.number) in wanted]
                    _take(desk, chosen, suppliers=suppliers, position=position)
            return desk.total


def _further(page: tuple[VerifiedVendor, ...], *, than: str) -> str:
    """The position behind a page; a service that stays where it is would be asked for ever."""
    if page[-1].sequence in ("", than):
        raise Unreachable(
            "The supplier verifications were not read to their end",
            why=f"the invoice-capture service gives the same page after sequence {than or '(none)'} again",
            remedy="Tell the service's provider.",
        )
    return page[-1].sequence


def _wanted(desk: Desk) -> set[str] | None:
    if not desk.retries:
        return None
    return desk.failed(SOURCE)


def _suppliers(desk: Desk) -> set[int] | None:
    """ARM's suppliers; None where they have never been brought, so that none can be missed."""
    if not desk.has("Vendor"):
        return None
    vendor = sa.table("Vendor", *(sa.column(name) for name in ("Company", "VendorNum")))
    numbers = {int(row["VendorNum"]) for row in desk.read(sa.select(vendor).where(vendor.c.Company == desk.code))}
    return numbers or None


def _take(desk: Desk, page: list[VerifiedVendor], *, suppliers: set[int] | None, position: str) -> None:
    unknown = [each for each in page if suppliers is not None and each.number not in suppliers]
    with desk.work() as connection:
        for each in page:
            if each not in unknown:
                desk.count(connection, _store(desk, connection, each))
        if not unknown and not desk.retries:
            _keep_position(desk, connection, position)
    for each in unknown:
        error = RecordError(
            f"The verification of supplier {each.number} was not taken over", field="VendorNum",
            why="ARM does not know this supplier", remedy="Bring the suppliers in (job 26), then retry.",
        )  # fmt: skip
        record = {"VendorNum": each.number, "LegalName": each.legal_name, "Status": each.status}
        with desk.refused(source=SOURCE, number=str(each.number), record=record, error=error):
            pass
    if unknown and not desk.retries:
        with desk.work() as connection:
            _keep_position(desk, connection, position)


def _store(desk: Desk, connection: sa.Connection, vendor: VerifiedVendor) -> Counters:
    table = VENDOR_VERIFICATION.c
    mine = sa.and_(table.Company == desk.code, table.VendorNum == vendor.number)
    row = connection.execute(sa.select(VENDOR_VERIFICATION).where(mine)).mappings().first()
    values: dict[str, Any] = {
        "Status": vendor.status[:30], "TaxId": vendor.tax_id[:30], "LegalName": vendor.legal_name[:200],
        "BankAccountStatus": vendor.bank_account[:30], "VerifiedOn": vendor.verified, "Sequence": vendor.sequence[:40],
    }  # fmt: skip
    close(connection, desk.order, source=SOURCE, number=str(vendor.number))
    if row is None:
        connection.execute(VENDOR_VERIFICATION.insert().values(Company=desk.code, VendorNum=vendor.number, **values))
        return Counters(read=1, inserted=1)
    connection.execute(VENDOR_VERIFICATION.update().where(mine).values(**values))
    same = all(row[name] == values[name] for name in _COLUMNS)
    return Counters(read=1, unchanged=1) if same else Counters(read=1, updated=1)


def _keep_position(desk: Desk, connection: sa.Connection, position: str) -> None:
    setting = COMPANY_SETTING.c
    mine = sa.and_(setting.Company == desk.code, setting.Name == _POSITION)
    if not connection.execute(COMPANY_SETTING.update().where(mine).values(Value=position)).rowcount:
        connection.execute(COMPANY_SETTING.insert().values(Company=desk.code, Name=_POSITION, Value=position))
