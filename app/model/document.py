"""ARM documents on their way to the ERP: their kinds, their statuses and their place in the Transaction table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from app.model.agent import CompanyCode

TransactionId = NewType("TransactionId", int)


class DocumentKind(Enum):
    """What a transaction carries; the value is the ARM table of the document and the table of its failed records."""

    JOB_MATERIAL = "RequisitionLine"  # a requisition line charged to a job
    PURCHASE_ORDER = "PurchaseOrder"
    MISC_CHARGE = "PurchaseOrderCharge"  # a charge added to an order that had already gone out
    RECEIPT = "Receipt"  # of a purchase order
    TRANSFER_ORDER = "TransferOrder"
    STOCK_ADJUSTMENT = "TransferOrderLine"  # an expense line of a transfer order
    TRANSFER_RECEIPT = "TransferReceipt"
    INVOICE = "ApInvoice"


class Step(Enum):
    """What a transaction does to the document in Kinetic."""

    CREATE = "create"
    CHANGE = "change"
    VOID = "void"
    CLOSE = "close"


class TransactionStatus(Enum):
    """Where a transaction stands."""

    PENDING = "PENDING"  # written by a generator, not sent
    SENDING = "SENDING"  # claimed; if its run died here the outcome is unknown
    UNKNOWN = "UNKNOWN"  # sent, no answer came; Kinetic is asked before anything else is done
    DONE = "DONE"  # in Kinetic, its numbers are in ARM
    FAILED = "FAILED"  # refused; waits for a retry or for a corrected document
    REPLACED = "REPLACED"  # a later version of the document goes in its stead


class DocumentStatus(Enum):
    """Status of orders, transfers and receipts in ARM."""

    OPEN = "Open"
    HOLD = "Hold"  # not sent until released
    CLOSED = "Closed"


class RequisitionStatus(Enum):
    """Status of a requisition in ARM."""

    UNSUBMITTED = "Unsubmitted"
    SUBMITTED = "Submitted"
    APPROVED = "Approved"
    REJECTED = "Rejected"


class OrderInvoiceStatus(Enum):
    """The draft-invoice status of a purchase order."""

    NONE = "None"
    AWAITING_RECEIPTS = "Awaiting Receipts"
    AWAITING_MATCHING = "Awaiting Matching"


class InvoiceStatus(Enum):
    """Status of an AP invoice in ARM."""

    UNSUBMITTED = "Unsubmitted"
    SUBMITTED = "Submitted"
    APPROVAL_IN_PROGRESS = "Approval in Progress"
    APPROVED = "Approved"
    POSTED = "Posted"
    PAID = "Paid"
    PENDING_REVISION = "Pending Revision"
    REVIEW_IN_PROGRESS = "Review in Progress"
    SUSPENDED = "Suspended"
    REJECTED = "Rejected"


class DraftStatus(Enum):
    """Status of a draft invoice in ARM."""

    METADATA_BEING_PROCESSED = "Metadata Being Processed"
    SAVED = "Saved"


class Origin(Enum):
    """Where a document was made."""

    ARM = "ARM"
    KINETIC = "Kinetic"


@dataclass(frozen=True, kw_only=True)
class Transaction:
    """One row of the Transaction table: a version of a document on its way to Kinetic."""

    id: TransactionId
    company: CompanyCode
    kind: DocumentKind
    number: str  # of the document, its parts joined by "/"
    step: Step
    version: int
    status: TransactionStatus
    payload: str  # the document as it was approved, as JSON
    attempts: int
    settle_at: datetime | None  # before this moment an unanswered write may still arrive
    error_text: str = ""
    error_type: str = ""
    correlation: str = ""
