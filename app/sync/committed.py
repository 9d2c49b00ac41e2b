"""What the last run of a job had committed in ARM, however it ended: the truth about a run whose process was killed."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from app.model.agent import Company
from app.model.job import JobNumber
from app.model.run import Counters, RunId
from app.sync.books import PROGRESS
from app.sync.failed import read_books


def committed(company: Company, *, job: JobNumber, run: RunId, store: str) -> Counters | None:
    """The run's counters as they stand beside its rows; None if another run has worked since."""
    mine = (PROGRESS.c.company == company.code, PROGRESS.c.job == job, PROGRESS.c.run == run, PROGRESS.c.store == store)
    names = list(asdict(Counters()))
    found = read_books(company, sa.select(*(PROGRESS.c[name] for name in names)).where(*mine))
    return Counters(**dict(zip(names, found[0], strict=True))) if found else None
