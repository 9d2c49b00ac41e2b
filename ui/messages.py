"""Every sentence that several pages say, in one place: what happened, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.model.errors import TielineError
from app.model.event import RunChanged
from app.model.job import JobRow
from app.model.report import RunReport, Waiting
from ui import words
from ui.words import tr

NO_SCREEN = (
    "The window was not opened: this machine has no screen that can be reached. "
    "Start it in a desktop session, or do the same work without a window: `tieline demo`, `tieline agent run NAME`."
)


def refusal(error: TielineError) -> str:
    """An error in the three parts of its sentence."""
    return str(error)


def named(job: JobRow) -> str:
    """A job as people call it: number and name."""
    return f"{job.number} {job.name}"


def asked_to_run(jobs: Sequence[JobRow], *, report: RunReport) -> tuple[str, str]:
    """What became of *run now*, and its tone."""
    if not report.waiting:
        who = named(jobs[0]) if len(jobs) == 1 else words.counted(len(jobs), one="job", many="jobs")
        return f"{who}: {tr('handed to the agent.')}", "succeeded"
    names = {job.number: named(job) for job in jobs}
    told = [waits(one, name=names.get(one.job, str(one.job))) for one in report.waiting]
    return "\n".join(dict.fromkeys(told)), "warning"


def waits(waiting: Waiting, *, name: str) -> str:
    """Why a job that was asked for does not start now."""
    if not waiting.reasons:
        return f"{name} {tr('waits')}."
    first = waiting.reasons[0]
    more = len(waiting.reasons) - 1
    rest = f" {tr('And')} {words.counted(more, one='more reason', many='more reasons')}." if more else ""
    return f"{name} {tr('waits')}: {first.text} {first.clears}{rest}"


def progress(news: RunChanged, *, now: datetime) -> str:
    """How far a running run is: rows, rate and time left, and that the window may be closed."""
    run = news.run
    parts = [f"{tr('Run')} {run.id}", tr("running"), news.table]
    read = run.counters.read
    parts.append(
        f"{words.number(read)} {tr('of')} {words.number(news.total)}"
        if news.total
        else words.counted(read, one="record", many="records")
    )
    seconds = (now - run.started).total_seconds() if run.started else 0.0
    if read and seconds >= 1:
        rate = read / seconds
        parts.append(f"{words.number(round(rate))}/{tr('s')}")
        if news.total and news.total > read:
            left = timedelta(seconds=round((news.total - read) / rate) or 1)
            parts.append(f"{words.interval(left)} {tr('left')}")
    return " · ".join(part for part in parts if part)


def report_lines(jobs: Sequence[JobRow], *, report: RunReport) -> list[str]:
    """One line a job: what became of it."""
    waiting = {one.job: one for one in report.waiting}
    return [
        waits(waiting[job.number], name=named(job)) if job.number in waiting else f"{named(job)}: {tr('queued')}"
        for job in jobs
    ]
