"""SQL Server: against a look-alike through FreeTDS, and every statement parsed as T-SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyodbc
import pytest
import sqlglot
from sqlalchemy.dialects.mssql import dialect as mssql_dialect

from app.connect.databases import open_database
from app.connect.documents import books as documents
from app.model.errors import Unreachable
from app.model.job import ColumnKind
from app.model.run import Counters, RunMode, RunOrder
from app.sync import identities, turns
from app.sync.books import claiming
from app.sync.dialects import mssql
from app.sync.sessions import Routes
from app.sync.shapes import SourceColumn
from app.sync.targets import ddl
from tests.app.sync.site import PART, Site
from tests.peers import tds

pytestmark = pytest.mark.odbc


@pytest.fixture
def server() -> Iterator[tds.Server]:
    """A look-alike with an ERP and room for ARM."""
    if "FreeTDS" not in pyodbc.drivers():
        pytest.skip("needs the FreeTDS ODBC driver")
    with tds.running() as started:
        columns = ", ".join(
            f'"{column.name}" {"bigint" if column.kind in (ColumnKind.INTEGER, ColumnKind.BIT) else "nvarchar(60)"}'
            for column in PART.columns
        )
        started.site.data.execute(
            f'CREATE TABLE "Erp.Part" ({columns}, "SysRowID" uniqueidentifier, "SysRevID" bigint)'
        )
        yield started
        assert started.site.failed == []


def add(server: tds.Server, part: str, revision: int, **values: object) -> None:
    row = {"Company": "C1", "PartNum": part, "InActive": 0, "SysRowID": f"id-{part}", "SysRevID": revision, **values}
    marks = ", ".join("?" * len(row))
    server.site.data.execute(f'INSERT INTO "Erp.Part" ({", ".join(row)}) VALUES ({marks})', list(row.values()))
    server.site.data.commit()


def test_an_erp_on_sql_server_comes_into_sqlite(server: tds.Server, tmp_path: Path) -> None:
    site = Site(erp=server.url, write_erp=f"sqlite:///{tmp_path}/unused.db", arm=f"sqlite:///{tmp_path}/arm.db",
                routes=Routes(bulk_from=None))  # fmt: skip
    for number in range(5):
        add(server, f"P{number}", 100 + number, Price="50.2600", Size=2**63 - 1, Description="ü'\"")
    add(server, "LONG", 200, Description="x" * 31)
    add(server, "NOT", 201, InActive=1)
    assert site.run() == Counters(read=7, inserted=5, failed=1, skipped=1)
    assert site.run() == Counters()
    part = site.part("P0")
    assert (part["Price"], part["Size"], part["Description"]) == ("50.2600", 2**63 - 1, "ü'\"")
    server.site.data.execute("""DELETE FROM "Erp.Part" WHERE "PartNum" = 'P4'""")
    server.site.data.commit()
    assert site.full() == Counters(read=6, unchanged=4, failed=1, skipped=1, deleted=1)
    assert site.run(RunMode.RETRY) == Counters(read=1, failed=1)
    site.close()


def test_sqlite_comes_into_an_arm_on_sql_server(server: tds.Server, tmp_path: Path) -> None:
    site = Site(erp=f"sqlite:///{tmp_path}/erp.db", arm=server.url, routes=Routes(bulk_from=None, batch=3))
    site.make()
    ids = [site.add(f"P{number}", Price="1.50", Size=number) for number in range(7)]
    site.add("P1", Description="a second one")
    assert site.run() == Counters(read=8, inserted=7, failed=1)
    assert site.run() == Counters()
    site.change(ids[2], Description="new")
    site.remove(ids[5])
    assert site.run() == Counters(read=1, updated=1)
    assert site.full().deleted == 1
    rows = server.site.data.execute('SELECT "PartNum", "Description", "Deleted" FROM "Part" ORDER BY 1').fetchall()
    assert rows[2] == ("P2", "new", 0)
    assert rows[5] == ("P5", "part P5", 1)
    site.close()


def test_a_wrong_password_is_one_clear_sentence(server: tds.Server, tmp_path: Path) -> None:
    wrong = server.url.replace("Secret123", "nope")
    site = Site(erp=wrong, write_erp=f"sqlite:///{tmp_path}/unused.db", arm=f"sqlite:///{tmp_path}/arm.db",
                routes=Routes())  # fmt: skip
    with pytest.raises(Unreachable, match="Login failed") as told:
        site.run()
    assert "nope" not in str(told.value)
    site.close()


def order() -> RunOrder:
    return Site(erp="sqlite:///unused.db", arm="sqlite:///unused.db", routes=Routes()).order()


def test_statements_are_good_t_sql() -> None:
    target, source = mssql.Target(), mssql.Source()
    revision = SourceColumn(name="SysRevID", type="timestamp")
    statements = [
        *ddl(PART, language=target),
        *target.upsert(
            '"Part"', stage='"#S"', pairs=[("Company", "a"), ("Price", "b")], key=["Company"], where="v = 1"
        ),
        target.fill('"Part"', pairs=[("Company", "a")], rows='FROM "#S" WHERE v = 1'),
        target.update_from('"Part"', sets='"Deleted" = 1', stage='"#S"', where='"Part"."A" = x'),
        target.make_scratch("S", columns="a bigint IDENTITY PRIMARY KEY"),
        *target.index_scratch("S", columns="a"),
        f"SELECT 1 FROM x WHERE {target.differs('a', 'b')}",
        source.newest(revision, table="Part"),
        f"SELECT 1 FROM {source.table('Part')} WHERE {source.past(revision, low=5, high=9)}",
        source.limited('SELECT "a" FROM "t" ORDER BY 1', rows=5, skip=2),
        turns.MSSQL.replace(":turn", "?"),
        identities.QUERIES["mssql"],
        claiming("mssql"),
        str(documents.claiming(order()).compile(dialect=mssql_dialect())),
    ]
    for statement in statements:
        assert sqlglot.parse(statement, read="tsql", error_level=sqlglot.ErrorLevel.RAISE), statement


def test_batches_take_turns_on_sql_server_and_the_books_are_locked(server: tds.Server, tmp_path: Path) -> None:
    site = Site(erp=f"sqlite:///{tmp_path}/erp.db", arm=server.url, routes=Routes(bulk_from=None))
    site.make()
    site.add("P")
    site.run()
    asked = [sql for sql in server.site.statements if "sp_getapplock" in sql]
    assert len(asked) >= 3  # the tables, and each batch
    assert any("WITH (UPDLOCK, HOLDLOCK)" in sql for sql in server.site.statements)
    first = next(place for place, sql in enumerate(server.site.statements) if "INSERT INTO" in sql and '"Part"' in sql)
    assert any("sp_getapplock" in sql for sql in server.site.statements[:first])
    site.close()


def test_a_turn_that_the_server_denies_is_a_sentence(server: tds.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tds, "ANSWERS", [("sp_getapplock", ["x"], [(-3,)]), *tds.ANSWERS])
    arm = open_database(server.url, name="ARM")
    with arm.begin() as connection, pytest.raises(Unreachable, match="another process keeps its turn"):
        turns.take(connection, "Part")
    arm.close()


def test_an_erp_on_sql_server_says_who_it_is(server: tds.Server) -> None:
    erp = open_database(server.url, name="ERP")
    assert identities.identity(erp) == "mssql:tieline"
    erp.close()


def test_a_rowversion_is_compared_as_bytes_and_capped_below_open_transactions() -> None:
    source, revision = mssql.Source(), SourceColumn(name="SysRevID", type="timestamp")
    assert source.past(revision, low=5, high=9) == (
        '"SysRevID" > CAST(CAST(5 AS bigint) AS binary(8)) AND "SysRevID" <= CAST(CAST(9 AS bigint) AS binary(8))'
    )
    assert "MIN_ACTIVE_ROWVERSION() AS bigint) - 1" in source.newest(revision, table="Part")
