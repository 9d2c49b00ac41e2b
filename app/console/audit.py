"""The audit, read only: list, verify, and write into a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from app.engine.engine import Engine
from app.model import cells
from app.model.audit import Anchor, AuditRow, Verdict
from app.model.errors import Fatal
from app.model.role import Role
from app.store import audit

_PAGE = 2000
_COLUMNS = ("number", "time (UTC)", "who", "machine", "agent", "action", "object", "note", "before", "after", "result",
            "hash")  # fmt: skip


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
        text: str | None = None,
    ) -> tuple[AuditRow, ...]:
        """Rows, newest first; words match any part, whatever their case; `text` may be in any column."""
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
                text=text,
            )

    def digest(self) -> tuple[Anchor, ...]:
        """The last row of every day, oldest first: to be kept where nobody who can write the store can write."""
        self._acting.require(Role.VIEWER, "Reading the digest of the audit")
        with self._store.read() as connection:
            return audit.days(connection)

    def verify(self, *, expect: Mapping[int, str] | None = None) -> Verdict:
        """Count the whole chain again; `expect` are numbers of rows and their hashes that were noted elsewhere."""
        self._acting.require(Role.VIEWER, "Verifying the audit")
        with self._store.read() as connection:
            return audit.verify(connection, expect=expect)

    def export(
        self, to: Path, *, since: datetime | None = None, action: str | None = None, text: str | None = None
    ) -> int:
        """Write every row that passes into a CSV file, oldest last; how many there are."""
        count, before = 0, None
        try:
            with to.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(_COLUMNS)
                while rows := self.page(limit=_PAGE, before=before, since=since, action=action, text=text):
                    writer.writerows(_cells(row) for row in rows)
                    count, before = count + len(rows), rows[-1].id
        except OSError as error:
            why = f"{to}: {error.strerror or error}"
            raise Fatal("The audit was not written", why=why, remedy="Choose another folder.") from error
        return count


def _cells(row: AuditRow) -> list[str]:
    values = (
        str(row.id), f"{row.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}", row.who, row.host, row.agent, row.action, row.what,
        row.note, _json(row.before), _json(row.after), row.result.value, row.hash,
    )  # fmt: skip
    return [cells.as_text(value) for value in values]


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
