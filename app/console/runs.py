"""The history of runs and their logs."""

from __future__ import annotations

from app.model.run import LogLine, Run


class Runs:
    """Every run of this store."""

    def page(
        self, *, agent: str | None = None, job: int | None = None, limit: int = 100, before: int | None = None
    ) -> tuple[Run, ...]:
        """Runs, newest first; `before` is the id to go on from."""
        raise NotImplementedError

    def count(self, *, agent: str | None = None, job: int | None = None) -> int:
        """How many runs there are."""
        raise NotImplementedError

    def one(self, number: int) -> Run:
        """One run; UsageError if there is none with this id."""
        raise NotImplementedError

    def log(self, number: int, *, limit: int = 10_000, after: int = 0) -> tuple[LogLine, ...]:
        """The run's log, oldest first; `after` skips that many lines."""
        raise NotImplementedError
