"""The way of a document: from ARM through its transactions to its numbers in the ERP, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.model.agent import CompanyCode
from app.model.document import DocumentKind, Step, TransactionId, TransactionStatus
from app.model.failure import FailureId
from app.model.run import RunId


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One version of a document on its way: its row of the Transaction table."""

    transaction: TransactionId
    version: int
    step: Step
    status: TransactionStatus
    run: RunId  # the last one that worked on it
    attempts: int
    created: datetime | None
    sent: datetime | None
    done: datetime | None
    numbers: Mapping[str, object]  # what the ERP calls it
    error: str  # why it failed or waits
    correlation: str  # Kinetic's own word for the refusal


@dataclass(frozen=True, kw_only=True)
class TrailLine:
    """Something that was said about a document."""

    at: datetime | None
    level: str
    text: str
    transaction: TransactionId | None


@dataclass(frozen=True, kw_only=True)
class Trail:
    """Everything that is known of a document's way."""

    company: CompanyCode
    kind: DocumentKind
    number: str
    exists: bool  # whether ARM still has the document
    erp_number: str  # as ARM has it, empty while it has none
    passages: tuple[Passage, ...]
    failures: tuple[FailureId, ...]
    lines: tuple[TrailLine, ...]


@dataclass(frozen=True, kw_only=True)
class OnTheWay:
    """A document that has not arrived: where it stands and why."""

    company: CompanyCode
    kind: DocumentKind
    number: str
    transaction: TransactionId
    status: TransactionStatus
    error: str
