"""The jobs grid: its nine columns, in the order and with the titles of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from app.model.event import RunChanged
from app.model.job import JobNumber, JobRow, JobStatus
from app.model.run import RunStatus
from ui import words
from ui.models.columns import CellButton, Column, blank
from ui.models.health import health, reasons
from ui.models.rows import RowsModel
from ui.theme.statuses import sign_of
from ui.words import tr

Clock = Callable[[], datetime]
_NEVER = datetime.max.replace(tzinfo=UTC)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LIVE = (JobStatus.RUNNING, JobStatus.STOPPING, JobStatus.QUEUED)
JobsModel = RowsModel["GridRow"]


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A job with the names of what it depends on and the newest news of its running run."""

    job: JobRow
    depends_on: tuple[str, ...] = ()
    news: RunChanged | None = None

    @property
    def running(self) -> bool:
        """Whether something could be stopped."""
        return self.job.status in _LIVE


def grid_rows(jobs: tuple[JobRow, ...], *, news: Mapping[JobNumber, RunChanged]) -> list[GridRow]:
    """The grid's rows, with dependencies by name."""
    names = {job.number: job.name for job in jobs}
    return [
        GridRow(
            job=job,
            depends_on=tuple(f"{number} {names.get(number, '')}".strip() for number in job.depends_on),
            news=news.get(job.number) if job.status in (JobStatus.RUNNING, JobStatus.STOPPING) else None,
        )
        for job in jobs
    ]


def jobs_model(*, clock: Clock, parent: QObject) -> RowsModel[GridRow]:
    """An empty grid."""
    return RowsModel(
        job_columns(clock),
        key=lambda row: row.job.number,
        tie=lambda row: row.job.number,
        haystack=haystack,
        parent=parent,
    )


def haystack(row: GridRow) -> str:
    """What the filter box looks through: number, name, status, dependencies, and marks like full sync."""
    job = row.job
    marks = (tr("full sync") if job.full_sync else "", tr("failed records") if job.open_failures else "")
    return " ".join((str(job.number), job.name, sign_of(job.status).word, *row.depends_on, *marks))


def job_columns(clock: Clock) -> tuple[Column[GridRow], ...]:
    """The columns of the contract."""
    return (*_identity(), *_times(clock), *_state(clock))


def _identity() -> tuple[Column[GridRow], ...]:
    return (
        Column(
            key="menu",
            title="",
            text=blank,
            sort=lambda row: row.job.number,
            width=40,
            buttons=lambda _row: (CellButton(name="menu", icon="more_vertical", tip=tr("Actions of this job")),),
            spoken=lambda _row: tr("menu of the actions"),
        ),
        Column(
            key="job",
            title=tr("Job"),
            text=lambda row: f"{row.job.number} {row.job.name}",
            sort=lambda row: row.job.number,
            width=244,
            tip=lambda row: f"{row.job.number} {row.job.name}\n{row.job.description}",
            tone=lambda row: "text" if row.job.enabled else "disabled",
        ),
        Column(
            key="interval",
            title=tr("Interval"),
            text=lambda row: words.interval(row.job.interval),
            sort=lambda row: row.job.interval,
            width=80,
            tip=lambda row: f"{words.every(row.job.interval)} ({int(row.job.interval.total_seconds())} s)",
            tone=lambda row: "text" if row.job.enabled else "disabled",
        ),
    )


def _times(clock: Clock) -> tuple[Column[GridRow], ...]:
    return (
        Column(
            key="last_run",
            title=tr("Last Run Time"),
            text=lambda row: words.ago(row.job.last_run, now=clock()),
            sort=lambda row: row.job.last_run or _EARLIEST,
            width=142,
            tip=lambda row: words.exactly(row.job.last_run),
            tone=lambda row: "text" if row.job.last_run else "faint",
        ),
        Column(
            key="next_run",
            title=tr("Next Run Time"),
            text=lambda row: words.until(row.job.next_run, now=clock()) if row.job.enabled else "–",
            sort=lambda row: (row.job.next_run if row.job.enabled else None) or _NEVER,
            width=142,
            tip=lambda row: words.exactly(row.job.next_run) if row.job.next_run else tr("not planned"),
            tone=lambda row: "text" if row.job.enabled and row.job.next_run else "faint",
        ),
    )


def _state(clock: Clock) -> tuple[Column[GridRow], ...]:
    return (
        Column(
            key="status",
            title=tr("Status"),
            text=lambda row: sign_of(row.job.status).word,
            sort=lambda row: sign_of(row.job.status).rank,
            width=168,
            icon=lambda row: sign_of(row.job.status).icon,
            tone=lambda row: sign_of(row.job.status).tone,
            note=_status_note,
            progress=_fraction,
            tip=lambda row: _status_tip(row, now=clock()),
            spoken=lambda row: f"{sign_of(row.job.status).word} {_status_note(row)}".strip(),
        ),
        Column(
            key="dependencies",
            title=tr("Dependencies"),
            text=lambda row: ", ".join(row.depends_on) or "–",
            sort=lambda row: (len(row.depends_on), row.job.depends_on),
            width=190,
            stretch=True,
            tip=lambda row: "\n".join(row.depends_on) or tr("This job depends on no other."),
            tone=lambda row: "muted" if row.depends_on else "faint",
            spoken=lambda row: ", ".join(row.depends_on) or tr("none"),
        ),
        Column(
            key="instance",
            title=tr("Instance #"),
            text=lambda row: str(row.job.instance),
            sort=lambda row: row.job.instance,
            width=84,
            right=True,
        ),
        Column(
            key="action",
            title=tr("Action"),
            text=blank,
            sort=lambda row: row.job.number,
            width=104,
            buttons=_action_buttons,
            spoken=lambda _row: tr("run now, request full data sync in company, cancel full data sync"),
        ),
    )


def _action_buttons(row: GridRow) -> tuple[CellButton, ...]:
    blocked = bool(row.job.full_sync)
    return (
        CellButton(name="runNow", icon="play", tip=tr("Run Now"), tint="accent"),
        CellButton(name="requestFullSync", icon="arrow_sync", tip=tr("Request full data sync in company")),
        CellButton(
            name="cancelFullSync",
            icon="arrow_sync_off",
            tip=tr("Cancel full data sync") if blocked else tr("No full data sync is requested or running"),
            enabled=blocked,
            tint="warning",
        ),
    )


def _status_note(row: GridRow) -> str:
    if row.news and row.news.run.status is RunStatus.RUNNING:
        read = row.news.run.counters.read
        done = _fraction(row)
        return f"{done:.0%}" if done is not None else words.counted(read, one="record", many="records")
    if row.job.open_failures:
        return f"{words.number(row.job.open_failures)} {tr('failed')}"
    return tr("full sync") if row.job.full_sync else ""


def _fraction(row: GridRow) -> float | None:
    news = row.news
    if news is None or not news.total or news.run.status is not RunStatus.RUNNING:
        return None
    return min(news.run.counters.read / news.total, 1.0)


def _status_tip(row: GridRow, *, now: datetime) -> str:
    lines = [f"{sign_of(row.job.status).word} · {health(row.job, now=now)}", *reasons(row.job, now=now)]
    if row.job.full_sync:
        lines.append(f"{tr('Full data sync requested or running in')} {', '.join(row.job.full_sync)}")
    if row.news:
        counters = row.news.run.counters
        lines.append(f"{row.news.table}: {words.counted(counters.read, one='record read', many='records read')}")
    return "\n".join(lines)
