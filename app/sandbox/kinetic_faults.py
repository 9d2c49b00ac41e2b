"""Faults of the Kinetic double that can be switched on: what happens to which request, how often."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from threading import Lock


class FaultKind(Enum):
    """What goes wrong."""

    LATENCY = "latency"  # the answer comes `seconds` late
    STATUS = "status"  # an HTTP error instead of the work
    LATE_STATUS = "late-status"  # the work is done, then an HTTP error is answered
    CUT_BEFORE = "cut-before"  # the connection breaks, nothing was done
    CUT_AFTER = "cut-after"  # the connection breaks after the work was done
    UPDATE_ERROR = "update-error"  # a BOUpdError in an answer of status 200


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault; `path` is a pattern searched in `Service/Method`, `times` how often it strikes."""

    kind: FaultKind
    path: str = "."
    times: int = 1
    after: int = 0  # spare so many matching requests first
    status: int = 500
    seconds: float = 0.0
    text: str = "The server could not complete the request."


class Faults:
    """The faults that are switched on; any thread may add and take."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._on: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Switch a fault on."""
        with self._lock:
            self._on.append(fault)

    def clear(self) -> None:
        """Switch every fault off."""
        with self._lock:
            self._on.clear()

    def take(self, path: str) -> Fault | None:
        """The fault that strikes this request, if any; it is used up by one."""
        with self._lock:
            for index, fault in enumerate(self._on):
                if not re.search(fault.path, path):
                    continue
                if fault.after:
                    self._on[index] = replace(fault, after=fault.after - 1)
                    continue
                if fault.times > 1:
                    self._on[index] = replace(fault, times=fault.times - 1)
                else:
                    del self._on[index]
                return fault
        return None
