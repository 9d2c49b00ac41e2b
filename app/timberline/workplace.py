"""What every action is handed: the time, and the boundaries at which tests may end the process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from app.timberline.durable import LOCK_WAIT_S, Step, no_step


@contextmanager
def undisturbed() -> Generator[None]:
    """Let the collector of cycles rest: an action makes values by the hundred thousand, and no cycles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
