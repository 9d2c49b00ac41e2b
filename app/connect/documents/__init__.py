"""The ARM tables of documents, beside the inbound tables in the company's ARM database; made where they are missing."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from app.connect.databases import Database
from app.connect.documents import books, invoices, orders, transactions, transfers
from app.connect.documents.columns import METADATA
from app.model.errors import Unreachable

__all__ = ["books", "ensure", "invoices", "orders", "statements", "transactions", "transfers"]


def ensure(arm: Database) -> None:
    """Make the document tables that are missing; harmless when two processes do it at once."""
    if not _missing(arm):
        return
    try:
        with arm.begin() as connection:
            METADATA.create_all(connection)
            books.METADATA.create_all(connection)
    except Unreachable:
        if _missing(arm):  # another process did not make them meanwhile
            raise


def statements(dialect: Dialect) -> tuple[str, ...]:
    """The DDL of the document tables on a kind of database, to be approved before they are made."""
    return tuple(
        str(statement.compile(dialect=dialect)).strip()
        for table in METADATA.sorted_tables
        for statement in (CreateTable(table), *(CreateIndex(index) for index in table.indexes))
    )


def _missing(arm: Database) -> set[str]:
    with arm.connect() as connection:
        wanted = {*METADATA.tables, *books.METADATA.tables}
        return wanted - set(sa.inspect(connection).get_table_names())
