"""Lineage of documents: by their number in ARM, the ERP's number, a pack slip, an invoice number or a transaction."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any  # rows of many tables

import sqlalchemy as sa

from app.connect.databases import open_database
from app.connect.documents import presence
from app.connect.documents.books import FAILURE
from app.connect.documents.invoices import AP_INVOICE
from app.connect.documents.orders import PURCHASE_ORDER, PURCHASE_ORDER_CHARGE, RECEIPT, REQUISITION_LINE
from app.connect.documents.transactions import INTEGRATION_LOG, TRANSACTION
from app.connect.documents.transfers import TRANSFER_ORDER, TRANSFER_ORDER_LINE, TRANSFER_RECEIPT
from app.model.agent import Company, CompanyCode
from app.model.document import DocumentKind, Step, TransactionId, TransactionStatus
from app.model.failure import failure_id
from app.model.lineage import OnTheWay, Passage, Trail, TrailLine
from app.model.run import RunId

_LINES = 200  # of a document's log, the newest
_DIGITS = 10  # of more than any number in these tables
_SAME = 50  # documents that one number may mean
_ENDED = (TransactionStatus.DONE.value, TransactionStatus.REPLACED.value)
Found = tuple[DocumentKind, str]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where documents of a kind stand: their key, and the column that holds what the ERP calls them."""

    table: sa.Table
    key: tuple[str, ...]
    erp: str


_PLACES = {
    DocumentKind.JOB_MATERIAL: _Place(table=REQUISITION_LINE, key=("Requisition", "Line"), erp="MtlSeq"),
    DocumentKind.PURCHASE_ORDER: _Place(table=PURCHASE_ORDER, key=("Number",), erp="PONum"),
    DocumentKind.MISC_CHARGE: _Place(table=PURCHASE_ORDER_CHARGE, key=("PurchaseOrder", "Sequence"), erp="SeqNum"),
    DocumentKind.RECEIPT: _Place(table=RECEIPT, key=("Number",), erp="PackSlip"),
    DocumentKind.TRANSFER_ORDER: _Place(table=TRANSFER_ORDER, key=("Number",), erp="TFOrdNum"),
    DocumentKind.STOCK_ADJUSTMENT: _Place(
        table=TRANSFER_ORDER_LINE, key=("TransferOrder", "Line"), erp="AdjustmentReference"
    ),
    DocumentKind.TRANSFER_RECEIPT: _Place(table=TRANSFER_RECEIPT, key=("Number",), erp="PackNum"),
    DocumentKind.INVOICE: _Place(table=AP_INVOICE, key=("Number",), erp="InvoiceNum"),
}
# A line's number says little by itself: it is found by its document.
_OWN_NUMBER = tuple(kind for kind in _PLACES if kind not in (DocumentKind.JOB_MATERIAL, DocumentKind.MISC_CHARGE))


def trace(company: Company, word: str) -> tuple[Trail, ...]:
    """The ways of every document that a person may mean by a number; `#12` names a transaction."""
    wanted = word.strip()
    if not wanted or not presence.are_there(company):
        return ()
    with _open(company) as connection:
        found = _by_transaction(connection, company, wanted) if wanted.startswith("#") else []
        found = found or [*_by_number(connection, company, wanted), *_by_erp_number(connection, company, wanted)]
        return tuple(_trail(connection, company, each) for each in dict.fromkeys(found))


def on_the_way(company: Company, kinds: Sequence[DocumentKind], *, limit: int = 50) -> tuple[OnTheWay, ...]:
    """Documents of these kinds that have not arrived, the oldest first."""
    if not presence.are_there(company):
        return ()
    row = TRANSACTION.c
    mine = sa.and_(
        row.Company == company.code, row.Document.in_([kind.value for kind in kinds]), row.Status.not_in(_ENDED)
    )
    with _open(company) as connection:
        rows = connection.execute(sa.select(TRANSACTION).where(mine).order_by(row.Id).limit(limit)).mappings().all()
    return tuple(
        OnTheWay(
            company=CompanyCode(str(company.code)), kind=DocumentKind(each["Document"]), number=each["DocumentNumber"],
            transaction=TransactionId(each["Id"]), status=TransactionStatus(each["Status"]), error=each["ErrorText"],
        )
        for each in rows
    )  # fmt: skip


@contextmanager
def _open(company: Company) -> Generator[sa.Connection]:
    arm = open_database(company.arm, name=f"The ARM database of {company.code}", read_only=True)
    try:
        with arm.connect() as connection:
            yield connection
    finally:
        arm.close()


def _is_number(word: str) -> bool:
    """Whether it can be a number in these tables."""
    return word.isascii() and word.isdecimal() and len(word) < _DIGITS


