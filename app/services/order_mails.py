"""Job 16: the queue of order e-mails, each with the order as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.documents.books import close
from app.connect.documents.desk import Clock, Desk
from app.connect.documents.orders import PURCHASE_ORDER_EMAIL
from app.connect.documents.settings import Settings
from app.connect.mail import (
    Deferred,
    DeliveryUnknown,
    MailServer,
    Security,
    is_address,
    is_message_id,
    open_mailbox,
)
from app.model.document import DocumentStatus
from app.model.errors import ConfigError, RecordError
from app.model.run import Counters
from app.model.work import RunContext
from app.services.order_paper import order_paper
from app.services.order_reading import ShownOrder, is_numbered, read_order
from app.services.retries import picked

SOURCE = "PurchaseOrderEmail"
QUEUED, SENDING, SENT, FAILED = "Queued", "Sending", "Sent", "Failed"
_KIND = "email"


class OrderMails:
    """Sends each queued message once: one that may have left is never sent again without a person's retry."""

    def __init__(self, *, now: Clock, timeout: float = 30.0) -> None:
        self._now = now
        self._timeout = timeout

    def run(self, context: RunContext) -> Counters:
        """Send what is queued, or, on a retry, what had failed."""
        with Desk(context, now=self._now, table=SOURCE) as desk:
            server = read_server(desk, timeout=self._timeout)
            if server is None:
                context.log("No mail server is set for this company: nothing is sent.")
                return Counters()
            if not desk.retries:
                _set_aside_interrupted(desk)
            for row in _waiting(desk):
                context.check()
                _one(desk, server, row)
            return desk.total


def read_server(desk: Settings, *, timeout: float) -> MailServer | None:
    """The company's mail server, or None where none is set."""
    host, port = desk.setting("SmtpHost"), desk.setting("SmtpPort", "25")
    if not host:
        return None
    security = desk.setting("SmtpSecurity", Security.STARTTLS.value)
    if not port.isdigit() or security not in {each.value for each in Security}:
        raise ConfigError(
            "The order e-mails were not sent",
            why=f"SmtpPort {port} or SmtpSecurity {security} is not valid",
            remedy="Give a port number, and none, starttls or tls.",
        )
    authority = desk.setting("SmtpCertificateAuthority")
    sender = desk.setting("SmtpFrom") or desk.setting("SmtpUser")
    if not is_address(sender):
        raise ConfigError(
            "The order e-mails were not sent",
            why=f"SmtpFrom {sender!r} is no address",
            remedy="Give the address that orders are sent from.",
        )
    return MailServer(
        host=host,
        port=int(port),
        security=Security(security),
        user=desk.setting("SmtpUser"),
        password=desk.setting("SmtpPassword"),
        sender=sender,
        authority=Path(authority) if authority else None,
        timeout=timeout,
    )


def _waiting(desk: Desk) -> list[Mapping[str, Any]]:
    mail = PURCHASE_ORDER_EMAIL.c
    wanted = mail.Status == (FAILED if desk.retries else QUEUED)
    found = desk.read(sa.select(PURCHASE_ORDER_EMAIL).where(mail.Company == desk.code, wanted).order_by(mail.Id))
    if not desk.retries:
        return found
    there = sa.select(mail.Id).where(mail.Company == desk.code, mail.Status.in_((FAILED, SENDING)))
    return picked(desk, SOURCE, found, number="Id", there=desk.read(there))


def _set_aside_interrupted(desk: Desk) -> None:
    """A process died while it handed these over: whether they have left cannot be asked."""
    mail = PURCHASE_ORDER_EMAIL.c
    mine = sa.and_(mail.Company == desk.code, mail.Status == SENDING)
    for row in desk.read(sa.select(PURCHASE_ORDER_EMAIL).where(mine).order_by(mail.Id)):
        _fail(desk, row, _not_known(row))


def _not_known(row: Mapping[str, Any]) -> DeliveryUnknown:
    return DeliveryUnknown(
        f"It is not known whether the message to {row['Recipient']} has left",
        why="its run ended while it was handed over",
        remedy="Ask the recipient; a retry sends the same message, under the same message id, once more.",
    )


