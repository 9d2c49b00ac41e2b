"""The work of the echoes: after a job's inbound half, in the same run and behind the same fence."""

from __future__ import annotations

from app.connect.documents.desk import Clock, Desk
from app.model.document import DocumentKind
from app.model.run import Counters
from app.model.work import RunContext
from app.outbox.echoes import invoices, order_changes, orders, receipts, transfers
from app.outbox.echoes.mirrors import under_way

_ORDER_TABLES = ("POHeader", "PODetail", "PORel", "RcvHead", "RcvDtl")
_TRANSFER_TABLES = ("TFOrdHed", "TFOrdDtl", "TFShipDtl")


class OrderEcho:
    """Purchase orders and their receipts; counts nothing, the ERP's rows are counted where they came in."""

    def __init__(self, *, now: Clock) -> None:
        self._now = now

    def run(self, context: RunContext) -> Counters:
        """Take over what the inbound half has brought."""
        with Desk(context, now=self._now, table="PurchaseOrder") as desk:
            if all(desk.has(name) for name in _ORDER_TABLES):
                if not under_way(desk, DocumentKind.PURCHASE_ORDER):
                    orders.take_new(desk)
                if not under_way(desk, DocumentKind.RECEIPT):
                    receipts.take_new(desk)
                receipts.take_lines(desk)
                order_changes.take_changes(desk)
                orders.take_states(desk)
        return Counters()


class TransferEcho:
    """Transfer orders; counts nothing."""

    def __init__(self, *, now: Clock) -> None:
        self._now = now

    def run(self, context: RunContext) -> Counters:
        """Take over what the inbound half has brought."""
        with Desk(context, now=self._now, table="TransferOrder") as desk:
            if all(desk.has(name) for name in _TRANSFER_TABLES):
                if not under_way(desk, DocumentKind.TRANSFER_ORDER):
                    transfers.take_new(desk)
                transfers.take_states(desk)
        return Counters()


class InvoiceEcho:
    """AP invoices; counts nothing."""

    def __init__(self, *, now: Clock) -> None:
        self._now = now

    def run(self, context: RunContext) -> Counters:
        """Take over what job 49 has brought."""
        with Desk(context, now=self._now, table="ApInvoice") as desk:
            if desk.has("APInvHed"):
                invoices.take_states(desk)
        return Counters()
