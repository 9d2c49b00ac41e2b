"""The quick route of the check answers exactly as the general one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote_plus

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.money import to_cents
from app.timberline import arrow_columns, checking, profiles, values
from app.timberline.workplace import Workplace


@given(st.lists(st.one_of(st.none(), st.floats(min_value=-1e12, max_value=1e12)), max_size=50))
@example([0.005, 1.005, 1.015, -1.005, 2.675, 1.0049999999999999, 0.1 + 0.2, 1e11 + 0.005])
def test_cents_of_floats_are_those_of_their_shortest_text(numbers: list[float | None]) -> None:
    found = arrow_columns.cents(pa.array(numbers, type=pa.float64()), name="x").to_pylist()
    assert [Decimal(cents).scaleb(-2) for cents in found] == [to_cents(number) for number in numbers]


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False), max_size=50))
def test_cents_of_decimals_are_rounded_away_from_zero(numbers: list[Decimal]) -> None:
    found = arrow_columns.cents(pa.array(numbers, type=pa.decimal128(20, 4)), name="x").to_pylist()
    assert [Decimal(cents).scaleb(-2) for cents in found] == [to_cents(number) for number in numbers]


@given(st.lists(st.one_of(st.none(), st.text()), max_size=30))
def test_text_is_folded_alike(texts: list[str | None]) -> None:
    column = pa.array(texts, type=pa.string())
    assert arrow_columns.folded(column).to_pylist() == [values.fold(text) for text in texts]
    assert arrow_columns.trimmed(column).to_pylist() == [values.text(text) for text in texts]


def _stir(framework_file: Path, timberline_file: Path, dice: random.Random) -> None:
    """Odd spellings, odd amounts, jobs that are gone, dates outside the range."""
    with closing(sqlite3.connect(framework_file)) as connection, connection:
        connection.execute("DROP VIEW v_sched_tlCstClaim")
        ids = [row[0] for row in connection.execute("SELECT l_claim_id FROM cst_claim")]
        for claim in dice.sample(ids, 60):
            column, value = dice.choice(
                [
                    ("s_invoice_num", dice.choice(["v-0003", " V-0004 ", "É-1", "é-1 ", "", None, "ß"])),
                    ("c_total", dice.choice([None, 0.005, -3.335, 7, 1e10 + 0.125])),
                    ("c_paid_amt", dice.choice([None, 0.015, 5])),
                    ("d_invoice", dice.choice([None, "1899-12-30", "2020-01-01", "07/09/2026"])),
                    ("l_job_id", dice.choice([999999, None])),
                    ("s_link_accts", dice.choice(["N/A", " N/A ", "n/a"])),
                ]
            )
            connection.execute(f"UPDATE cst_claim SET {column} = ? WHERE l_claim_id = ?", (value, claim))
    with closing(sqlite3.connect(timberline_file)) as connection, connection:
        rows = [row[0] for row in connection.execute("SELECT rowid FROM Current_Art_Record_1")]
        for row in dice.sample(rows, 40):
            column, value = dice.choice(
                [
                    ("type", dice.choice([" INVOICE ", "Cash Receipt", "Invoice adjustment", None])),
                    ("tInv", dice.choice(["v-0003   ", "é-1", "SS", None])),
                    ("tAmt", dice.choice([0.005, None, -12.345])),
                ]
            )
            connection.execute(f"UPDATE Current_Art_Record_1 SET {column} = ? WHERE rowid = ?", (value, row))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("route", ["sqlite", pytest.param("odbc", marks=pytest.mark.odbc)])
def test_columns_answer_as_rows_do(
    profile: Path, framework_file: Path, timberline_file: Path, seed: int, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stir(framework_file, timberline_file, random.Random(seed))
    if route == "odbc":
        _through_odbc(profile, timberline_file)
    if seed % 2:
        profile.write_text(profile.read_text().replace("sign  = 1", "sign  = -1").replace("from = 2026-07-01\n", ""))
    loaded = profiles.load(profile)
    by_rows = checking.run(loaded, workplace=Workplace())
    monkeypatch.setattr(checking._Check, "by_rows", None)
    by_columns = checking.run(loaded, workplace=Workplace(), large=0)
    assert list(by_columns.rows) == list(by_rows.rows)
    assert by_columns.buckets == by_rows.buckets
    assert by_columns.coverage == by_rows.coverage
    assert by_columns.messages == by_rows.messages
    assert by_columns.rows[3:5] == tuple(by_rows.rows[3:5])
    assert by_columns.rows[-1] == by_rows.rows[-1]


def _through_odbc(profile: Path, timberline_file: Path) -> None:
    pyodbc = pytest.importorskip("pyodbc")
    driver = next((name for name in pyodbc.drivers() if name == "SQLite3"), None)
    if driver is None:
        pytest.skip("needs the SQLite ODBC driver, which bootstrap installs on Debian")
    connect = quote_plus(f"DRIVER={driver};Database={timberline_file};StepAPI=1")
    text = profile.read_text()
    profile.write_text(
        text.replace('"sqlite:///timberline/timberline.db"', f'"odbc+pyodbc:///?odbc_connect={connect}"')
    )
