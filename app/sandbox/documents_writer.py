"""Adds the sandbox's ARM documents, and counts them."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa


class Writer:
    """Adds documents of one company."""

    def __init__(self, connection: sa.Connection, *, company: str) -> None:
        self._connection = connection
        self.company = company
        self.counts: dict[str, int] = {}

    def add(self, table: sa.Table, *rows: Mapping[str, object]) -> None:
        """Add rows to a table."""
        for row in rows:
            self._connection.execute(table.insert().values(Company=self.company, **row))
        self.counts[table.name] = self.counts.get(table.name, 0) + len(rows)
