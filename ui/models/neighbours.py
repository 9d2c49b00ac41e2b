"""Who a job depends on and who depends on it, level by level, and the same as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.job import JobNumber, JobRow


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Jobs by distance: negative levels come before the job, positive ones after it."""

    levels: Mapping[int, tuple[JobRow, ...]]
    edges: tuple[tuple[JobNumber, JobNumber], ...]  # from, to

    @property
    def before(self) -> int:
        """How many jobs the job depends on, directly or not."""
        return sum(len(rows) for level, rows in self.levels.items() if level < 0)

    @property
    def after(self) -> int:
        """How many jobs depend on it, directly or not."""
        return sum(len(rows) for level, rows in self.levels.items() if level > 0)


def neighbours(job: JobRow, *, jobs: Mapping[JobNumber, JobRow]) -> Neighbours:
    """The documented dependencies around one job."""
    up = {number: tuple(n for n in row.depends_on if n in jobs) for number, row in jobs.items()}
    down: dict[JobNumber, tuple[JobNumber, ...]] = dict.fromkeys(jobs, ())
    for number, needs in up.items():
        for need in needs:
            down[need] = (*down[need], number)
    levels = {-level: rows for level, rows in _levels(job.number, links=up).items()}
    levels |= _levels(job.number, links=down)
    placed = {number for numbers in levels.values() for number in numbers}
    edges = tuple((need, number) for number in sorted(placed) for need in up[number] if need in placed)
    return Neighbours(
        levels={level: tuple(jobs[n] for n in sorted(numbers)) for level, numbers in sorted(levels.items())},
        edges=edges,
    )


def _levels(start: JobNumber, *, links: Mapping[JobNumber, tuple[JobNumber, ...]]) -> dict[int, set[JobNumber]]:
    """Each reachable job at its longest distance, so that every line points one way."""
    depth = {start: 0}
    open_ends = [start]
    while open_ends:
        number = open_ends.pop(0)
        for other in links.get(number, ()):
            if depth.get(other, -1) < depth[number] + 1 and depth[number] < len(links):
                depth[other] = depth[number] + 1
                open_ends.append(other)
    levels: dict[int, set[JobNumber]] = {}
    for number, level in depth.items():
        levels.setdefault(level, set()).add(number)
    return levels


def as_text(job: JobRow, *, jobs: Mapping[JobNumber, JobRow]) -> str:
    """The tree in both directions as indented text."""
    lines = [f"{job.number} {job.name}", "depends on:"]
    lines += _branch(job.number, links={n: row.depends_on for n, row in jobs.items()}, jobs=jobs, depth=1)
    down: dict[JobNumber, tuple[JobNumber, ...]] = {}
    for number, row in jobs.items():
        for need in row.depends_on:
            down[need] = (*down.get(need, ()), number)
    lines += ["is needed by:", *_branch(job.number, links=down, jobs=jobs, depth=1)]
    return "\n".join(lines)


def _branch(
    number: JobNumber,
    *,
    links: Mapping[JobNumber, tuple[JobNumber, ...]],
    jobs: Mapping[JobNumber, JobRow],
    depth: int,
) -> list[str]:
    lines: list[str] = []
    for other in links.get(number, ()):
        if other in jobs and depth < 12:
            lines.append(f"{'  ' * depth}{other} {jobs[other].name}")
            lines += _branch(other, links=links, jobs=jobs, depth=depth + 1)
    return lines or ([f"{'  ' * depth}none"] if depth == 1 else [])
