"""The 60 jobs as data, a module a subject; a new job touches one of them and nothing else."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.model.errors import UsageError
from app.model.job import Job


@cache
def load() -> tuple[Job, ...]:
    """Every job that a module of this package declares in JOBS, by number."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    jobs: list[Job] = []
    for module in modules:
        jobs.extend(getattr(module, "JOBS", ()))
    return tuple(sorted(jobs, key=lambda job: job.number))


def job(number: int) -> Job:
    """The job of this number; raises UsageError."""
    found = next((one for one in load() if one.number == number), None)
    if found is None:
        raise UsageError(
            f"There is no job {number}",
            why=f"the jobs are numbered from {load()[0].number} to {load()[-1].number}",
            remedy="`tieline jobs list` shows them all.",
        )
    return found


def named(name: str) -> Job:
    """The job of this name or key, whatever its case; raises UsageError with the nearest right name."""
    wanted = name.strip().casefold()
    for one in load():
        if wanted in (one.name.casefold(), one.key.casefold(), *(old.casefold() for old in one.was)):
            return one
    near = get_close_matches(wanted, [one.name.casefold() for one in load()], n=1, cutoff=0.4)
    right = next((one.name for one in load() if near and one.name.casefold() == near[0]), None)
    raise UsageError(
        f"There is no job called {name!r}",
        remedy=f"Did you mean {right!r}?" if right else "`tieline jobs list` shows them all.",
    )
