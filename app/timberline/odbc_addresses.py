"""Addresses of the form `odbc+pyodbc:///?odbc_connect=…`: any ODBC source, for reading."""

from __future__ import annotations

from typing import Any  # driver connections are untyped

import sqlalchemy as sa
from sqlalchemy.connectors.pyodbc import PyODBCConnector
from sqlalchemy.dialects import registry
from sqlalchemy.engine import default


class ReadingODBC(PyODBCConnector, default.DefaultDialect):
    """Sends plain SELECTs to whatever driver the connection string names."""

    name = "odbc"
    driver = "pyodbc"
    pyodbc_driver_name = None
    supports_statement_cache = True
    supports_sane_rowcount = False
    supports_native_decimal = True

    def initialize(self, connection: sa.Connection) -> None:
        """Ask the driver for its quote character and nothing else."""
        import pyodbc

        raw: Any = connection.connection.dbapi_connection
        quote = raw.getinfo(pyodbc.SQL_IDENTIFIER_QUOTE_CHAR).strip() or '"'
        preparer: Any = self.identifier_preparer
        preparer.initial_quote = preparer.final_quote = preparer.escape_quote = quote
        self.default_schema_name = None

    def _get_server_version_info(self, connection: sa.Connection) -> tuple[int, ...]:  # noqa: ARG002 (SQLAlchemy calls it so)
        return ()

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Ask the driver for its name; a SELECT would need a table."""
        dbapi_connection.getinfo(17)
        return True


def register() -> None:
    """Make such addresses known to SQLAlchemy."""
    for name in ("odbc", "odbc.pyodbc"):
        registry.register(name, __name__, "ReadingODBC")
