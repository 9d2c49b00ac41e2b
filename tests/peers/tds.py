"""A SQL Server look-alike on loopback: it speaks TDS 7.4 and answers from SQLite, with sqlglot between the two."""

from __future__ import annotations

import datetime as dt
import decimal
import re
import socketserver
import sqlite3
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlglot
from sqlglot import exp

COLLATION = bytes([0x09, 0x04, 0xD0, 0x00, 0x34])
FIRST_DAY = dt.date(1, 1, 1)
ERROR, INFO_ENV, LOGIN_ACK, RETURN_STATUS, RETURN_VALUE = 0xAA, 0xE3, 0xAD, 0x79, 0xAC
COLUMNS, ROW = 0x81, 0xD1
DONE, DONE_PROC, DONE_IN_PROC = 0xFD, 0xFE, 0xFF
PROCEDURES = {10: "sp_executesql", 11: "sp_prepare", 12: "sp_execute", 13: "sp_prepexec", 15: "sp_unprepare"}


def short_text(text: str) -> bytes:
    """A text with its length in one byte."""
    return bytes([len(text)]) + text.encode("utf-16-le")


def long_text(text: str) -> bytes:
    """A text with its length in two bytes."""
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def done(token: int = DONE, *, status: int = 0, command: int = 0xC1, rows: int = 0) -> bytes:
    """The end of an answer."""
    return struct.pack("<BHHQ", token, status, command, rows)


def error(message: str, *, number: int = 50000, level: int = 16) -> bytes:
    """An error as the driver reads it."""
    body = struct.pack("<IBB", number, 1, level) + long_text(message) + short_text("LOOKALIKE") + short_text("")
    body += struct.pack("<I", 1)
    return bytes([ERROR]) + struct.pack("<H", len(body)) + body


def changed(kind: int, new: str, old: str = "") -> bytes:
    """The news that a property of the session has changed."""
    body = bytes([kind]) + short_text(new) + short_text(old)
    return bytes([INFO_ENV]) + struct.pack("<H", len(body)) + body


# ------------------------------------------------------------------ values on their way out


def kind_of(values: Sequence[object]) -> str:
    """The type of a column, told from its first value."""
    value = next((value for value in values if value is not None), None)
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    return "bytes" if isinstance(value, bytes) else "text"


TYPE_INFO = {
    "int": b"\x26\x08",
    "float": b"\x6d\x08",
    "bytes": b"\xa5\x40\x1f",
    "text": b"\xe7\xff\xff" + COLLATION,  # nvarchar(max), sent in chunks
}


def as_wire(kind: str, value: Any) -> bytes:
    """A value as TDS has it."""
    if value is None:
        return {"text": b"\xff" * 8, "bytes": b"\xff\xff"}.get(kind, b"\x00")
    match kind:
        case "int":
            return b"\x08" + struct.pack("<q", int(value))
        case "float":
            return b"\x08" + struct.pack("<d", float(value))
        case "bytes":
            return struct.pack("<H", len(value)) + bytes(value)
        case _:
            data = str(value).encode("utf-16-le")
            chunk = struct.pack("<I", len(data)) + data if data else b""
            return struct.pack("<Q", len(data)) + chunk + struct.pack("<I", 0)