def _one(desk: Desk, server: MailServer, row: Mapping[str, Any]) -> None:
    order = read_order(desk, int(row["PurchaseOrder"]))
    try:
        _check(order, row)
        if order is None or not is_numbered(desk, order.row):
            _skip(desk, f"Message {row['Id']} waits for the order's number from Kinetic.")
            return
        if order.row["Status"] == DocumentStatus.HOLD.value:
            _skip(desk, f"Message {row['Id']} waits: order {order.number} is on hold.")
            return
        message = _message(desk, server, order, row)
        with open_mailbox(server) as mailbox:
            mailbox.send(message, leaving=partial(_leaving, desk, row, str(message["Message-ID"])))
    except Deferred as deferred:
        _put_back(desk, row)
        _skip(desk, str(deferred))
    except RecordError as error:
        _fail(desk, row, error)
    else:
        with desk.work(Counters(read=1, inserted=1)) as connection:
            _set(desk, connection, row, Status=SENT, SentOn=desk.now(), Error="")
            close(connection, desk.order, source=SOURCE, number=str(row["Id"]))
            desk.log(
                connection, f"order {order.number} sent to {row['Recipient']}", kind=_KIND, document=SOURCE,
                number=str(row["Id"]),
            )  # fmt: skip


def _check(order: ShownOrder | None, row: Mapping[str, Any]) -> None:
    what, retry = f"Message {row['Id']} was not sent", "Correct it and retry."
    if order is None:
        raise RecordError(what, field="PurchaseOrder", why=f"there is no order {row['PurchaseOrder']}", remedy=retry)
    if not order.row["Approved"] or order.row["Void"]:
        why = f"order {order.number} is {'void' if order.row['Void'] else 'not approved'}"
        raise RecordError(what, field="PurchaseOrder", why=why, remedy=retry)
    if not is_address(row["Recipient"]):
        raise RecordError(what, field="Recipient", why=f"{row['Recipient']!r} is no address", remedy=retry)


def _message(desk: Desk, server: MailServer, order: ShownOrder, row: Mapping[str, Any]) -> EmailMessage:
    domain = server.sender.rpartition("@")[2] or "tieline.invalid"
    message = EmailMessage()
    message["From"], message["To"] = server.sender, row["Recipient"]
    subject = "".join(letter if letter.isprintable() else " " for letter in row["Subject"])
    message["Subject"] = " ".join(subject.split()) or f"Purchase order {order.number}"
    queued = row["QueuedOn"] or datetime.combine(desk.now().date(), time(), tzinfo=UTC)
    message["Date"] = format_datetime(queued)
    # The id is the message's for ever: a mail system that gets it twice knows it for one.
    fresh = f"<order-{desk.code}-{row['PurchaseOrder']}-{row['Id']}@{domain}>"
    message["Message-ID"] = row["MessageId"] if is_message_id(row["MessageId"]) else fresh
    message.set_content(row["Body"] or f"Please find our purchase order {order.number} attached.")
    paper = order_paper(order, buyer=desk.code)
    message.add_attachment(paper, maintype="application", subtype="pdf", filename=f"PO-{order.number}.pdf")
    return message


def _leaving(desk: Desk, row: Mapping[str, Any], message_id: str) -> None:
    with desk.work() as connection:
        _set(desk, connection, row, Status=SENDING, MessageId=message_id, Attempts=row["Attempts"] + 1)


def _put_back(desk: Desk, row: Mapping[str, Any]) -> None:
    with desk.work() as connection:
        _set(desk, connection, row, Status=FAILED if desk.retries else QUEUED)


def _skip(desk: Desk, text: str) -> None:
    with desk.work(Counters(read=1, skipped=1)):
        desk.context.log(text, level="warning")


def _fail(desk: Desk, row: Mapping[str, Any], error: RecordError) -> None:
    record = {name: value for name, value in row.items() if name != "Body"}
    with desk.refused(source=SOURCE, number=str(row["Id"]), record=record, error=error) as connection:
        _set(desk, connection, row, Status=FAILED, Error=str(error)[:1000])


def _set(desk: Desk, connection: sa.Connection, row: Mapping[str, Any], **values: Any) -> None:
    mine = sa.and_(PURCHASE_ORDER_EMAIL.c.Company == desk.code, PURCHASE_ORDER_EMAIL.c.Id == row["Id"])
    connection.execute(PURCHASE_ORDER_EMAIL.update().where(mine).values(**values))
