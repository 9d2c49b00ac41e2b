"""Services and upkeep: EDI, invoice capture, vendor verification, order e-mails, retention, notification marks."""

from __future__ import annotations

from collections.abc import Mapping

from app.connect.documents.desk import Clock
from app.connect.documents.presence import WhereDocuments
from app.model.job import JobNumber
from app.model.work import Work
from app.services.edi import Edi
from app.services.notifications import Notifications
from app.services.order_mails import OrderMails
from app.services.retention import Retention
from app.services.scan_results import ScanResults
from app.services.scans import Scans
from app.services.verification import Verification


def kinds(*, now: Clock) -> Mapping[JobNumber, Work]:
    """The work of each service and upkeep job."""
    works: dict[JobNumber, Work] = {
        JobNumber(12): Edi(now=now),
        JobNumber(13): Scans(now=now),
        JobNumber(14): ScanResults(now=now),
        JobNumber(16): OrderMails(now=now),
        JobNumber(17): Verification(now=now),
        JobNumber(23): Retention(now=now),
        JobNumber(25): Notifications(now=now),
    }
    return {job: WhereDocuments(work) for job, work in works.items()}