def row_set(names: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Columns and rows of a result."""
    kinds = [kind_of([row[place] for row in rows]) for place in range(len(names))]
    out = [bytes([COLUMNS]) + struct.pack("<H", len(names))]
    heads = zip(kinds, names, strict=True)
    out.extend(struct.pack("<IH", 0, 0x0009) + TYPE_INFO[kind] + short_text(name or "") for kind, name in heads)
    out.extend(
        bytes([ROW]) + b"".join(as_wire(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in rows
    )
    return b"".join(out)


# ------------------------------------------------------------------ parameters on their way in


@dataclass
class Reader:
    """Reads a request byte by byte."""

    data: bytes
    place: int = 0

    def take(self, size: int) -> bytes:
        found = self.data[self.place : self.place + size]
        self.place += size
        return found

    def number(self, form: str) -> int:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))[0]

    @property
    def more(self) -> bool:
        return self.place < len(self.data)


def parameter(reader: Reader) -> tuple[str, Any]:
    """Name and value of a parameter of a procedure."""
    name = reader.take(reader.number("B") * 2).decode("utf-16-le")
    reader.number("B")
    kind = reader.number("B")
    if kind in (0x26, 0x68, 0x6D, 0x6F):
        reader.number("B")
        return name, _sized_number(kind, reader.take(reader.number("B")))
    if kind in (0x38, 0x34, 0x30, 0x7F):
        return name, int.from_bytes(reader.take({0x38: 4, 0x34: 2, 0x30: 1, 0x7F: 8}[kind]), "little", signed=True)
    if kind in (0xE7, 0xEF, 0xA7, 0xAF, 0xA5, 0xAD):
        return name, _sized_text(kind, reader)
    if kind in (0x6A, 0x6C):
        return name, _decimal(reader)
    if kind == 0x28:
        data = reader.take(reader.number("B"))
        return name, (FIRST_DAY + dt.timedelta(days=int.from_bytes(data, "little"))).isoformat() if data else None
    if kind == 0x63:
        reader.take(9)
        size = reader.number("i")
        return name, reader.take(size).decode("utf-16-le") if size >= 0 else None
    raise ValueError(f"a parameter of type {kind:#x}")


def _sized_number(kind: int, data: bytes) -> Any:
    if not data:
        return None
    if kind == 0x6D:
        return struct.unpack("<d" if len(data) == 8 else "<f", data)[0]
    return int.from_bytes(data, "little", signed=len(data) > 1)


def _sized_text(kind: int, reader: Reader) -> Any:
    size, textual = reader.number("H"), kind in (0xE7, 0xEF, 0xA7, 0xAF)
    if textual:
        reader.take(5)
    if size == 0xFFFF:
        if reader.number("Q") == 0xFFFFFFFFFFFFFFFF:
            return None
        data = b""
        while chunk := reader.number("I"):
            data += reader.take(chunk)
    else:
        length = reader.number("H")
        if length == 0xFFFF:
            return None
        data = reader.take(length)
    return data.decode("utf-16-le" if kind in (0xE7, 0xEF) else "cp1252") if textual else data


def _decimal(reader: Reader) -> str | None:
    _, _, scale, size = reader.take(4)
    data = reader.take(size)
    if not size:
        return None
    sign = 1 if data[0] else -1
    return format(decimal.Decimal(sign * int.from_bytes(data[1:], "little")).scaleb(-scale), "f")


# ------------------------------------------------------------------ the database behind


def translated(sql: str) -> str:
    """T-SQL as SQLite understands it; schema Erp becomes a prefix, a scratch table a temporary one."""
    tree = sqlglot.parse_one(sql, read="tsql")
    for table in tree.find_all(exp.Table):
        prefix = PREFIXES.get(table.db.lower())
        if prefix is not None:
            table.set("db", None)
            table.this.set("this", prefix + table.name)
    for column in tree.find_all(exp.Column):
        prefix = PREFIXES.get(column.db.lower())
        if prefix is not None:
            column.set("db", None)
            column.set("table", exp.to_identifier(prefix + column.table, quoted=True))
        elif column.table.startswith("#"):
            column.set("table", exp.to_identifier(column.table[1:], quoted=True))
    for text in list(tree.find_all(exp.National)):
        text.replace(exp.Literal.string(text.name))
    for convert in list(tree.find_all(exp.Convert)):
        convert.replace(exp.cast(convert.expression, "text"))
    return re.sub(r"(TEXT|BLOB)\((MAX|\d+)\)", r"\1", tree.sql("sqlite")).replace(
        "TABLE_SCHEMA = 'main'", "TABLE_SCHEMA = 'dbo'"
    )


PREFIXES = {"erp": "Erp.", "dbo": "", "information_schema": "info_", "sys": "sys_"}
CATALOGUE = """
CREATE TEMP TABLE IF NOT EXISTS info_COLUMNS (TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE,
    CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE);
CREATE TEMP TABLE IF NOT EXISTS info_TABLES (TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE);
CREATE TEMP TABLE IF NOT EXISTS sys_indexes (object_id, index_id, name, is_unique, has_filter);
CREATE TEMP TABLE IF NOT EXISTS sys_index_columns (object_id, index_id, column_id);
CREATE TEMP TABLE IF NOT EXISTS sys_columns (object_id, column_id, name);
CREATE TEMP TABLE IF NOT EXISTS sys_objects (name, schema_id, type);
CREATE TEMP TABLE IF NOT EXISTS sys_schemas (schema_id, name);
DELETE FROM sys_objects; DELETE FROM sys_schemas; INSERT INTO sys_schemas VALUES (1, 'dbo'), (2, 'Erp');
DELETE FROM info_COLUMNS; DELETE FROM info_TABLES;
DELETE FROM sys_indexes; DELETE FROM sys_index_columns; DELETE FROM sys_columns;
"""
ANSWERS: list[tuple[str, list[str], list[tuple[object, ...]]]] = [
    (r"^select schema_name\(\)$", ["x"], [("dbo",)]),
    (r"transaction_isolation_level", ["x"], [("READ COMMITTED",)]),
    (r"sys\.system_views", ["name"], [("dm_exec_sessions",)]),
    (r"fn_listextendedproperty", ["x"], []),
    (r"SERVERPROPERTY\('ProductVersion'\)", ["x"], [("16.0.4096.1",)]),
    (r"@@VERSION", ["x"], [("Microsoft SQL Server 2022 (look-alike)",)]),
    (r"@@SPID", ["x"], [(52,)]),
    (r"^(exec )?sp_datatype_info", ["TYPE_NAME", "DATA_TYPE", "PRECISION"], []),
    (r"\bDB_NAME\(\)", ["x"], [("tieline",)]),
    (r"sp_getapplock", ["x"], [(0,)]),
]


@dataclass
class Site:
    """What all sessions share: the data, the password, and the statements that came."""

    data: sqlite3.Connection
    login: tuple[str, str] = ("sa", "Secret123")
    statements: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    failed: list[str] = field(default_factory=list)

    def run(self, sql: str, values: dict[str, Any]) -> tuple[list[str] | None, list[tuple[Any, ...]], int]:
        """Names of the columns or None, rows, and how many rows were touched."""
        sql = sql.strip().rstrip(";")
        self.statements.append(sql)
        if not sql or re.match(r"(?is)^(set|use)\s(?!.*sp_getapplock)|^begin tran", sql):
            return None, [], 0
        if ending := re.search(r"(?i)\b(commit|rollback)\b", sql) if "@@trancount" in sql.lower() else None:
            (self.data.commit if ending[1].lower() == "commit" else self.data.rollback)()
            return None, [], 0
        if point := re.match(r"(?i)(save|rollback) transaction (\w+)$", sql):
            self.data.execute(f"{'SAVEPOINT' if point[1].lower() == 'save' else 'ROLLBACK TO'} {point[2]}")
            return None, [], 0
        for pattern, names, rows in ANSWERS:
            if re.search(pattern, sql, re.IGNORECASE):
                return names, rows, len(rows)
        with self.lock:
            if re.search(r"(?i)information_schema|\bsys\.", sql):
                self.describe()
            cursor = self.data.execute(self.words(sql), {name.lstrip("@"): value for name, value in values.items()})
            if cursor.description:
                rows = cursor.fetchall()
                return [column[0] for column in cursor.description], rows, len(rows)
            return None, [], max(cursor.rowcount, 0)

    def words(self, sql: str) -> str:
        """The statement in SQLite's words."""
        return translated(sql)

    def describe(self) -> None:
        """Fill the catalogue tables with what there is now."""
        for statement in CATALOGUE.split(";"):
            self.data.execute(statement)
        put = self.data.execute
        for (table,) in put("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            schema, _, bare = table.rpartition(".")
            put("INSERT INTO info_TABLES VALUES (?, ?, 'BASE TABLE')", (schema or "dbo", bare))
            put("INSERT INTO sys_objects VALUES (?, ?, 'U')", (bare, 2 if schema else 1))
            for number, name, declared, *_ in put(f'PRAGMA main.table_info("{table}")').fetchall():
                kind, _, size = declared.lower().rstrip(")").partition("(")
                length = None if not size or "," in size else -1 if size.strip() == "max" else int(size)
                row = (schema or "dbo", bare, name, kind.strip() or "nvarchar", length, None, None)
                put("INSERT INTO info_COLUMNS VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                put("INSERT INTO sys_columns VALUES (?, ?, ?)", (bare.lower(), number, name))
            for number, index, unique, *_ in put(f'PRAGMA main.index_list("{table}")').fetchall():
                put("INSERT INTO sys_indexes VALUES (?, ?, ?, ?, 0)", (bare.lower(), number, index, unique))
                for _, column, _ in put(f'PRAGMA main.index_info("{index}")').fetchall():
                    put("INSERT INTO sys_index_columns VALUES (?, ?, ?)", (bare.lower(), number, column))


class Session(socketserver.BaseRequestHandler):
    """One connection of a driver."""

    server: Server

    def handle(self) -> None:
        self.prepared: dict[int, tuple[str, str]] = {}
        answers: dict[int, Callable[[bytes], bytes]] = {
            0x12: self.pre_login, 0x10: self.log_in, 0x01: self.batch_request, 0x03: self.procedure,
            0x06: lambda _: done(status=0x20), 0x0E: self.transaction,
        }  # fmt: skip
        try:
            while True:
                kind, data = self.message()
                self.send(answers[kind](data))
        except (ConnectionError, OSError):
            return

    def exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.request.recv(size - len(data))
            if not part:
                raise ConnectionError
            data += part
        return data

    def message(self) -> tuple[int, bytes]:
        data = b""
        while True:
            kind, status, size = struct.unpack(">BBH", self.exactly(8)[:4])
            data += self.exactly(size - 8)
            if status & 1:
                return kind, data

    def send(self, payload: bytes) -> None:
        size = 4088
        parts = [payload[start : start + size] for start in range(0, len(payload), size)] or [b""]
        for place, part in enumerate(parts):
            last = 1 if place == len(parts) - 1 else 0
            head = struct.pack(">BBHHBB", 4, last, len(part) + 8, 52, (place + 1) & 255, 0)
            self.request.sendall(head + part)

    def pre_login(self, _: bytes) -> bytes:
        options = [(0, bytes([16, 0, 0x10, 0, 0, 0])), (1, b"\x02"), (2, b"\x00"), (3, b""), (4, b"\x00")]
        offset, head, body = len(options) * 5 + 1, b"", b""
        for key, value in options:
            head += struct.pack(">BHH", key, offset + len(body), len(value))
            body += value
        return head + b"\xff" + body

    def log_in(self, data: bytes) -> bytes:
        def text(place: int) -> bytes:
            offset, size = struct.unpack("<HH", data[36 + 4 * place : 40 + 4 * place])
            return data[offset : offset + 2 * size]

        user = text(1).decode("utf-16-le", "replace")
        turned = bytes(((byte ^ 0xA5) << 4 | (byte ^ 0xA5) >> 4) & 255 for byte in text(2))
        if (user, turned.decode("utf-16-le", "replace")) != self.server.site.login:
            return error(f"Login failed for user '{user}'.", number=18456, level=14) + done(status=2)
        ack = bytes([1, 0x74, 0, 0, 4]) + short_text("Microsoft SQL Server") + bytes([16, 0, 0x10, 0])
        collation = bytes([7, 5]) + COLLATION + b"\x00"
        parts = [
            changed(1, "tieline", "master"),
            bytes([INFO_ENV]) + struct.pack("<H", len(collation)) + collation,
            changed(2, "us_english"),
            bytes([LOGIN_ACK]) + struct.pack("<H", len(ack)) + ack,
            changed(4, "4096", "4096"),
        ]
        return b"".join(parts) + done()

    def transaction(self, data: bytes) -> bytes:
        head = struct.unpack("<I", data[:4])[0]
        request = struct.unpack("<H", data[head : head + 2])[0]
        if request == 5:
            body = bytes([8, 8]) + struct.pack("<Q", 1) + b"\x00"
        elif request in (7, 8):
            (self.server.site.data.commit if request == 7 else self.server.site.data.rollback)()
            body = bytes([9 if request == 7 else 10, 0, 8]) + struct.pack("<Q", 1)
        else:
            return done()
        return bytes([INFO_ENV]) + struct.pack("<H", len(body)) + body + done()

    def batch_request(self, data: bytes) -> bytes:
        return self.batch(data[struct.unpack("<I", data[:4])[0] :].decode("utf-16-le"), {})

    def batch(self, sql: str, values: dict[str, Any], token: int = DONE) -> bytes:
        try:
            names, rows, count = self.server.site.run(sql, values)
        except (sqlite3.Error, sqlglot.ParseError) as problem:
            refused = isinstance(problem, sqlite3.IntegrityError)  # which is the database's good right
            number = 2627 if refused else 208
            if not refused:
                self.server.site.failed.append(f"{problem} in {sql}")
            return error(str(problem), number=number) + done(token, status=2)
        more = 1 if token == DONE_IN_PROC else 0
        if names:
            return row_set(names, rows) + done(token, status=0x10 | more, rows=count)
        verb = re.match(r"\s*(insert|update|delete|merge)", sql, re.IGNORECASE)
        command = {"insert": 0xC3, "update": 0xC5, "delete": 0xC4}.get(verb[1].lower(), 0xC3) if verb else 0xFD
        return done(token, status=(0x10 if verb else 0) | more, command=command, rows=count)

    def procedure(self, data: bytes) -> bytes:
        reader = Reader(data, struct.unpack("<I", data[:4])[0])
        size = reader.number("H")
        name = PROCEDURES.get(reader.number("H"), "?") if size == 0xFFFF else reader.take(size * 2).decode("utf-16-le")
        reader.number("H")
        given: list[tuple[str, Any]] = []
        while reader.more:
            given.append(parameter(reader))
        end = bytes([RETURN_STATUS]) + struct.pack("<i", 0)
        match name:
            case "sp_executesql":
                declared = given[1][1] if len(given) > 1 else ""
                return self.bound(given[0][1], declared, given[2:]) + end + done(DONE_PROC, command=0xE0)
            case "sp_prepare" | "sp_prepexec":
                return self.prepare(name, given) + done(DONE_PROC, command=0xE0)
            case "sp_execute":
                sql, declared = self.prepared[given[0][1]]
                return self.bound(sql, declared, given[1:]) + end + done(DONE_PROC, command=0xE0)
            case "sp_unprepare":
                return end + done(DONE_PROC, command=0xE0)
            case _ if "sp_datatype_info" in name:
                empty = row_set(["TYPE_NAME", "DATA_TYPE", "PRECISION"], []) + done(DONE_IN_PROC, status=0x11)
                return empty + end + done(DONE_PROC, command=0xE0)
        return error(f"Could not find stored procedure '{name}'.", number=2812) + done(DONE_PROC, status=2)

    def prepare(self, name: str, given: list[tuple[str, Any]]) -> bytes:
        handle = len(self.prepared) + 1
        self.prepared[handle] = (given[2][1], given[1][1])
        body = self.bound(given[2][1], given[1][1], given[3:]) if name == "sp_prepexec" else b""
        value = struct.pack("<H", 0) + short_text("") + b"\x01" + struct.pack("<IH", 0, 0) + b"\x26\x04\x04"
        value += struct.pack("<i", handle)
        return body + bytes([RETURN_STATUS]) + struct.pack("<i", 0) + bytes([RETURN_VALUE]) + value

    def bound(self, sql: str, declared: str | None, given: list[tuple[str, Any]]) -> bytes:
        names = re.findall(r"@\w+", declared or "")
        values = {name or names[place]: value for place, (name, value) in enumerate(given)}
        return self.batch(sql, values, DONE_IN_PROC)


class Server(socketserver.ThreadingTCPServer):
    """Listens on loopback."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.site = site

    @property
    def url(self) -> str:
        """The address as Tieline takes it, through FreeTDS."""
        user, password = self.site.login
        options = "driver=FreeTDS&TDS_Version=7.4&Encryption=off"
        return f"mssql+pyodbc://{user}:{password}@127.0.0.1:{self.server_address[1]}/tieline?{options}"


@contextmanager
def running() -> Iterator[Server]:
    """A look-alike with an empty database."""
    data = sqlite3.connect(":memory:", check_same_thread=False, isolation_level="DEFERRED")
    data.create_function("OBJECT_ID", 1, lambda name: name.strip('"[]').lower())
    data.create_function("MIN_ACTIVE_ROWVERSION", 0, lambda: 2**62)
    server = Server(Site(data))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        data.close()
