"""An ERP behind an ODBC driver that is not SQL Server's: its catalogue is asked, its SQL is kept plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any  # the dialect is untyped

from typing_extensions import override

from app.connect import odbc
from app.connect.databases import Database
from app.sync.dialects.odbc import Source
from app.sync.remote import BATCH, BULK, RemoteSource
from app.sync.shapes import Shape


class OdbcSource(RemoteSource):
    """Reads through the generic dialect; the tables stand in schema Erp where the database has it."""

    def __init__(
        self, database: Database, *, bulk_from: int | None = BULK, batch: int = BATCH, to_file: bool = False
    ) -> None:
        with database.connect() as connection:
            dialect: Any = connection.dialect
            self._schema = odbc.schema_named(connection, "Erp")
            language = Source(
                quote=dialect.identifier_preparer.initial_quote,
                schema=self._schema,
                limit=dialect.limit_style,
                narrow=dialect.dbms == "SQLite",
                postgresql=dialect.dbms == "PostgreSQL",
            )
        super().__init__(database, language=language, bulk_from=bulk_from, batch=batch, to_file=to_file)

    @override
    def shapes(self, tables: Iterable[str]) -> Mapping[str, Shape]:
        with self._database.connect() as connection:
            rows = odbc.columns(connection, list(tables), schema=self._schema)
        return self.language.shapes(lambda _: rows, tables=tables)
