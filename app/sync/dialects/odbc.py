"""Any database behind an ODBC driver, read with the plainest SQL there is; it is never written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from typing_extensions import override

from app.model.job import Column, ColumnKind
from app.sync.dialects import postgresql
from app.sync.dialects.spoken import Canonical, Constant, Query, SourceLanguage
from app.sync.shapes import Shape, SourceColumn

_WHOLE = re.compile(r"(big|small|tiny)?int(eger)?\d*|bool(ean)?|bit|serial\d*", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class Source(SourceLanguage):
    """Reads through ODBC; what the driver cannot say is done on our side."""

    def __init__(
        self,
        *,
        quote: str = '"',
        schema: str | None = None,
        limit: str = "limit",
        narrow: bool = False,
        postgresql: bool = False,
    ) -> None:
        self._postgresql = postgresql  # its server can be asked who writes
        self._quote, self._schema, self._limit = quote, schema, limit
        self._narrow = narrow  # the driver cuts whole numbers to 32 bits unless they come as text

    @override
    def name(self, name: str) -> str:
        if not self._quote.strip():
            return name
        return self._quote + name.replace(self._quote, self._quote * 2) + self._quote

    @override
    def table(self, name: str) -> str:
        return f"{self.name(self._schema)}.{self.name(name)}" if self._schema else self.name(name)

    @override
    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        if isinstance(value, str):
            return f"= {self.literal(value)}"
        if self._postgresql:
            return f"= '{int(value)}'"  # fits whole numbers, truth values and text alike
        textual = column is not None and not _WHOLE.match(column.type) and "char" in column.type
        return f"= '{int(value)}'" if textual else f"= {int(value)}"

    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        """Only catalogue calls work everywhere; the source asks them and hands the answer in as rows."""
        columns: dict[str, dict[str, SourceColumn]] = {}
        for table, name, kind in query(" ".join(tables)):
            found = SourceColumn(name=str(name), type=str(kind).lower())
            columns.setdefault(str(table), {})[found.name.lower()] = found
        return {table.lower(): Shape(name=table, columns=found) for table, found in columns.items()}

    @override
    def all_tables(self, query: Query) -> Sequence[str]:
        return []

    @override
    def revision(self, column: SourceColumn) -> str:
        # WORKAROUND(SQLite ODBC 0.9998): an expression has no declared type and comes with all its digits.
        return f"{self.name(column.name)} + 0" if self._narrow else self.name(column.name)

    @override
    def order(self, column: SourceColumn) -> str:
        return self.name(column.name)

    @override
    def past(self, column: SourceColumn, *, low: int, high: int) -> str:
        return f"{self.name(column.name)} > {low} AND {self.name(column.name)} <= {high}"

    @override
    def newest(self, column: SourceColumn, *, table: str) -> str:
        return f"SELECT max({self.revision(column)}) FROM {self.table(table)}"

    @override
    def writers(self, table: str) -> str | None:
        return postgresql.writers(self.table(table)) if self._postgresql else None

    @override
    def row_id(self, column: SourceColumn) -> str:
        return self.name(column.name)

    @override
    def value(self, column: Column, *, source: SourceColumn) -> str:
        name = self.name(source.name)
        whole = self.canonical(column, source=source) is Canonical.WHOLE
        # psqlODBC takes a fifth of its time for taking days apart and putting them together again.
        day = self._postgresql and source.type in ("date", "timestamp")
        return f"CAST({name} AS VARCHAR(40))" if day or (whole and self._narrow) else name

    @override
    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        numbers = column.kind in (ColumnKind.INTEGER, ColumnKind.BIT, ColumnKind.ANY)
        return Canonical.WHOLE if numbers and _WHOLE.fullmatch(source.type) else Canonical.TEXT

    @override
    def limited(self, query: str, *, rows: int, skip: int = 0) -> str:
        if self._limit == "limit":
            return f"{query} LIMIT {rows} OFFSET {skip}"
        return f"{query} OFFSET {skip} ROWS FETCH FIRST {rows} ROWS ONLY"
