"""How a status looks: shape, word and colour, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from app.model.agent import AgentState
from app.model.job import JobStatus
from app.model.run import RunStatus
from ui.words import tr


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Icon, word and colour token of a status; `rank` puts what needs a person first."""

    icon: str
    word: str
    tone: str
    rank: int


_SIGNS = {
    "failed": ("dismiss_circle_filled", "Failed", "failed", 0),
    "warning": ("warning_filled", "Warning", "warning", 1),
    "stopped": ("stop", "Stopped", "warning", 2),
    "waiting": ("hourglass", "Waiting", "scheduled", 3),
    "stopping": ("stop", "Stopping", "running", 4),
    "running": ("play_circle_filled", "Running", "running", 5),
    "queued": ("arrow_circle_right", "Queued", "running", 6),
    "scheduled": ("clock", "Scheduled", "scheduled", 7),
    "succeeded": ("checkmark_circle_filled", "Succeeded", "succeeded", 8),
    "disabled": ("subtract_circle", "Disabled", "disabled", 9),
    "unreachable": ("plug_disconnected", "Not running", "failed", 0),
    "draining": ("hourglass", "Draining", "warning", 1),
    "paused": ("pause_circle", "Paused", "warning", 2),
}


@cache
def sign_of(status: JobStatus | RunStatus | AgentState | Enum) -> Sign:
    """The sign of a job's, a run's or an agent's status."""
    icon, word, tone, rank = _SIGNS[str(status.value)]
    return Sign(icon=icon, word=tr(word), tone=tone, rank=rank)
