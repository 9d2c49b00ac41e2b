"""News of the engine, as frozen values on one feed."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.run import LogLine, Run


@dataclass(frozen=True, kw_only=True)
class RunChanged:
    """A run was queued, started, moved on or ended."""

    run: Run
    table: str = ""
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class LineLogged:
    """A run logged a line."""

    line: LogLine


Event = RunChanged | LineLogged
