"""The sandbox company's ARM documents: work for each outbound, service and upkeep job, built on what the ERP holds."""

from __future__ import annotations

from pathlib import Path

from app.connect.databases import open_database
from app.connect.documents import ensure
from app.sandbox import documents_capture, documents_invoices, documents_orders, documents_stock, documents_upkeep
from app.sandbox.documents_source import Source
from app.sandbox.documents_writer import Writer
from app.sandbox.kinetic_schema import open_erp


def fill(*, erp: str, arm: str, folder: Path, company: str) -> dict[str, int]:
    """Write the documents into an ARM database that has none, and the worklist's files under `folder`.

    The same ERP gives the same documents. Returns how many rows each table got.
    """
    ledger = open_database(erp, name="The sandbox ERP")
    documents = open_database(arm, name="The sandbox ARM", must_exist=False)
    try:
        metadata = open_erp(ledger.engine)
        ensure(documents)
        with ledger.connect() as source, documents.begin() as connection:
            found = Source(source, metadata=metadata, company=company)
            writer = Writer(connection, company=company)
            for subject in (documents_orders, documents_stock, documents_invoices, documents_capture, documents_upkeep):
                subject.write(writer, found, folder=folder)
            return writer.counts
    finally:
        ledger.close()
        documents.close()
