"""How well a job is: last result, freshness, failed records and next run, as one of four levels with the reasons."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.model.job import JobRow, JobStatus
from ui import words
from ui.words import tr

_BUSY = (JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.STOPPING)
_LATE_AT_LEAST = timedelta(minutes=2)


def health(job: JobRow, *, now: datetime) -> str:
    """Rests, good, worth a look, or needs you."""
    if not job.enabled:
        return tr("rests")
    if job.status is JobStatus.FAILED or late(job, now=now):
        return tr("to be cleared up")
    if job.open_failures or job.status in (JobStatus.WARNING, JobStatus.STOPPED):
        return tr("worth a look")
    return tr("healthy")


def late(job: JobRow, *, now: datetime) -> timedelta | None:
    """By how much the job is late, if it is: more than its interval past its due time."""
    if not job.enabled or job.next_run is None or job.status in _BUSY:
        return None
    over = now - job.next_run
    return over if over > max(job.interval, _LATE_AT_LEAST) else None


def reasons(job: JobRow, *, now: datetime) -> list[str]:
    """What the level is told from."""
    found = [words.phrase("Last run: {when}", when=words.ago(job.last_run, now=now))]
    over = late(job, now=now)
    if over:
        found.append(words.phrase("Late by {span}", span=words.interval(over)))
    elif job.enabled:
        found.append(words.phrase("Next run: {when}", when=words.until(job.next_run, now=now)))
    if job.open_failures:
        found.append(words.counted(job.open_failures, one="failed record is open", many="failed records are open"))
    return found