def _by_transaction(connection: sa.Connection, company: Company, word: str) -> list[Found]:
    if not _is_number(word[1:]):
        return []
    mine = sa.and_(TRANSACTION.c.Company == company.code, TRANSACTION.c.Id == int(word[1:]))
    rows = connection.execute(sa.select(TRANSACTION.c.Document, TRANSACTION.c.DocumentNumber).where(mine))
    return [(DocumentKind(row[0]), row[1]) for row in rows]


def _by_number(connection: sa.Connection, company: Company, word: str) -> Iterator[Found]:
    """Documents of ARM with this number; transactions outlive them."""
    for kind, place in _PLACES.items():
        known = _document(connection, company, kind, word) or _transactions(connection, company, (kind, word), limit=1)
        if known:
            yield kind, word
        if len(place.key) > 1:
            yield from _lines_of(connection, company, kind, word)


def _lines_of(connection: sa.Connection, company: Company, kind: DocumentKind, word: str) -> Iterator[Found]:
    place = _PLACES[kind]
    if _is_number(word):
        head, tail = (place.table.c[name] for name in place.key)
        mine = sa.and_(place.table.c.Company == company.code, head == int(word), place.table.c.QueuedVersion > 0)
        for row in connection.execute(sa.select(head, tail).where(mine).order_by(tail).limit(_SAME)):
            yield kind, f"{row[0]}/{row[1]}"


def _by_erp_number(connection: sa.Connection, company: Company, word: str) -> Iterator[Found]:
    for kind in _OWN_NUMBER:
        place = _PLACES[kind]
        column = place.table.c[place.erp]
        whole = isinstance(column.type, sa.Integer)
        if whole and not _is_number(word):
            continue
        mine = sa.and_(place.table.c.Company == company.code, column == (int(word) if whole else word))
        columns = [place.table.c[name] for name in place.key]
        for row in connection.execute(sa.select(*columns).where(mine).order_by(*columns).limit(_SAME)):
            yield kind, "/".join(str(part) for part in row)


def _document(connection: sa.Connection, company: Company, kind: DocumentKind, number: str) -> Any:
    place, parts = _PLACES[kind], number.split("/")
    if len(parts) != len(place.key) or not all(_is_number(part) for part in parts):
        return None
    values = zip(place.key, parts, strict=True)
    at = sa.and_(place.table.c.Company == company.code, *(place.table.c[name] == int(part) for name, part in values))
    return connection.execute(sa.select(place.table).where(at)).mappings().first()


def _transactions(connection: sa.Connection, company: Company, found: Found, *, limit: int) -> Sequence[Any]:
    row = TRANSACTION.c
    mine = sa.and_(row.Company == company.code, row.Document == found[0].value, row.DocumentNumber == found[1])
    query = sa.select(TRANSACTION).where(mine).order_by(row.Id).limit(limit)
    return connection.execute(query).mappings().all()


def _trail(connection: sa.Connection, company: Company, found: Found) -> Trail:
    kind, number = found
    document = _document(connection, company, kind, number)
    rows = _transactions(connection, company, found, limit=_LINES)
    erp = "" if document is None else str(document[_PLACES[kind].erp] or "")
    return Trail(
        company=CompanyCode(str(company.code)), kind=kind, number=number, exists=document is not None, erp_number=erp,
        passages=tuple(_passage(row) for row in rows), failures=tuple(_failures(connection, company, found)),
        lines=tuple(_said(connection, company, found)),
    )  # fmt: skip


def _passage(row: Any) -> Passage:
    return Passage(
        transaction=TransactionId(row["Id"]), version=row["Version"], step=Step(row["Step"]),
        status=TransactionStatus(row["Status"]), run=RunId(row["Run"]), attempts=row["Attempts"],
        created=row["CreatedOn"], sent=row["SentOn"], done=row["DoneOn"], numbers=json.loads(row["Result"] or "{}"),
        error=row["ErrorText"], correlation=row["Correlation"],
    )  # fmt: skip


def _failures(connection: sa.Connection, company: Company, found: Found) -> Iterator[Any]:
    entry = FAILURE.c
    if not sa.inspect(connection).has_table(FAILURE.name):
        return
    mine = sa.and_(entry.company == company.code, entry.source == found[0].value, entry.row_id == found[1])
    for row in connection.execute(sa.select(entry.id).where(mine).order_by(entry.id)):
        yield failure_id(str(company.code), row[0])


def _said(connection: sa.Connection, company: Company, found: Found) -> list[TrailLine]:
    line = INTEGRATION_LOG.c
    mine = sa.and_(line.Company == company.code, line.Document == found[0].value, line.DocumentNumber == found[1])
    rows = connection.execute(sa.select(INTEGRATION_LOG).where(mine).order_by(line.Id.desc()).limit(_LINES)).mappings()
    said = [
        TrailLine(at=row["At"], level=row["Level"], text=row["Text"], transaction=row["TransactionId"]) for row in rows
    ]
    return said[::-1]
