"""The generic ODBC dialect, asked through the SQLite driver, and what it says where other databases differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pyodbc
import pytest
import sqlalchemy as sa

from app.connect import odbc
from app.connect.databases import Database, open_database

pytestmark = pytest.mark.odbc


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    if "SQLite3" not in pyodbc.drivers():
        pytest.skip("needs the SQLite3 ODBC driver")
    with sqlite3.connect(tmp_path / "erp.db") as made:
        made.execute("CREATE TABLE Part (Num INTEGER PRIMARY KEY, Price DECIMAL(9,2) NOT NULL, Made DATE)")
        made.execute("CREATE VIEW Cheap AS SELECT * FROM Part")
        made.execute("INSERT INTO Part VALUES (1, '1.50', '2026-01-02')")
    made.close()
    connect = quote_plus(f"DRIVER=SQLite3;Database={tmp_path}/erp.db;StepAPI=1")
    opened = open_database(f"odbc+pyodbc:///?odbc_connect={connect}", name="The ERP")
    yield opened
    opened.close()


def test_the_catalogue_is_asked_by_calls(database: Database) -> None:
    with database.connect() as connection:
        looked = sa.inspect(connection)
        assert looked.get_table_names() == ["Part"]
        assert looked.get_view_names() == ["Cheap"]
        assert looked.has_table("Part")
        assert not looked.has_table("Nothing")
        assert looked.get_pk_constraint("Part")["constrained_columns"] == ["Num"]
        columns = {one["name"]: one for one in looked.get_columns("Part")}
        assert list(columns) == ["Num", "Price", "Made"]
        assert not columns["Price"]["nullable"]


def test_tables_are_found_whatever_their_case(database: Database) -> None:
    with database.connect() as connection:
        found = odbc.columns(connection, ["PART", "nothing"], schema=None)
        assert [name for _, name, _ in found] == ["Num", "Price", "Made"]
        assert {table for table, _, _ in found} == {"Part"}
        assert odbc.schema_named(connection, "Erp") is None


def test_the_driver_tells_whose_database_it_is(database: Database) -> None:
    with database.connect() as connection:
        dialect = connection.dialect
        assert getattr(dialect, "dbms") == "SQLite"  # noqa: B009 - the dialect's own attribute
        assert getattr(dialect, "limit_style") == "limit"  # noqa: B009


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("limit", "SELECT t.a FROM t LIMIT 2 OFFSET 3"),
        ("fetch", "SELECT t.a FROM t OFFSET 3 ROWS FETCH FIRST 2 ROWS ONLY"),
        ("none", "SELECT t.a FROM t"),
    ],
)
def test_rows_are_limited_in_the_words_of_the_database(style: str, written: str) -> None:
    dialect = odbc.Dialect()
    dialect.limit_style = style
    query = sa.select(sa.table("t", sa.column("a"))).limit(2).offset(3)
    compiled = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    assert " ".join(str(compiled).split()) == written
