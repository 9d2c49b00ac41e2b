"""The action analyse: looks up every job's codes, changes nothing."""

from __future__ import annotations

from app.model.profile import Profile
from app.model.timberline import Action, ActionResult, Total
from app.timberline import claims as selection
from app.timberline import codes, framework, ledger, results, sources
from app.timberline.workplace import Workplace


def run(profile: Profile, *, workplace: Workplace, dry_run: bool = False) -> ActionResult:
    """Select, decide, show."""
    draft = results.Draft(Action.ANALYSE, profile=profile.name, dry_run=dry_run, clock=workplace.clock)
    with sources.framework(profile) as database, database.connect() as connection:
        known = framework.tables(connection)
        found = framework.claims(connection, known, framework.FOR_ANALYSIS, running=True)
        claims = [claim for claim in found if selection.for_analysis(claim, profile.criteria)]
    with sources.timberline(profile) as database, database.connect() as connection:
        lists = ledger.codes(connection, profile.tables)
    jobs = codes.analyse(claims, codes=lists, analysis=profile.analysis)
    rows = tuple(job.row() for job in jobs.values())
    buckets = results.summed(rows)
    results.require_sum(buckets, population=Total(count=len({claim.job_id for claim in claims})))
    return draft.finished(rows, buckets=buckets)
