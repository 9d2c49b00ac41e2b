"""What part of the history is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.model.run import RunStatus, Trigger


@dataclass(frozen=True, kw_only=True)
class RunFilter:
    """Runs that pass every condition given; `text` is looked for in message, company, user and the jobs named."""

    statuses: tuple[RunStatus, ...] = ()
    trigger: Trigger | None = None
    since: datetime | None = None  # started, or queued while it has not started
    until: datetime | None = None
    text: str = ""
    jobs: tuple[int, ...] = ()  # jobs whose names hold the text too


@dataclass(frozen=True, kw_only=True)
class LineFilter:
    """Log lines of at least a level that hold a text."""

    level: str = "info"
    text: str = ""
