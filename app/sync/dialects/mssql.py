"""SQL Server: the ERP stands in schema Erp, revisions are rowversions, upserts are an update and an insert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from typing_extensions import override

from app.model.job import Column, ColumnKind
from app.sync.dialects.spoken import (
    SCHEMA,
    Canonical,
    Constant,
    Pairs,
    Query,
    SourceLanguage,
    TargetLanguage,
    in_erp,
    lists,
    quoted,
)
from app.sync.shapes import Shape, SourceColumn

_WHOLE = {"tinyint", "smallint", "int", "bigint", "bit"}
_BYTES = {"timestamp", "rowversion", "binary", "varbinary"}
_KEY_SIZE = 200  # of a key column whose size is not known; an index takes 1700 bytes


class Source(SourceLanguage):
    """Reads an ERP in SQL Server."""

    @override
    def table(self, name: str) -> str:
        return in_erp(name)

    @override
    def literal(self, text: str) -> str:
        return "N'" + text.replace("'", "''") + "'"

    @override
    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        return f"= {self.literal(value)}" if isinstance(value, str) else f"= {int(value)}"

    @override
    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        wanted = ", ".join(self.literal(table.lower()) for table in tables)
        rows = query(
            "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
            f" WHERE TABLE_SCHEMA = '{SCHEMA}' AND lower(TABLE_NAME) IN ({wanted})"
        )
        columns: dict[str, dict[str, SourceColumn]] = {}
        for table, name, kind in rows:
            found = SourceColumn(name=str(name), type=str(kind).lower())
            columns.setdefault(str(table), {})[found.name.lower()] = found
        return {table.lower(): Shape(name=table, columns=found) for table, found in columns.items()}

    @override
    def all_tables(self, query: Query) -> Sequence[str]:
        rows = query(f"SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '{SCHEMA}'")
        return [str(row[0]) for row in rows]

    @override
    def revision(self, column: SourceColumn) -> str:
        return quoted(column.name) if column.type in _WHOLE else f"CAST({quoted(column.name)} AS bigint)"

    @override
    def order(self, column: SourceColumn) -> str:
        return quoted(column.name)

    @override
    def past(self, column: SourceColumn, *, low: int, high: int) -> str:
        name = quoted(column.name)
        if column.type not in _BYTES:
            return f"{self.revision(column)} > {low} AND {self.revision(column)} <= {high}"
        # Compared as bytes, so that the index on the rowversion serves.
        above = f"{name} > CAST(CAST({low} AS bigint) AS binary(8)) AND " if low >= 0 else ""
        return f"{above}{name} <= CAST(CAST({high} AS bigint) AS binary(8))"

    @override
    def newest(self, column: SourceColumn, *, table: str) -> str:
        newest = f"(SELECT max({self.revision(column)}) FROM {self.table(table)})"
        if column.type not in _BYTES:
            return f"SELECT {newest}"
        # A transaction that is still open may hold lower revisions than those to be seen: read below all of them.
        safe = "CAST(MIN_ACTIVE_ROWVERSION() AS bigint) - 1"
        return f"SELECT CASE WHEN {newest} > {safe} THEN {safe} ELSE {newest} END"

    @override
    def row_id(self, column: SourceColumn) -> str:
        return f"CAST({quoted(column.name)} AS nvarchar(60))"

    @override
    def value(self, column: Column, *, source: SourceColumn) -> str:
        name = quoted(source.name)
        if self.canonical(column, source=source) is Canonical.WHOLE:
            return f"CAST({name} AS bigint)"
        match source.type:
            case "nvarchar" | "varchar" | "nchar" | "char" | "ntext" | "text":
                return name
            case "date" | "datetime" | "datetime2" | "smalldatetime" | "datetimeoffset":
                return f"CONVERT(nvarchar(40), {name}, 121)"
            case "float" | "real":
                return f"CONVERT(nvarchar(40), {name}, 3)"
            case kind if kind in _BYTES:
                return f"CONVERT(nvarchar(max), {name}, 1)"
            case _:
                return f"CAST({name} AS nvarchar(max))"

    @override
    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        numbers = column.kind in (ColumnKind.INTEGER, ColumnKind.BIT, ColumnKind.ANY)
        return Canonical.WHOLE if numbers and source.type in _WHOLE else Canonical.TEXT

    @override
    def limited(self, query: str, *, rows: int, skip: int = 0) -> str:
        return f"{query} OFFSET {skip} ROWS FETCH NEXT {rows} ROWS ONLY"


class Target(TargetLanguage):
    """Writes ARM in SQL Server."""

    flag_type = "smallint"
    word_type = "nvarchar(10)"
    serial = "bigint IDENTITY PRIMARY KEY"

    @override
    def literal(self, text: str) -> str:
        return "N'" + text.replace("'", "''") + "'"

    @override
    def unique(self, connection: sa.Connection, *, table: str, key: Sequence[str]) -> bool:
        rows = connection.exec_driver_sql(
            "SELECT i.name, c.name FROM sys.indexes i"
            " JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id"
            " JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id"
            f" WHERE i.object_id = OBJECT_ID({self.literal(quoted(table))}) AND i.is_unique = 1 AND i.has_filter = 0"
        )
        found: dict[str, set[str]] = {}
        for index, column in rows:
            found.setdefault(index, set()).add(column.lower())
        return {name.lower() for name in key} in found.values()

    @override
    def type(self, column: Column) -> str:
        match column.kind:
            case ColumnKind.INTEGER:
                return "bigint"
            case ColumnKind.BIT:
                return "smallint"
            case ColumnKind.DECIMAL:
                known = column.precision is not None and column.scale is not None
                return f"decimal({column.precision}, {column.scale})" if known else "decimal(38, 12)"
            case ColumnKind.DATE:
                return "date"
            case ColumnKind.TEXT | ColumnKind.ANY:
                return "nvarchar(max)" if column.length is None else f"nvarchar({column.length})"

    @override
    def key_type(self, column: Column) -> str:
        return f"nvarchar({_KEY_SIZE})" if self.type(column) == "nvarchar(max)" else self.type(column)

    @override
    def differs(self, left: str, right: str) -> str:
        return f"NOT EXISTS (SELECT {left} INTERSECT SELECT {right})"

    @override
    def columns(self, connection: sa.Connection, *, table: str) -> Mapping[str, str]:
        rows = connection.exec_driver_sql(
            "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE"
            f" FROM INFORMATION_SCHEMA.COLUMNS"
            f" WHERE TABLE_SCHEMA = SCHEMA_NAME() AND TABLE_NAME = {self.literal(table)}"
        )
        return {str(row[0]).lower(): _spelled(*row[1:]) for row in rows}

    @override
    def indexes(self, connection: sa.Connection, *, table: str) -> Sequence[str]:
        rows = connection.exec_driver_sql(
            f"SELECT name FROM sys.indexes WHERE object_id = OBJECT_ID({self.literal(quoted(table))})"
        )
        return [str(row[0]).lower() for row in rows if row[0]]

    @override
    def scratch(self, name: str) -> str:
        return quoted("#" + name)

    @override
    def make_scratch(self, name: str, *, columns: str) -> str:
        return f"CREATE TABLE {self.scratch(name)} ({columns})"

    @override
    def index_scratch(self, name: str, *, columns: str) -> Sequence[str]:
        return (f"CREATE INDEX {quoted(name + '_Key')} ON {self.scratch(name)} ({columns})",)

    @override
    def upsert(self, target: str, *, stage: str, pairs: Pairs, key: Sequence[str], where: str) -> Sequence[str]:
        names, values = lists(pairs)
        changes = [f"{quoted(name)} = {value}" for name, value in pairs if name not in key]
        same = " AND ".join(f"{target}.{quoted(name)} = {value}" for name, value in pairs if name in key)
        sets = ", ".join([*changes, '"Deleted" = 0'])
        update = self.update_from(target, sets=sets, stage=stage, where=f"{where} AND {same}")
        missing = f"NOT EXISTS (SELECT 1 FROM {target} WHERE {same})"
        insert = f'INSERT INTO {target} ({names}, "Deleted") SELECT {values}, 0 FROM {stage}'
        return update, f"{insert} WHERE {where} AND {missing}"

    @override
    def fill(self, target: str, *, pairs: Pairs, rows: str) -> str:
        names, values = lists(pairs)
        return f'INSERT INTO {target} ({names}, "Deleted") SELECT {values}, 0 {rows}'


def _spelled(kind: str, size: int | None, precision: int | None, scale: int | None) -> str:
    if kind in ("decimal", "numeric"):
        return f"{kind}({precision}, {scale})"
    if size is None:
        return kind
    return f"{kind}({'max' if size < 0 else size})"
