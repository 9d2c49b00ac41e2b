"""Failed records that are still open."""

from __future__ import annotations

from app.model.failure import FailedRecord


class Failures:
    """What could not be brought over, in every company of an agent or of all."""

    def page(self, *, agent: str | None = None, job: int | None = None) -> tuple[FailedRecord, ...]:
        """Open failed records, by job, company and table."""
        raise NotImplementedError
