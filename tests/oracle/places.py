"""Where the two databases of a world stand: as SQLite files, or on a PostgreSQL server."""

import sqlite3
from contextlib import closing

from psycopg import sql
from psycopg.rows import dict_row

from . import writing
from .records import database


class SqliteFiles:
    """Two files beside the profile."""

    def __init__(self, world, *, folder):
        self.folder = folder
        self.profile = writing.write(world, folder)

    def rows(self, name):
        return database(self.folder / f"{name}.db")

    def insert(self, table, rows):
        with closing(sqlite3.connect(self.folder / "framework.db")) as connection, connection:
            writing.insert(connection, table, rows=rows)

    def fingerprint(self, name):
        """The bytes of the file, and what the engine left beside it."""
        beside = [path.name for path in self.folder.glob(f"{name}.db-*")]
        return (self.folder / f"{name}.db").read_bytes(), beside

    def schema(self):
        with closing(sqlite3.connect(self.folder / "framework.db")) as connection:
            mode = connection.execute("PRAGMA journal_mode").fetchone()
            return mode, connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid").fetchall()


class PostgresDatabases:
    """Two databases on a server; the row versions tell whether anybody wrote."""

    def __init__(self, world, *, folder, server, names):
        self.connections = {name: server.connect(database) for name, database in names.items()}
        addresses = {name: server.url(database) for name, database in names.items()}
        self.profile = writing.write_beside(world, folder, addresses=addresses)
        framework = self.connections["framework"]
        for table, columns in writing.FRAMEWORK.items():
            self.create(framework, table, columns=columns, rows=world.framework[table], shape=world.shape)
        self.settle_identity()
        for view in world.shape.views:
            framework.execute(writing.view_of(view))
        for key, columns in writing.TIMBERLINE.items():
            table, rows = world.shape.timberline_table(key), world.timberline[key]
            self.create(self.connections["timberline"], table, columns=columns, rows=rows, shape=world.shape)

    def settle_identity(self):
        """Let the numbers of payments go on after the last one, as they do where the rows came one by one."""
        payments = self.connections["framework"]
        ((last,),) = payments.execute("SELECT COALESCE(MAX(l_pay_id), 0) FROM cont_pay").fetchall()
        if payments.execute("SELECT pg_get_serial_sequence('cont_pay', 'l_pay_id')").fetchone() != (None,):
            payments.execute(f"ALTER TABLE cont_pay ALTER COLUMN l_pay_id RESTART WITH {last + 1}")

    def create(self, connection, table, *, columns, rows, shape):
        types = TYPES[shape.date_type == "DATETIME", shape.padded]
        extra = writing.EXTRA if shape.extra_columns and table in writing.FRAMEWORK else ()
        lines = [f"{name} {types.get(kind, kind)}" for name, kind in columns.items()]
        connection.execute(f"CREATE TABLE {table} ({', '.join([*lines, *extra])})")
        self.put(connection, table, columns=columns, rows=rows)

    def put(self, connection, table, *, columns, rows):
        for row in rows:
            names = sql.SQL(", ").join(sql.Identifier(name.lower()) for name in row)
            marks = sql.SQL(", ").join(sql.Placeholder() * len(row))
            statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table.lower()), names, marks)
            connection.execute(statement, [given(columns[name], value) for name, value in row.items()])

    def rows(self, name):
        connection = self.connections[name]
        with connection.cursor(row_factory=dict_row) as cursor:
            return {
                table: cursor.execute(f"SELECT * FROM {table} ORDER BY ctid").fetchall() for table in self.tables(name)
            }

    def tables(self, name):
        found = self.connections[name].execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [table for (table,) in found]

    def insert(self, table, rows):
        self.put(self.connections["framework"], table, columns=writing.FRAMEWORK[table], rows=rows)

    def fingerprint(self, name):
        connection = self.connections[name]
        return [connection.execute(f"SELECT xmin, ctid, t FROM {table} t").fetchall() for table in self.tables(name)]

    def schema(self):
        query = "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
        return self.connections["framework"].execute(query).fetchall()

    def close(self):
        for connection in self.connections.values():
            connection.close()


def given(kind, value):
    """A value as PostgreSQL's types take it: an empty date is NULL, texts of numbers are trimmed."""
    if isinstance(value, str) and kind in ("date", "money", ""):
        return value.strip() or None
    return value


def types(*, clock, padded):
    return {
        "text": "CHAR(60)" if padded else "VARCHAR(60)",
        "money": "NUMERIC(19,4)" if padded else "DOUBLE PRECISION",
        "date": "TIMESTAMP" if clock else "DATE",
        "key": "INTEGER PRIMARY KEY" if clock else "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "": "NUMERIC(10,0)",
    }


TYPES = {(clock, padded): types(clock=clock, padded=padded) for clock in (True, False) for padded in (True, False)}
