"""What every action is handed: the time, and the boundaries at which tests may end the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.timberline.durable import LOCK_WAIT_S, Step, no_step


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """The surroundings of an action; `clock` gives aware times in the machine's zone."""

    clock: Callable[[], datetime] = _now
    step: Step = no_step
    lock_wait_s: float = LOCK_WAIT_S

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.clock().date()
