"""The audit, read only: list and verify."""

from __future__ import annotations

from datetime import datetime

from app.engine.engine import Engine
from app.model.audit import AuditRow, Verdict
from app.model.role import Role
from app.store import audit


class Audit:
    """Who did what, from where, when and why."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._acting = engine.store, engine.acting

    def page(
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        since: datetime | None = None,
        who: str | None = None,
        agent: str | None = None,
        action: str | None = None,
        what: str | None = None,
    ) -> tuple[AuditRow, ...]:
        """Rows, newest first; words match any part, whatever their case."""
        self._acting.require(Role.VIEWER, "Listing the audit")
        with self._store.read() as connection:
            return audit.page(
                connection,
                limit=limit,
                before=before,
                since=since,
                who=who,
                agent=agent,
                action=action,
                object=what,
            )

    def verify(self, *, expect: tuple[int, str] | None = None) -> Verdict:
        """Count the whole chain again; `expect` is a row's number and hash that were noted elsewhere."""
        self._acting.require(Role.VIEWER, "Verifying the audit")
        with self._store.read() as connection:
            return audit.verify(connection, expect=expect)
