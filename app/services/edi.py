"""Job 12: orders filled in a supplier's shop go to its EDI address; without an address nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.addresses import from_environment
from app.connect.documents.books import close
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.orders import PUNCHOUT_SUPPLIER, PURCHASE_ORDER
from app.connect.edi import post_document
from app.model.document import DocumentStatus
from app.model.errors import RecordError, Transient
from app.model.run import Counters
from app.model.work import RunContext
from app.services.cxml import Item, Message, Parties, order_request
from app.services.order_reading import ShownOrder, is_numbered, read_order
from app.services.retries import picked

SOURCE = "PurchaseOrder"
QUEUED, SENDING, SENT, TEST, FAILED = "Queued", "Sending", "Sent", "Test", "Failed"
_KIND = "edi"
_OPEN = ("", QUEUED, SENDING)


class Edi:
    """Sends each punch-out order once; a message that was not answered is sent again under the same id."""

    def __init__(self, *, now: Clock, timeout: float = 30.0) -> None:
        self._now = now
        self._timeout = timeout

    def run(self, context: RunContext) -> Counters:
        """Send every order that waits, or, on a retry, those that were refused."""
        with Desk(context, now=self._now, table=SOURCE) as desk:
            for row in _waiting(desk):
                context.check()
                self._one(desk, row)
            return desk.total

    def _one(self, desk: Desk, row: Mapping[str, Any]) -> None:
        number = int(row["Number"])
        if not is_numbered(desk, row):
            with desk.work(Counters(read=1, skipped=1)):
                desk.context.log(f"Purchase order {number} waits for its number from Kinetic.")
            return
        order = read_order(desk, number)
        if order is None:
            return
        url = from_environment(str(row["EdiUrl"] or "").strip())
        document = _document(desk, order, row)
        if not url:
            self._test(desk, number, document)
            return
        with desk.work() as connection:
            _set(desk, connection, number, EdiStatus=SENDING, EdiMessageId=_id(desk, row), EdiMessage=_kept(document))
        try:
            reply = post_document(url, document, timeout=self._timeout)
        except (RecordError, Transient) as error:
            refused = isinstance(error, RecordError)
            record = {name: row[name] for name in ("Number", "PONum", "Version", "EdiMessageId")}
            with desk.refused(source=SOURCE, number=str(number), record=record, error=error) as connection:
                _set(desk, connection, number, EdiStatus=FAILED if refused else QUEUED)
            return
        with desk.work(Counters(read=1, inserted=1)) as connection:
            _set(desk, connection, number, EdiStatus=SENT, EdiSentOn=desk.now())
            close(connection, desk.order, source=SOURCE, number=str(number))
            desk.log(connection, f"{reply.code} {reply.text}", kind=_KIND, document=SOURCE, number=str(number))

    def _test(self, desk: Desk, number: int, document: bytes) -> None:
        """Test mode: the message is kept to be looked at, and it is never sent later by itself."""
        with desk.work(Counters(read=1, skipped=1)) as connection:
            _set(desk, connection, number, EdiStatus=TEST, EdiMessage=_kept(document))
            desk.log(connection, "test mode: not sent", kind=_KIND, document=SOURCE, number=str(number))
        desk.context.log(f"Purchase order {number} was not sent: its supplier has no EDI address (test mode).")


def _waiting(desk: Desk) -> list[Mapping[str, Any]]:
    order, supplier = PURCHASE_ORDER.c, PUNCHOUT_SUPPLIER.c
    same = sa.and_(supplier.Company == order.Company, supplier.VendorNum == order.VendorNum)
    query = sa.select(
        order.Number, order.PONum, order.Version, order.EdiMessageId, order.EdiStatus, supplier.EdiUrl,
        supplier.FromIdentity, supplier.ToIdentity, supplier.SharedSecret,
    )  # fmt: skip
    punched = sa.and_(order.Company == desk.code, order.PunchOutSource != "", order.Approved == 1, order.Void == 0)
    ready = sa.and_(punched, order.Status != DocumentStatus.HOLD.value)
    wanted = order.EdiStatus.in_((*_OPEN, FAILED) if desk.retries else _OPEN)
    joined = PURCHASE_ORDER.outerjoin(PUNCHOUT_SUPPLIER, same)
    found = desk.read(query.select_from(joined).where(ready, wanted).order_by(order.Number))
    return picked(desk, SOURCE, found, number="Number", there=found) if desk.retries else found


def _id(desk: Desk, row: Mapping[str, Any]) -> str:
    """The id of an order's message: once given it stays, so that a second delivery is known for what it is."""
    return str(row["EdiMessageId"] or f"{desk.code}.{row['Number']}.{row['Version']}@tieline")


def _document(desk: Desk, order: ShownOrder, row: Mapping[str, Any]) -> bytes:
    placed = datetime.combine(order.row["OrderDate"] or desk.now().date(), time(), tzinfo=UTC)
    items = tuple(
        Item(
            line=line["Line"], part=line["VendorPartNum"] or line["PartNum"], basket=line["VendorPartAuxiliaryID"],
            description=line["Description"], quantity=line["Quantity"], uom=line["UOM"], price=line["UnitPrice"],
        )
        for line in order.lines
    )  # fmt: skip
    message = Message(
        payload_id=_id(desk, row), order=order.number, placed=placed, currency=order.row["CurrencyCode"],
        comment=order.row["Comment"], items=items,
    )  # fmt: skip
    parties = Parties(
        sender=row["FromIdentity"] or desk.code,
        receiver=row["ToIdentity"] or str(order.row["VendorID"]),
        secret=from_environment(str(row["SharedSecret"] or "")),
    )
    return order_request(message, parties)


def _set(desk: Desk, connection: sa.Connection, number: int, **values: Any) -> None:
    mine = sa.and_(PURCHASE_ORDER.c.Company == desk.code, PURCHASE_ORDER.c.Number == number)
    connection.execute(PURCHASE_ORDER.update().where(mine).values(**values))


def _kept(document: bytes) -> str:
    """The message as ARM keeps it: without the secret."""
    return re.sub(r"<SharedSecret>.*?</SharedSecret>", "<SharedSecret>***</SharedSecret>", document.decode())
