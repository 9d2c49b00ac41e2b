"""PostgreSQL: the ERP stands in schema Erp, every name is quoted, values come as whole numbers or exact text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from typing_extensions import override

from app.model.job import Column, ColumnKind
from app.sync.dialects.spoken import SCHEMA, Canonical, Constant, Query, SourceLanguage, TargetLanguage, in_erp, quoted
from app.sync.shapes import Shape, SourceColumn

_WHOLE = {"smallint", "integer", "bigint"}
_NUMERIC = ("numeric", "double precision", "real")


class Source(SourceLanguage):
    """Reads an ERP in PostgreSQL."""

    @override
    def table(self, name: str) -> str:
        return in_erp(name)

    @override
    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        kind = column.type if column else "boolean" if isinstance(value, bool) else "integer"
        if kind == "boolean":
            return f"= {'true' if value else 'false'}"
        if isinstance(value, str):
            return f"= {self.literal(value)}"
        number = int(value)
        return f"= {number}" if kind in _WHOLE or kind.startswith(_NUMERIC) else f"= '{number}'"

    @override
    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        wanted = ", ".join(self.literal(table.lower()) for table in tables)
        rows = query(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
            " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            f" WHERE n.nspname = '{SCHEMA}' AND lower(c.relname) IN ({wanted}) AND a.attnum > 0"
            " AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'f', 'p') ORDER BY c.relname, a.attnum"
        )
        columns: dict[str, dict[str, SourceColumn]] = {}
        for table, name, kind in rows:
            columns.setdefault(str(table), {})[str(name).lower()] = SourceColumn(name=str(name), type=str(kind))
        return {table.lower(): Shape(name=table, columns=found) for table, found in columns.items()}

    @override
    def all_tables(self, query: Query) -> Sequence[str]:
        rows = query(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            f" WHERE n.nspname = '{SCHEMA}' AND c.relkind IN ('r', 'p')"
        )
        return [str(row[0]) for row in rows]

    @override
    def revision(self, column: SourceColumn) -> str:
        name = quoted(column.name)
        if column.type == "bytea":
            return f"('x' || lpad(encode({name}, 'hex'), 16, '0'))::bit(64)::bigint"
        return name if column.type in _WHOLE else f"{name}::bigint"

    @override
    def newest(self, column: SourceColumn, *, table: str) -> str:
        return f"SELECT max({self.revision(column)}) FROM {self.table(table)}"

    @override
    def writers(self, table: str) -> str | None:
        return writers(self.table(table))

    @override
    def row_id(self, column: SourceColumn) -> str:
        return f"{quoted(column.name)}::text"

    @override
    def value(self, column: Column, *, source: SourceColumn) -> str:
        name = quoted(source.name)
        if self.canonical(column, source=source) is Canonical.WHOLE:
            return f"{name}::int" if source.type == "boolean" else name
        return f"'0x' || encode({name}, 'hex')" if source.type == "bytea" else f"{name}::text"

    @override
    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        numbers = column.kind in (ColumnKind.INTEGER, ColumnKind.BIT, ColumnKind.ANY)
        return Canonical.WHOLE if numbers and source.type in (*_WHOLE, "boolean") else Canonical.TEXT


class Target(TargetLanguage):
    """Writes ARM in PostgreSQL."""

    flag_type = "smallint"
    word_type = "text"
    serial = "bigint GENERATED ALWAYS AS IDENTITY"  # without an index: COPY would pay for it

    @override
    def unique(self, connection: sa.Connection, *, table: str, key: Sequence[str]) -> bool:
        rows = connection.exec_driver_sql(
            "SELECT array_agg(lower(a.attname)) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
            f" AND a.attnum = ANY(i.indkey) WHERE i.indrelid = to_regclass({self.literal(quoted(table))})"
            " AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid"
        )
        wanted = {name.lower() for name in key}
        return any(set(row[0]) == wanted for row in rows)

    @override
    def type(self, column: Column) -> str:
        match column.kind:
            case ColumnKind.INTEGER:
                return "bigint"
            case ColumnKind.BIT:
                return "smallint"
            case ColumnKind.DECIMAL:
                return "numeric"
            case ColumnKind.DATE:
                return "date"
            case ColumnKind.TEXT | ColumnKind.ANY:
                return "text"

    @override
    def differs(self, left: str, right: str) -> str:
        return f"{left} IS DISTINCT FROM {right}"

    @override
    def columns(self, connection: sa.Connection, *, table: str) -> Mapping[str, str]:
        rows = connection.exec_driver_sql(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            f" WHERE attrelid = to_regclass({self.literal(quoted(table))}) AND attnum > 0 AND NOT attisdropped"
        )
        return {str(row[0]).lower(): str(row[1]) for row in rows}

    @override
    def indexes(self, connection: sa.Connection, *, table: str) -> Sequence[str]:
        rows = connection.exec_driver_sql(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            f" WHERE i.indrelid = to_regclass({self.literal(quoted(table))})"
        )
        return [str(row[0]).lower() for row in rows]

    @override
    def scratch(self, name: str) -> str:
        return f"pg_temp.{quoted(name)}"

    @override
    def make_scratch(self, name: str, *, columns: str) -> str:
        return f"CREATE TEMP TABLE {quoted(name)} ({columns})"

    @override
    def index_scratch(self, name: str, *, columns: str) -> Sequence[str]:
        return (
            f"CREATE INDEX IF NOT EXISTS {quoted(name + '_Key')} ON {quoted(name)} ({columns})",
            f"ANALYZE {quoted(name)}",
        )

    @override
    def empty(self, scratch: str) -> str:
        return f"TRUNCATE {scratch}"


def writers(table: str) -> str:
    """Transactions that hold the lock of a writer on the table, a part of it, or what a view shows.

    A prepared transaction holds it without a session. A standby does not see its server's locks: there every
    transaction in progress may be one.
    """
    return (
        "WITH RECURSIVE involved(oid) AS ("
        f"SELECT '{table}'::regclass::oid UNION SELECT found.oid FROM involved CROSS JOIN LATERAL ("
        "SELECT inhrelid AS oid FROM pg_inherits WHERE inhparent = involved.oid UNION ALL"
        " SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid"
        " AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass"
        " WHERE r.ev_class = involved.oid) found)"
        " SELECT l.virtualtransaction, CASE WHEN l.pid IS NULL THEN 'a prepared transaction' ELSE concat('session ',"
        " l.pid, ' of ', a.usename, ' (' || nullif(a.application_name, '') || ')') END,"
        " date_trunc('second', coalesce(a.xact_start, p.prepared))::text"
        " FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
        " LEFT JOIN pg_prepared_xacts p ON l.virtualtransaction = '-1/' || p.transaction"
        " WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'RowExclusiveLock'"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND l.relation IN (SELECT oid FROM involved) AND l.pid IS DISTINCT FROM pg_backend_pid()"
        " UNION ALL SELECT concat('transaction ', x), concat('transaction ', x, ' of the server'), NULL"
        " FROM txid_snapshot_xip(txid_current_snapshot()) x WHERE pg_is_in_recovery()"
    )
