"""Rows of the Transaction table, from claim to end, each step behind the run's fence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any  # notes are JSON

import sqlalchemy as sa

from app.connect.documents.books import close
from app.connect.documents.desk import Desk
from app.connect.documents.transactions import TRANSACTION
from app.connect.kinetic_errors import OutcomeUnknown, Refused
from app.model.agent import CompanyCode
from app.model.document import DocumentKind, Step, Transaction, TransactionId, TransactionStatus
from app.model.errors import RecordError
from app.outbox.processors.handler import Outcome

_LOG = "outbound"
_OPEN = (TransactionStatus.PENDING.value, TransactionStatus.SENDING.value, TransactionStatus.UNKNOWN.value)
_UNFINISHED = (*_OPEN, TransactionStatus.FAILED.value)


def waiting(desk: Desk, kinds: Sequence[DocumentKind]) -> list[TransactionId]:
    """The transactions to be brought; a document's later ones wait for its earlier ones."""
    table, earlier = TRANSACTION.c, TRANSACTION.alias()
    blocked = sa.exists().where(
        earlier.c.Company == table.Company,
        earlier.c.Document == table.Document,
        earlier.c.DocumentNumber == table.DocumentNumber,
        earlier.c.Id < table.Id,
        earlier.c.Status.in_(_UNFINISHED),
    )
    query = sa.select(table.Id, table.Document, table.DocumentNumber, table.SettleAt).where(
        table.Company == desk.code,
        table.Document.in_([kind.value for kind in kinds]),
        table.Status.in_((TransactionStatus.FAILED.value,) if desk.retries else _OPEN),
        ~blocked,
    )
    found = desk.read(query.order_by(table.Id))
    if desk.retries:
        failed = {(kind.value, number) for kind in kinds for number in desk.failed(kind.value)}
        found = [row for row in found if (row["Document"], row["DocumentNumber"]) in failed]
    now = desk.now()
    found.sort(key=lambda row: row["SettleAt"] is not None and row["SettleAt"] > now)  # the unsettled come last
    return [TransactionId(row["Id"]) for row in found]


def forget_settled(desk: Desk, kinds: Sequence[DocumentKind]) -> None:
    """Close failed records whose documents have nothing on its way any more: they went out, or were taken back."""
    row = TRANSACTION.c
    for kind in kinds:
        if failed := desk.failed(kind.value):
            mine = sa.and_(row.Company == desk.code, row.Document == kind.value, row.Status.in_(_UNFINISHED))
            left = {str(each["DocumentNumber"]) for each in desk.read(sa.select(row.DocumentNumber).where(mine))}
            desk.forget(kind.value, failed - left)


def claim(desk: Desk, number: TransactionId) -> tuple[Transaction, dict[str, Any]] | None:
    """Take a transaction, with the notes of earlier tries; None where it was replaced or ended meanwhile."""
    place = TRANSACTION.c.Id == number
    wanted = (TransactionStatus.FAILED.value,) if desk.retries else _OPEN
    with desk.work() as connection:
        row = (
            connection.execute(sa.select(TRANSACTION).where(place, TRANSACTION.c.Status.in_(wanted))).mappings().first()
        )
        if row is None:
            return None
        values = {"Attempts": row["Attempts"] + 1, "Run": desk.order.run}
        if row["Status"] in (TransactionStatus.PENDING.value, TransactionStatus.FAILED.value):
            values["Status"] = TransactionStatus.SENDING.value
        connection.execute(TRANSACTION.update().where(place).values(**values))
    return _transaction(row, attempts=row["Attempts"] + 1), json.loads(row["Result"] or "{}")


def _transaction(row: sa.RowMapping, *, attempts: int) -> Transaction:
    return Transaction(
        id=TransactionId(row["Id"]),
        company=CompanyCode(row["Company"]),
        kind=DocumentKind(row["Document"]),
        number=row["DocumentNumber"],
        step=Step(row["Step"]),
        version=row["Version"],
        status=TransactionStatus(row["Status"]),
        payload=row["Payload"],
        attempts=attempts,
        settle_at=row["SettleAt"],
        error_text=row["ErrorText"],
        error_type=row["ErrorType"],
        correlation=row["Correlation"],
    )


def about_to_write(desk: Desk, transaction: Transaction, *, settle: float) -> None:
    """Note that a write is being sent: should no answer come, Kinetic is not to be asked before it has settled."""
    now = desk.now()
    _change(desk, transaction, SentOn=now, SettleAt=now + timedelta(seconds=settle))


def note(desk: Desk, transaction: Transaction, notes: dict[str, Any]) -> None:
    """Keep what a later try must know."""
    _change(desk, transaction, Result=json.dumps(notes, default=str, sort_keys=True))


def unknown(desk: Desk, transaction: Transaction, error: OutcomeUnknown, *, settle: float) -> datetime:
    """No answer came; returns when Kinetic may be asked."""
    until = desk.now() + timedelta(seconds=settle)
    _change(desk, transaction, Status=TransactionStatus.UNKNOWN.value, SettleAt=until, ErrorText=error.why)
    return until


def put_back(desk: Desk, transaction: Transaction, *, sent: bool, why: str = "") -> None:
    """Leave it for a later run; one that was sent is asked about first. `why` is what it waits for."""
    status = TransactionStatus.UNKNOWN if sent else TransactionStatus.PENDING
    if desk.retries and not sent:
        status = TransactionStatus.FAILED
    _change(desk, transaction, Status=status.value, **({"ErrorText": f"waits: {why}"} if why else {}))


def _change(desk: Desk, transaction: Transaction, **values: Any) -> None:
    with desk.work() as connection:
        connection.execute(TRANSACTION.update().where(TRANSACTION.c.Id == transaction.id).values(**values))


def done(desk: Desk, connection: sa.Connection, transaction: Transaction, outcome: Outcome) -> None:
    """It is in Kinetic; its failed record, if it had one, is closed."""
    ended = {"Status": TransactionStatus.DONE.value, "DoneOn": desk.now(), "Result": outcome.as_json()}
    cleared = {"ErrorType": "", "ErrorText": "", "Correlation": "", "SettleAt": None}
    connection.execute(TRANSACTION.update().where(TRANSACTION.c.Id == transaction.id).values(**ended, **cleared))
    close(connection, desk.order, source=transaction.kind.value, number=transaction.number)
    _tell(desk, connection, transaction, f"{outcome.effect.value} {outcome.as_json()}")


def failed(desk: Desk, connection: sa.Connection, transaction: Transaction, error: RecordError) -> None:
    """Kinetic refused it, or it cannot be sent as it is."""
    body = error.body if isinstance(error, Refused) else None
    ended = {"Status": TransactionStatus.FAILED.value, "ErrorText": str(error)}
    told = {"ErrorType": body.kind if body else "", "Correlation": body.correlation if body else ""}
    connection.execute(TRANSACTION.update().where(TRANSACTION.c.Id == transaction.id).values(**ended, **told))
    _tell(desk, connection, transaction, str(error), level="error")


def _tell(desk: Desk, connection: sa.Connection, transaction: Transaction, text: str, *, level: str = "info") -> None:
    desk.log(
        connection,
        text,
        kind=_LOG,
        document=transaction.kind.value,
        number=transaction.number,
        transaction=int(transaction.id),
        level=level,
    )
