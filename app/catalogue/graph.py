"""What the jobs' dependencies make of them: levels, an order to run in, and who feeds which ARM table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush

from app.model.errors import Fatal
from app.model.job import Job


def levels(jobs: Iterable[Job]) -> dict[str, int]:
    """Each job's level by its documented dependencies: 0 without any, else one above the highest it depends on."""
    by_name = {job.name: job for job in jobs}
    found: dict[str, int] = {}
    waits = {name: [other for other in job.depends_on if other in by_name] for name, job in by_name.items()}
    for name in _sorted(waits):
        found[name] = max((found[other] + 1 for other in waits[name]), default=0)
    return found


def order(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """The jobs so that each comes after what it depends on or refers to by key; ties go by number."""
    by_name = {job.name: job for job in jobs}
    waits = {name: {*job.depends_on, *job.follows} & by_name.keys() for name, job in by_name.items()}
    _sorted(waits)  # refuses a cycle, which would leave jobs out below
    ready = [job.number for job in by_name.values() if not waits[job.name]]
    heapify(ready)
    by_number = {job.number: job for job in by_name.values()}
    result: list[Job] = []
    while ready:
        done = by_number[heappop(ready)]
        result.append(done)
        for name, left in waits.items():
            if done.name in left:
                left.discard(done.name)
                if not left:
                    heappush(ready, by_name[name].number)
    return tuple(result)


def feeders(jobs: Iterable[Job]) -> dict[str, tuple[Job, ...]]:
    """The jobs that write each ARM table, by the table's name."""
    found: dict[str, tuple[Job, ...]] = {}
    for job in jobs:
        for target in dict.fromkeys(table.target for table in job.tables):
            found[target] = (*found.get(target, ()), job)
    return found


def dependents(name: str, *, jobs: Iterable[Job]) -> tuple[Job, ...]:
    """The jobs that wait for this one, directly or through others, in number order."""
    known = tuple(jobs)
    found = {name}
    while more := {job.name for job in known if job.name not in found and found & set(job.depends_on)}:
        found |= more
    return tuple(job for job in known if job.name in found and job.name != name)


def _sorted(graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise Fatal("The jobs cannot be ordered", why=f"they depend on each other in a circle: {circle}") from error
