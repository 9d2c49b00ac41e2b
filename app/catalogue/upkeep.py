"""The jobs about ARM's own housekeeping and the first stage of sending."""

from __future__ import annotations

from datetime import timedelta

from app.model.job import Direction, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(23),
        key="log_data_retention",
        name="Log Data Retention",
        description="Removes log entries that are older than the time they are kept.",
        direction=Direction.INTERNAL,
        interval=timedelta(days=1),
    ),
    Job(
        number=JobNumber(25),
        key="reset_draft_invoice_notification_tracking",
        name="Reset Draft Invoice Notification Tracking",
        description="Clears the marks that stop repeated reminders about draft invoices, so that reminders can go out "
        "again.",
        direction=Direction.INTERNAL,
        interval=timedelta(days=1),
    ),
    Job(
        number=JobNumber(46),
        key="create_e9_transactions",
        name="Create E9 Transactions",
        description="Turns approved ARM documents into transactions that wait to be sent to the ERP.",
        direction=Direction.INTERNAL,
        interval=timedelta(minutes=1),
        depends_on=("Company",),
    ),
)
