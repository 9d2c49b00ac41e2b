"""Failed records grouped by cause: what is wrong is told once, with counts and dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.failure import FailedRecord
from app.model.job import JobNumber
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
Names = Callable[[], Mapping[JobNumber, str]]
Fingerprint = tuple[str, JobNumber, str, str, str]
_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\b\d[\d.,:-]*\b")


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Failed records that fail for one and the same reason."""

    fingerprint: Fingerprint
    job: JobNumber
    table: str
    field: str | None
    reason: str  # of the newest record
    failures: tuple[FailedRecord, ...]

    @property
    def first_seen(self) -> datetime:
        """When the first of them failed."""
        return min(failure.first_seen for failure in self.failures)

    @property
    def last_seen(self) -> datetime:
        """When the newest of them failed first."""
        return max(failure.first_seen for failure in self.failures)


def fingerprint(failure: FailedRecord) -> Fingerprint:
    """What failures of one cause have in common: values and numbers in the reason do not count."""
    reason = _PARTICULAR.sub("…", failure.reason)
    return (str(failure.agent), failure.job, failure.table, failure.field or "", reason)


def causes(failures: Iterable[FailedRecord]) -> list[Cause]:
    """The failures by cause, the largest group first."""
    groups: dict[Fingerprint, list[FailedRecord]] = defaultdict(list)
    for failure in failures:
        groups[fingerprint(failure)].append(failure)
    found = [_cause(mark, tuple(group)) for mark, group in groups.items()]
    return sorted(found, key=lambda cause: (-len(cause.failures), cause.job, cause.reason))


def causes_model(*, clock: Clock, names: Names, parent: QObject) -> RowsModel[Cause]:
    """An empty list of causes."""
    return RowsModel(
        _columns(clock, names),
        key=lambda cause: cause.fingerprint,
        tie=lambda cause: (-len(cause.failures), cause.job, cause.reason),
        haystack=_haystack,
        parent=parent,
    )


def _cause(mark: Fingerprint, group: tuple[FailedRecord, ...]) -> Cause:
    newest = max(group, key=lambda failure: failure.first_seen)
    return Cause(
        fingerprint=mark,
        job=newest.job,
        table=newest.table,
        field=newest.field,
        reason=newest.reason,
        failures=group,
    )


def _columns(clock: Clock, names: Names) -> tuple[Column[Cause], ...]:
    return (
        Column(
            key="count",
            title=tr("Records"),
            text=lambda cause: words.number(len(cause.failures)),
            sort=lambda cause: len(cause.failures),
            width=84,
            right=True,
            tone="failed",
        ),
        Column(
            key="reason",
            title=tr("Cause"),
            text=lambda cause: cause.reason,
            width=320,
            stretch=True,
            tip=lambda cause: cause.reason,
        ),
        Column(
            key="job",
            title=tr("Job"),
            text=lambda cause: f"{cause.job} {names().get(cause.job, '')}".strip(),
            sort=lambda cause: cause.job,
            width=190,
        ),
        Column(
            key="field",
            title=tr("Field"),
            text=lambda cause: f"{cause.table}.{cause.field}" if cause.field else cause.table,
            width=180,
            tone="muted",
        ),
        *_dates(clock),
    )


def _dates(clock: Clock) -> tuple[Column[Cause], ...]:
    return (
        Column(
            key="first_seen",
            title=tr("First seen"),
            text=lambda cause: words.ago(cause.first_seen, now=clock()),
            sort=lambda cause: cause.first_seen,
            width=130,
            tone="muted",
        ),
        Column(
            key="last_seen",
            title=tr("Last seen"),
            text=lambda cause: words.ago(cause.last_seen, now=clock()),
            sort=lambda cause: cause.last_seen,
            width=130,
            tone="muted",
        ),
    )


def _haystack(cause: Cause) -> str:
    keys = " ".join(str(value) for failure in cause.failures for value in failure.key.values())
    return f"{cause.job} {cause.table} {cause.field or ''} {cause.reason} {keys}"
