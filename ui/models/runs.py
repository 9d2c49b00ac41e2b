"""The history of runs: who started it, how it went, and counters that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from app.model.job import JobNumber
from app.model.run import Run, RunMode, Trigger
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.theme.statuses import sign_of
from ui.words import tr

Clock = Callable[[], datetime]
Names = Callable[[], Mapping[JobNumber, str]]
_COUNTER_WIDTHS = {"unchanged": 84, "inserted": 70, "updated": 72, "skipped": 70}  # as wide as their titles
_EXTRA = ("deleted", "unchanged", "skipped")  # shown when asked for; the tooltip of each counter tells them
_TRIGGERS: Mapping[Trigger, Callable[[], str]] = {
    Trigger.SCHEDULE: lambda: tr("schedule"),
    Trigger.DEPENDENCY: lambda: tr("another job"),
    Trigger.RECOVERY: lambda: tr("recovery"),
    Trigger.RETRY: lambda: tr("retry"),
    Trigger.FETCH: lambda: tr("fetch"),
}


def runs_model(*, clock: Clock, names: Names | None = None, parent: QObject) -> RowsModel[Run]:
    """An empty history, newest first; with `names` it tells the job of each run."""

    def haystack(run: Run) -> str:
        job = names().get(run.job, "") if names else ""
        word = sign_of(run.status).word
        return f"{run.id} {run.job} {job} {word} {run.company} {triggered(run)} {run.message}"

    return RowsModel(
        run_columns(clock, names=names),
        key=lambda run: run.id,
        tie=lambda run: -run.id,
        haystack=haystack,
        parent=parent,
    )


def run_columns(clock: Clock, *, names: Names | None) -> tuple[Column[Run], ...]:
    """Identity, outcome and counters."""
    job = (
        Column[Run](
            key="job",
            title=tr("Job"),
            text=lambda run: f"{run.job} {names().get(run.job, '') if names else ''}".strip(),
            sort=lambda run: run.job,
            width=170,
        ),
    )
    identity = _identity(clock)
    return (identity[0], *(job if names else ()), *identity[1:], *_outcome(), *_counters(), _message())


def _identity(clock: Clock) -> tuple[Column[Run], ...]:
    return (
        Column(
            key="id",
            title=tr("Run"),
            text=lambda run: str(run.id),
            sort=lambda run: run.id,
            width=56,
            right=True,
            tone="muted",
        ),
        Column(
            key="started",
            title=tr("Started"),
            text=lambda run: words.day_and_time(run.started, now=clock()) if run.started else tr("not yet"),
            sort=lambda run: run.started.timestamp() if run.started else 0.0,
            width=116,
            tip=lambda run: f"{tr('Queued')} {words.exactly(run.queued)}\n{tr('Ended')} {words.exactly(run.ended)}",
        ),
        Column(
            key="took",
            title=tr("Took"),
            text=lambda run: words.duration(took(run)),
            sort=lambda run: (run.ended - run.started).total_seconds() if run.started and run.ended else 0.0,
            width=72,
            right=True,
        ),
    )


def _outcome() -> tuple[Column[Run], ...]:
    return (
        Column(
            key="status",
            title=tr("Status"),
            text=lambda run: sign_of(run.status).word,
            sort=lambda run: sign_of(run.status).rank,
            width=112,
            icon=lambda run: sign_of(run.status).icon,
            tone=lambda run: sign_of(run.status).tone,
            tip=lambda run: run.message or sign_of(run.status).word,
        ),
        Column(key="company", title=tr("Company"), text=lambda run: run.company, width=76),
        Column(key="trigger", title=tr("Started by"), text=triggered, width=88, tone="muted"),
    )


def _counters() -> tuple[Column[Run], ...]:
    titles = {
        "read": tr("Read"),
        "failed": tr("Failed"),
        "inserted": tr("Inserted"),
        "updated": tr("Updated"),
        "deleted": tr("Deleted"),
        "unchanged": tr("Unchanged"),
        "skipped": tr("Skipped"),
    }
    return tuple(_counter(key, title=title) for key, title in titles.items())


def _counter(key: str, *, title: str) -> Column[Run]:
    def value(run: Run) -> int:
        return int(getattr(run.counters, key))

    return Column(
        key=key,
        title=title,
        text=lambda run: words.number(value(run)),
        sort=value,
        width=_COUNTER_WIDTHS.get(key, 66),
        right=True,
        extra=key in _EXTRA,
        tip=added_up,
        tone=lambda run: ("failed" if key == "failed" else "text") if value(run) else "faint",
    )


def _message() -> Column[Run]:
    return Column(
        key="message",
        title=tr("Message"),
        text=lambda run: run.message,
        width=150,
        stretch=True,
        tip=lambda run: run.message,
        tone="muted",
    )


def added_up(run: Run) -> str:
    """Every record read in its bucket, as a sum."""
    counters = run.counters
    buckets = (
        (counters.inserted, tr("Inserted")),
        (counters.updated, tr("Updated")),
        (counters.unchanged, tr("Unchanged")),
        (counters.failed, tr("Failed")),
        (counters.skipped, tr("Skipped")),
    )
    told = " + ".join(f"{words.number(count)} {title.lower()}" for count, title in buckets if count) or "0"
    swept = f"\n{words.number(counters.deleted)} {tr('Deleted').lower()}" if counters.deleted else ""
    return f"{words.number(counters.read)} {tr('Read').lower()} = {told}{swept}"


def took(run: Run) -> timedelta | None:
    """How long the run took, or None while it runs."""
    return run.ended - run.started if run.started and run.ended else None


def triggered(run: Run) -> str:
    """Who or what started the run, in words."""
    named = (run.by or tr("a user")) if run.trigger is Trigger.USER else _TRIGGERS[run.trigger]()
    return f"{named}, {tr('full sync')}" if run.mode is RunMode.FULL else named
