"""The declarations agree with the documented facts, wherever those are at hand."""

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

from app import catalogue
from app.model.job import ColumnKind

SHARED = Path(os.environ.get("TIELINE_SHARED") or Path(__file__).parents[3] / "shared")
DOMAIN = SHARED / "domain"

pytestmark = pytest.mark.skipif(
    not (DOMAIN / "jobs.csv").is_file(),
    reason=f"the domain files are not at hand ({DOMAIN}; TIELINE_SHARED names them)",
)


def _csv(name):
    with (DOMAIN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bare(name):
    return name.strip().removeprefix("Erp.")


def _documented():
    """Per table: key columns and main columns with their types, as section 1.3 of the notes lists them."""
    tables = {}
    for line in (DOMAIN / "kinetic-notes.md").read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"\| [\d, ]+ \| `Erp\.(\w+)` \| \S+ \| (.*?) \| (.*?) \|", line)
        if found:
            tables[found[1]] = tuple(
                re.findall(r"(\w+) (\w+(?:\([^)]*\))?\??)(?:, |$)", part) for part in found.groups()[1:]
            )
    return tables


@cache
def _contradicted():
    """Columns that JSON shows as another kind of value than their SQL type holds; dates are text in JSON, and a
    decimal may look whole."""
    fits = {"int": {"int", "decimal"}, "bool": {"bit"}, "str": {"nvarchar", "date", "uniqueidentifier"}}
    return {
        (_bare(row["table"]), row["column"])
        for row in _csv("kinetic-columns.csv")
        if (kind := re.match(r"\w+", row["sql_type"]))
        and kind[0] not in fits[row["json_type"]]
        and row["kind"] != "system"
    }


def _expected(table, name, sql):
    kind, size = re.fullmatch(r"(\w+)(?:\(([^)]*)\))?\??", sql).groups()
    guessed = sql.endswith("?") or size in (None, "?", "max")
    numbers = [] if guessed else [int(part) for part in size.split(",")]
    if (table, name) in _contradicted():
        return (ColumnKind.ANY, None, None, None)
    if kind == "nvarchar":
        return (ColumnKind.TEXT, numbers[0] if numbers else None, None, None)
    if kind == "decimal":
        return (ColumnKind.DECIMAL, None, *(numbers or (None, None)))
    plain = {"int": ColumnKind.INTEGER, "bit": ColumnKind.BIT, "date": ColumnKind.DATE}
    return (plain[kind], None, None, None)


def _tables():
    return [table for job in catalogue.load() for table in job.tables]


def test_number_name_and_direction_are_the_documented_ones():
    told = [(int(row["number"]), row["name"], row["direction"]) for row in _csv("jobs.csv")]
    assert [(job.number, job.name, job.direction.value) for job in catalogue.load()] == told


@pytest.mark.parametrize(("field", "kind"), [("depends_on", "documented"), ("follows", "foreign key")])
def test_the_edges_are_the_documented_ones(field, kind):
    told = {(row["job"], row["depends_on"]) for row in _csv("dependencies.csv") if row["kind"] == kind}
    assert {(job.name, other) for job in catalogue.load() for other in getattr(job, field)} == told


def test_jobs_that_bring_rows_have_every_documented_table_with_its_key():
    for row in _csv("jobs.csv"):
        job = catalogue.job(int(row["number"]))
        if row["direction"] in ("inbound", "bidirectional"):
            sources = [_bare(source) for source in row["source_tables"].split(";")]
            assert [table.source for table in job.tables] == sources
            assert ["+".join(table.key) for table in job.tables] == row["key_columns"].split(";")
        else:
            assert not job.tables


def test_every_documented_column_stands_where_it_should():
    documented = _documented()
    assert len(documented) == 78
    for table in _tables():
        keys, main = documented[table.source]
        assert table.key == tuple(name for name, _ in keys)
        assert [column.name for column in table.columns] == [name for name, _ in (*keys, *main)], table.source


def test_every_column_has_its_kind_and_size():
    documented = _documented()
    for table in _tables():
        types = dict(documented[table.source][0] + documented[table.source][1])
        for column in table.columns:
            declared = (column.kind, column.length, column.precision, column.scale)
            assert declared == _expected(table.source, column.name, types[column.name]), (table.source, column.name)


def test_just_the_contradicted_columns_take_anything():
    open_kinds = {
        (table.source, column.name) for table in _tables() for column in table.columns if column.kind is ColumnKind.ANY
    }
    assert open_kinds == {
        ("UOM", "Rounding"),
        ("UOMConv", "BaseUOM"),
        ("PayMethod", "Type"),
        ("PartXRefMfg", "LeadTime"),
    }
    assert open_kinds <= _contradicted()


def test_no_documented_table_is_left_out():
    unread = {"APInvGrp"}  # written by job 60, read by none
    assert set(_documented()) - {table.source for table in _tables()} == unread
