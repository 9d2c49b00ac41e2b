"""A SQLAlchemy dialect for any ODBC source: it reads, with the plainest SQL, and asks the driver what it can."""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from typing import Any  # pyodbc and SQLAlchemy's inner calls are untyped

from sqlalchemy import types
from sqlalchemy.connectors.pyodbc import PyODBCConnector
from sqlalchemy.dialects import registry
from sqlalchemy.engine import default
from sqlalchemy.sql import compiler

_DBMS_NAME, _QUOTE = 17, 29  # SQLGetInfo: SQL_DBMS_NAME, SQL_IDENTIFIER_QUOTE_CHAR
_TYPES: dict[int, type[types.TypeEngine[Any]]] = {
    -7: types.Boolean,
    -6: types.SmallInteger,
    -5: types.BigInteger,
    -4: types.LargeBinary,
    -3: types.LargeBinary,
    -2: types.LargeBinary,
    2: types.Numeric,
    3: types.Numeric,
    4: types.Integer,
    5: types.SmallInteger,
    6: types.Float,
    7: types.Float,
    8: types.Float,
    9: types.Date,
    11: types.DateTime,
    91: types.Date,
    92: types.Time,
    93: types.DateTime,
}
_FETCH_FIRST = ("db2", "derby", "oracle", "pervasive", "psql", "zen")  # what they call themselves, in part


class ExactNumber(types.Numeric[Any]):
    """A number that some drivers hand over as text."""

    def result_processor(self, dialect: Any, coltype: Any) -> Any:  # noqa: ARG002
        """Make it a Decimal."""

        def exact(value: Any) -> Any:
            return value if value is None or isinstance(value, decimal.Decimal) else decimal.Decimal(str(value))

        return exact

    def bind_processor(self, dialect: Any) -> None:
        """The driver takes what it gets."""


class Compiler(compiler.SQLCompiler):
    """Limits rows in the words of the database."""

    def limit_clause(self, select: Any, **kw: Any) -> str:
        """LIMIT, FETCH FIRST, or nothing where neither is known."""
        style = getattr(self.dialect, "limit_style", "limit")
        if style == "limit":
            return super().limit_clause(select, **kw)
        if style == "none":
            return ""
        text = ""
        if select._offset_clause is not None:  # noqa: SLF001 # SQLAlchemy's compilers read it so
            text += f"\n OFFSET {self.process(select._offset_clause, **kw)} ROWS"  # noqa: SLF001
        if select._limit_clause is not None:  # noqa: SLF001
            text += f"\n FETCH FIRST {self.process(select._limit_clause, **kw)} ROWS ONLY"  # noqa: SLF001
        return text


class Dialect(PyODBCConnector, default.DefaultDialect):
    """`odbc+pyodbc:///?odbc_connect=…`."""

    name = "odbc"
    driver = "pyodbc"
    pyodbc_driver_name = None
    supports_statement_cache = True
    supports_sane_rowcount = False
    supports_native_decimal = True
    supports_native_boolean = True
    statement_compiler = Compiler
    colspecs = {types.Numeric: ExactNumber}  # noqa: RUF012 # SQLAlchemy declares it as a plain attribute
    limit_style = "limit"
    dbms = ""

    def initialize(self, connection: Any) -> None:
        """Ask the driver for its database and its quotes."""
        raw = connection.connection.dbapi_connection
        self.dbms = str(raw.getinfo(_DBMS_NAME))
        quote = str(raw.getinfo(_QUOTE)).strip() or '"'
        preparer = self.identifier_preparer
        preparer.initial_quote = preparer.final_quote = preparer.escape_quote = quote
        self.limit_style = "fetch" if any(word in self.dbms.lower() for word in _FETCH_FIRST) else "limit"
        self.default_schema_name = None

    def _get_server_version_info(self, connection: Any) -> tuple[int, ...]:  # noqa: ARG002
        return ()

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Whether the connection still answers."""
        dbapi_connection.getinfo(_DBMS_NAME)
        return True

    def get_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:  # noqa: ARG002
        """The tables, by a catalogue call."""
        return [row.table_name for row in _cursor(connection).tables(schema=schema, tableType="TABLE")]

    def get_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:  # noqa: ARG002
        """The views, by a catalogue call."""
        return [row.table_name for row in _cursor(connection).tables(schema=schema, tableType="VIEW")]

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:  # noqa: ARG002
        """The columns, by a catalogue call."""
        return [
            {
                "name": row.column_name,
                "type": _TYPES.get(row.data_type, types.String)(),
                "nullable": bool(row.nullable),
                "default": row.column_def,
            }
            for row in _cursor(connection).columns(table=table_name, schema=schema)
        ]

    def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:  # noqa: ARG002
        """The primary key, by a catalogue call."""
        rows = _cursor(connection).primaryKeys(table=table_name, schema=schema)
        return {"constrained_columns": [row.column_name for row in rows], "name": None}

    def get_foreign_keys(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:  # noqa: ARG002
        """Nobody asks."""
        return []

    def get_indexes(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:  # noqa: ARG002
        """Nobody asks."""
        return []

    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:  # noqa: ARG002
        """Whether a table or view has the name, whatever its case."""
        return bool(_cursor(connection).tables(table=table_name, schema=schema).fetchall())


def columns(connection: Any, tables: Sequence[str], *, schema: str | None) -> list[tuple[str, str, str]]:
    """Table, column and type of every column of these tables, names matched whatever their case."""
    cursor = _cursor(connection)
    wanted = {table.lower() for table in tables}
    there = [row.table_name for row in cursor.tables(schema=schema) if row.table_name.lower() in wanted]
    return [
        (table, row.column_name, row.type_name)
        for table in dict.fromkeys(there)
        for row in cursor.columns(table=table, schema=schema)
        if row.table_name == table
    ]


def schema_named(connection: Any, name: str) -> str | None:
    """The schema of that name as the database spells it, None where there is none."""
    found = [row.table_schem for row in _cursor(connection).tables(schema=name, tableType="TABLE")]
    return found[0] or None if found else None


def is_indexed(connection: Any, table: str, *, column: str, schema: str | None) -> bool:
    """Whether an index of the table begins with the column, as far as the driver tells."""
    try:
        found = _cursor(connection).statistics(table, schema=schema).fetchall()
    except connection.dialect.dbapi.Error:
        return False
    return any(row.ordinal_position == 1 and str(row.column_name).strip('"').lower() == column.lower() for row in found)


def register() -> None:
    """Make SQLAlchemy know the dialect; doing so again changes nothing."""
    registry.register("odbc", __name__, "Dialect")
    registry.register("odbc.pyodbc", __name__, "Dialect")


def _cursor(connection: Any) -> Any:
    return connection.connection.dbapi_connection.cursor()
