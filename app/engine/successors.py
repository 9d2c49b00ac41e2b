"""The run that goes on where another was interrupted."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.model.run import LogLine, Run, RunId, Trigger
from app.store import log_lines, runs
from app.store.runs import Asked


def add(connection: sa.Connection, run: Run, *, instance: int, at: datetime) -> RunId:
    """Queue a run that does what is left of this one."""
    asked = Asked(
        agent=run.agent,
        company=run.company,
        job=run.job,
        instance=instance,
        trigger=Trigger.RECOVERY,
        mode=run.mode,
        by=run.by,
        recovers=run.id,
        records=run.records,
    )
    successor = runs.add(connection, asked, at=at)
    text = f"Goes on where run {run.id} was interrupted."
    log_lines.add(connection, [LogLine(run=successor, at=at, level="info", text=text)])
    return successor
