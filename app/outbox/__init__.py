"""Outbound: documents -> generators (job 46) -> Transaction table -> processors -> Kinetic, each document once."""

from __future__ import annotations

from collections.abc import Mapping

from app.connect.documents.desk import Clock
from app.connect.documents.presence import WhereDocuments
from app.connect.kinetic import Patience
from app.model.job import JobNumber
from app.model.work import Work
from app.outbox.both_ways import BothWays
from app.outbox.echoes.work import InvoiceEcho, OrderEcho, TransferEcho
from app.outbox.generators import invoices, materials, orders, receipts, transfers
from app.outbox.generators.work import Generating
from app.outbox.processors import invoices as invoice_processor
from app.outbox.processors import job_material, late_charges
from app.outbox.processors import orders as order_processor
from app.outbox.processors import receipts as receipt_processor
from app.outbox.processors import transfers as transfer_processor
from app.outbox.processors.handler import Handler
from app.outbox.processors.work import Processor

GENERATE, CHARGES, MATERIAL, TRANSFERS, ORDERS, INVOICES = (JobNumber(n) for n in (46, 6, 53, 54, 59, 60))


def kinds(*, now: Clock, patience: Patience | None = None) -> Mapping[JobNumber, Work]:
    """The outbound work of each job that has any; 6, 54 and 59 work inbound as well (`BothWays`)."""
    generators = (
        materials.Materials(), orders.Orders(), orders.LateCharges(), receipts.Receipts(), transfers.Transfers(),
        transfers.Adjustments(), transfers.TransferReceipts(), invoices.Invoices(),
    )  # fmt: skip
    works: dict[JobNumber, Work] = {
        job: Processor(*parts, now=now, patience=patience) for job, parts in handlers().items()
    }
    works[INVOICES] = BothWays(works[INVOICES], InvoiceEcho(now=now))
    works[GENERATE] = Generating(generators, now=now)
    return {job: WhereDocuments(work) for job, work in works.items()}


def handlers() -> Mapping[JobNumber, tuple[Handler, ...]]:
    """Who brings the documents of each job to Kinetic."""
    return {
        CHARGES: (late_charges.LateCharges(),),
        MATERIAL: (job_material.Materials(),),
        TRANSFERS: (
            transfer_processor.Transfers(), transfer_processor.Adjustments(), transfer_processor.TransferReceipts(),
        ),
        ORDERS: (order_processor.Orders(), receipt_processor.Receipts()),
        INVOICES: (invoice_processor.Invoices(),),
    }  # fmt: skip


def echoes(*, now: Clock) -> Mapping[JobNumber, Work]:
    """What follows the inbound half of a job: ARM's documents take over what the ERP's rows say of them."""
    return {
        ORDERS: WhereDocuments(OrderEcho(now=now), tell=False),
        TRANSFERS: WhereDocuments(TransferEcho(now=now), tell=False),
    }
