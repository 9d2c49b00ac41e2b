"""A document on its way, for the tests of the window: an order that Kinetic refused, and one that is in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.model.agent import AgentName, CompanyCode
from app.model.document import DocumentKind, Step, TransactionId, TransactionStatus
from app.model.failure import FailedRecord, FailureId
from app.model.job import JobNumber
from app.model.lineage import Passage, Trail, TrailLine
from app.model.run import RunId

COMPANY = CompanyCode("EPIC06")
REASON = "Kinetic refused the order: Supplier is invalid"


def failure(now: datetime) -> FailedRecord:
    return FailedRecord(
        id=FailureId("EPIC06-90"), agent=AgentName("Sandbox"), job=JobNumber(59), company=COMPANY,
        table="PurchaseOrder", key={"Company": "EPIC06", "Number": "60002"}, row={"Number": 60002, "Supplier": "NONE"},
        field=None, reason=REASON, run=RunId(999), first_seen=now - timedelta(hours=2), attempts=1,
    )  # fmt: skip


def trails(now: datetime) -> tuple[Trail, ...]:
    return (
        _trail("60001", now, status=TransactionStatus.DONE, numbers={"PONum": 4711}, erp_number="4711"),
        _trail("60002", now, status=TransactionStatus.FAILED, error=REASON, failures=(FailureId("EPIC06-90"),)),
        _trail("60001", now, kind=DocumentKind.INVOICE, status=TransactionStatus.UNKNOWN),
    )


def _trail(number: str, now: datetime, *, status, kind=DocumentKind.PURCHASE_ORDER, erp_number="", **fields) -> Trail:
    first = _passage(1, now, status=TransactionStatus.REPLACED)
    last = _passage(2, now, status=status, **{name: fields[name] for name in ("numbers", "error") if name in fields})
    line = TrailLine(at=now, level="warning", text="asked Kinetic whether it is there", transaction=TransactionId(2))
    return Trail(
        company=COMPANY, kind=kind, number=number, exists=True, erp_number=erp_number, passages=(first, last),
        failures=fields.get("failures", ()), lines=(line,),
    )  # fmt: skip


def _passage(number: int, now: datetime, *, status: TransactionStatus, numbers=None, error: str = "") -> Passage:
    return Passage(
        transaction=TransactionId(number), version=number, step=Step.CREATE if number == 1 else Step.CHANGE,
        status=status, run=RunId(999), attempts=1, created=now, sent=now, done=None, numbers=numbers or {},
        error=error, correlation="c-1" if error else "",
    )  # fmt: skip


class DocumentsDouble:
    """Knows an order by its number in ARM, by Kinetic's, and by its transaction."""

    def __init__(self, world, *, now: datetime) -> None:
        self._world, self._now = world, now

    def trace(self, word: str, *, agent: str | None = None) -> tuple[Trail, ...]:
        self._world.note("trace", word, agent)
        return tuple(one for one in trails(self._now) if word in (one.number, one.erp_number))
