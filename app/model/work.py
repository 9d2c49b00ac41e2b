"""What a kind of job and the engine say to each other while a run goes on."""

from __future__ import annotations

from typing import Protocol

from app.model.run import Counters, RunOrder


class RunContext(Protocol):
    """The engine's side of a run, handed to the code that does the work."""

    @property
    def order(self) -> RunOrder:
        """What is to be done."""
        ...

    def check(self) -> None:
        """Raise Stopped if the run was asked to stop or belongs to another process now; called between batches."""
        ...

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None:
        """Tell how far the run is: counters of the whole run so far, `total` records expected in `table` if known."""
        ...

    def log(self, text: str, *, level: str = "info") -> None:
        """Add a line to the run's log."""
        ...


class Work(Protocol):
    """One way of doing runs: inbound, outbound, service, upkeep."""

    def run(self, context: RunContext) -> Counters:
        """Do the run to its end and return its counters; raises Stopped, Fatal or Transient."""
        ...
