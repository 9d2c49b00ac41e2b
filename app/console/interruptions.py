"""Runs whose process ended without finishing them: which go on, and which need a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.console.runs import Runs
from app.model.history import RunFilter
from app.model.run import Run, RunId, RunStatus

_SUCCESSOR = re.compile(r"Run (\d+) goes on from there")
_MOST = 200
_WELL = (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.STOPPING, RunStatus.SUCCEEDED, RunStatus.WARNING)


@dataclass(frozen=True, kw_only=True)
class Interruption:
    """A run that was cut off, and the one that goes on where it was, if there is one."""

    run: Run
    successor: Run | None

    @property
    def recovered(self) -> bool:
        """Whether nobody has to do anything."""
        return self.successor is not None and self.successor.status in _WELL


def since(runs: Runs, moment: datetime) -> tuple[Interruption, ...]:
    """The interruptions of runs that had begun after a moment, newest first."""
    wanted = RunFilter(statuses=(RunStatus.STOPPED,), since=moment, text="Interrupted: its process ended")
    found = runs.page(limit=_MOST, wanted=wanted)
    numbers = {run.id: int(hit[1]) for run in found if (hit := _SUCCESSOR.search(run.message))}
    successors = {one.id: one for one in runs.some(sorted(numbers.values()))}
    return tuple(Interruption(run=run, successor=successors.get(RunId(numbers.get(run.id, 0)))) for run in found)
