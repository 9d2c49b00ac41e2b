"""Repairs first: what a writing action does at its start for batches that were cut off."""

from __future__ import annotations

from app.model.profile import Profile
from app.timberline import durable, repairs, sources
from app.timberline.batches import Journals
from app.timberline.workplace import Workplace


def waiting(profile: Profile) -> list[str]:
    """What a dry run says where a repair is waiting."""
    with durable.told("Nothing was done"):
        if Journals(profile.invoices.folder, step=durable.no_step).waiting():
            return ["A batch that was cut off waits for its repair; the next run that is no dry run does it first."]
    return []


def repair(profile: Profile, *, workplace: Workplace) -> list[str]:
    """Settle every batch that was cut off; the folder's lock is held by the caller."""
    journals = Journals(profile.invoices.folder, step=workplace.step)
    if not journals.waiting():
        return []
    with sources.framework(profile, writes=True) as database:
        return repairs.settle_all(journals, database, step=workplace.step)


def repair_locked(profile: Profile, *, workplace: Workplace) -> list[str]:
    """The same, for an action that needs the lock for nothing else."""
    folder = profile.invoices.folder
    with durable.told(repairs.NOT_REPAIRED):
        if not Journals(folder, step=workplace.step).waiting():
            return []
        with durable.locked(folder, wait_s=workplace.lock_wait_s):
            return repair(profile, workplace=workplace)
