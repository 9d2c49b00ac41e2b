"""SQLite: values keep their storage class, so checks look at what a cell holds and not at its column's type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from typing_extensions import override

from app.model.job import Column, ColumnKind
from app.sync.dialects.spoken import Canonical, Constant, Query, SourceLanguage, TargetLanguage, quoted
from app.sync.shapes import Feed, Shape, SourceColumn

ODD = "odd"  # the type we give to a revision column that holds text or bytes
_FINITE = "-1.7976931348623157e308 AND 1.7976931348623157e308"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_TEXTUAL = {ColumnKind.TEXT, ColumnKind.DECIMAL, ColumnKind.DATE}
_KEYWORDS = {"order", "group", "table", "index", "check", "default", "from", "to", "key", "references", "transaction"}


class Source(SourceLanguage):
    """Reads an ERP in an SQLite file, perhaps attached under a schema name."""

    def __init__(self, schema: str = "", *, as_text: bool = False) -> None:
        self._prefix, self._as_text = f"{schema}." if schema else "", as_text

    @override
    def name(self, name: str) -> str:
        # An unknown name in double quotes would be taken for a text, so plain names stand without.
        return name if _PLAIN.match(name) and name.lower() not in _KEYWORDS else quoted(name)

    @override
    def table(self, name: str) -> str:
        return self._prefix + self.name(name)

    @override
    def equals(self, value: Constant, column: SourceColumn | None) -> str:
        if isinstance(value, str):
            return f"= {self.literal(value)}"
        number = int(value)
        typeless = column is not None and affinity(column.type) == "BLOB"
        return f"IN ({number}, '{number}')" if typeless else f"= {number}"

    @override
    def shapes(self, query: Query, *, tables: Iterable[str]) -> Mapping[str, Shape]:
        found: dict[str, Shape] = {}
        for table in tables:
            info = query(f"PRAGMA {self._prefix}table_xinfo({quoted(table)})")
            if info:
                columns = {row[1].lower(): SourceColumn(name=row[1], type=row[2].lower()) for row in info}
                found[table.lower()] = Shape(name=table, columns=columns)
        return found

    @override
    def all_tables(self, query: Query) -> Sequence[str]:
        schema = self._prefix or "main."
        return [str(row[0]) for row in query(f"SELECT name FROM {schema}sqlite_master WHERE type = 'table'")]

    @override
    def revision(self, column: SourceColumn) -> str:
        name = self.name(column.name)
        if column.type != ODD:
            return name
        return (
            f"CASE typeof({name}) WHEN 'integer' THEN {name} WHEN 'blob' THEN tieline_revision({name})"
            f" WHEN 'null' THEN NULL ELSE CAST({name} AS INTEGER) END"
        )

    @override
    def readable(self, feed: Feed, *, query: Query) -> Feed:
        kind = query(f"SELECT typeof(max({self.name(feed.revision.name)})) FROM {self.table(feed.shape.name)}")[0][0]
        return feed if kind in ("integer", "null") else replace(feed, revision=replace(feed.revision, type=ODD))

    @override
    def newest(self, column: SourceColumn, *, table: str) -> str:
        return f"SELECT max({self.revision(column)}) FROM {self.table(table)}"

    @override
    def row_id(self, column: SourceColumn) -> str:
        return f"CAST({self.name(column.name)} AS TEXT)"

    @override
    def value(self, column: Column, *, source: SourceColumn) -> str:
        name = self.name(source.name)
        if self._as_text:
            shown = f"WHEN 'real' THEN {_shortest(name)} WHEN 'blob' THEN '0x' || lower(hex({name}))"
            return f"CASE typeof({name}) {shown} ELSE CAST({name} AS TEXT) END"
        if column.kind not in _TEXTUAL or affinity(source.type) == "TEXT":
            return name  # a column that prefers text holds no floats
        short = f"CAST({name} AS TEXT)"
        exact = f"CASE WHEN CAST({short} AS REAL) = {name} THEN {short} ELSE tieline_shortest({name}) END"
        return f"CASE typeof({name}) WHEN 'real' THEN {exact} ELSE {name} END"

    @override
    def canonical(self, column: Column, *, source: SourceColumn) -> Canonical:
        return Canonical.TEXT  # a cell may hold anything, whatever its column says

    def unsound(self, column: Column, *, source: SourceColumn, key: bool) -> str | None:
        """The condition that finds a value which does not fit, None where there is nothing to check."""
        name = self.name(source.name)
        sound = self._sound(column, name, textual=affinity(source.type) == "TEXT")
        if key:
            return f"{name} IS NULL" + (f" OR ({sound}) IS NOT TRUE" if sound else "")
        return f"{name} IS NOT NULL AND ({sound}) IS NOT TRUE" if sound else None

    def _sound(self, column: Column, name: str, *, textual: bool) -> str | None:
        match column.kind:
            case ColumnKind.TEXT:
                return _fits(name, column.length) if column.length is not None else None
            case ColumnKind.INTEGER:
                return f"CAST({name} AS INTEGER) = {name}"
            case ColumnKind.DECIMAL:
                number = f"CAST({name} AS NUMERIC) = {name}"  # text that is no number stays text and differs
                return number if textual else f"{number} AND (typeof({name}) <> 'real' OR {name} BETWEEN {_FINITE})"
            case ColumnKind.BIT:
                return f"CAST({name} AS INTEGER) = {name} AND CAST({name} AS INTEGER) IN (0, 1)"
            case ColumnKind.DATE:
                day = f"substr({name}, 1, 10)"
                # Nearly every date is its own short form, which one call tells.
                return (
                    f"date({name}, '+0 days') = {name} OR {name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
                    f" AND date({day}, '+0 days') = {day}"
                    f" AND (length({name}) = 10 OR substr({name}, 11, 1) IN ('T', ' ')"
                    f" AND time(substr({name}, 12)) IS NOT NULL)"
                )
            case ColumnKind.ANY:
                return None


class Target(TargetLanguage):
    """Writes ARM in an SQLite file: decimals and dates as exact text, no value is converted on its way."""

    flag_type = "INTEGER"
    word_type = "TEXT"
    serial = "INTEGER PRIMARY KEY"
    keeps_all = True

    @override
    def table(self, name: str) -> str:
        return f"main.{quoted(name)}"

    @override
    def index(self, name: str) -> str:
        return f"main.{quoted(name)}"

    @override
    def unique(self, connection: sa.Connection, *, table: str, key: Sequence[str]) -> bool:
        wanted = {name.lower() for name in key}
        for row in connection.exec_driver_sql(f"PRAGMA main.index_list({quoted(table)})").all():
            inside = connection.exec_driver_sql(f"PRAGMA main.index_info({quoted(row[1])})").all()
            if row[2] and not row[4] and {str(column[2]).lower() for column in inside} == wanted:
                return True
        return False

    @override
    def type(self, column: Column) -> str:
        match column.kind:
            case ColumnKind.INTEGER | ColumnKind.BIT:
                return "INTEGER"
            case ColumnKind.ANY:
                return ""
            case _:
                return "TEXT"

    @override
    def differs(self, left: str, right: str) -> str:
        return f"{left} IS NOT {right}"

    @override
    def columns(self, connection: sa.Connection, *, table: str) -> Mapping[str, str]:
        return {
            row[1].lower(): row[2] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({quoted(table)})")
        }

    @override
    def indexes(self, connection: sa.Connection, *, table: str) -> Sequence[str]:
        return [row[1].lower() for row in connection.exec_driver_sql(f"PRAGMA main.index_list({quoted(table)})")]

    @override
    def scratch(self, name: str) -> str:
        return f"temp.{quoted(name)}"

    @override
    def make_scratch(self, name: str, *, columns: str) -> str:
        return f"CREATE TEMP TABLE IF NOT EXISTS {quoted(name)} ({columns})"

    @override
    def index_scratch(self, name: str, *, columns: str) -> Sequence[str]:
        return (f"CREATE INDEX IF NOT EXISTS temp.{quoted(name + '_Key')} ON {quoted(name)} ({columns})",)


def _fits(name: str, size: int) -> str:
    # length() stops at a NUL character; most texts are short enough in bytes already.
    exact = f"CASE WHEN instr({name}, char(0)) THEN tieline_length({name}) ELSE length({name}) END"
    return f"length(CAST({name} AS BLOB)) <= {size} OR {exact} <= {size}"


def _shortest(name: str) -> str:
    """The shortest text that is the same float again: 15 digits mostly say it all, 17 always do."""
    tries = [f"printf('%!.{digits}g', {name})" for digits in (15, 16, 17)]
    cases = " ".join(f"WHEN CAST({text} AS REAL) = {name} THEN {text}" for text in tries[:2])
    return f"CASE {cases} ELSE {tries[2]} END"


def affinity(declared: str) -> str:
    """The storage class SQLite prefers for a column declared so."""
    declared = declared.upper()
    if "INT" in declared:
        return "INTEGER"
    if any(word in declared for word in ("CHAR", "CLOB", "TEXT")):
        return "TEXT"
    if not declared or "BLOB" in declared:
        return "BLOB"
    return "REAL" if any(word in declared for word in ("REAL", "FLOA", "DOUB")) else "NUMERIC"
