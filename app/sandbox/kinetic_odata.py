"""Entity sets of the Kinetic double: queries, single rows, inserts, changes and deletions by OData."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any  # JSON is untyped

import sqlalchemy as sa

from app.sandbox.kinetic_columns import tables
from app.sandbox.kinetic_entities import table_of
from app.sandbox.kinetic_filters import column_of, odata_filter
from app.sandbox.kinetic_methods import store_row
from app.sandbox.kinetic_refusals import Refusal, bad_query, missing
from app.sandbox.kinetic_requests import Request
from app.sandbox.kinetic_rows import Row, Rows

_LIMIT = 100  # rows, where $top is not given
_PATH = re.compile(r"^(?P<set>\w+)(?:\((?P<key>.*)\))?(?:/(?P<child>\w+))?$")
_KEY_PART = re.compile(r"'((?:[^']|'')*)'|([^,']+)")
_OPTIONS = {"$filter", "$orderby", "$top", "$skip", "$select", "$count", "api-key"}


def answer(rows: Rows, *, verb: str, service: str, path: str, query: Mapping[str, str], body: Row, user: str) -> Any:
    """Answer a request for an entity set; None where the path is none of this service."""
    found = _PATH.match(path)
    table = table_of(service, found["set"]) if found else None
    if found is None or table is None:
        return None
    if found["key"] is None:
        if verb == "POST":
            row = store_row(_request(rows, body, user), service=service, table=table, row={**body, "RowMod": "A"})
            return _entity(table, row)
        return _query(rows, table, query)
    row = _row(rows, table, found["key"])
    if found["child"]:
        return _children(rows, service=service, parent=table, row=row, entities=found["child"], query=query)
    if verb == "PATCH":
        changed = {**row, **body, "RowMod": "U"}
        return _entity(table, store_row(_request(rows, body, user), service=service, table=table, row=changed))
    if verb == "DELETE":
        rows.delete(table, row)
        return {}
    return _entity(table, row)


def _request(rows: Rows, body: Row, user: str) -> Request:
    return Request(rows=rows, user=user, parameters={"ds": {}, "row": body})


def _query(rows: Rows, table: str, query: Mapping[str, str], *, also: sa.ColumnElement[bool] | None = None) -> Row:
    if unknown := {name for name in query if name.startswith("$")} - _OPTIONS:
        raise bad_query(f"The query option '{min(unknown)}' is not supported.")
    within = rows.table(table)
    where = odata_filter(query["$filter"], within) if query.get("$filter") else sa.true()
    where = where if also is None else sa.and_(where, also)
    top, skip = _number(query, "$top", _LIMIT), _number(query, "$skip", 0)
    found = rows.select(table, where=where, order=_order(within, query.get("$orderby", "")), top=top, skip=skip)
    wanted = [name.strip() for name in query.get("$select", "").split(",") if name.strip()]
    for name in wanted:
        column_of(within, name)
    values = [_entity(table, row) for row in found]
    answered: Row = {"@odata.context": f"$metadata#{table}"}
    if query.get("$count") == "true":
        answered["@odata.count"] = len(rows.select(table, where=where))
    answered["value"] = [{n: row[n] for n in wanted if n in row} for row in values] if wanted else values
    return answered


def _number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    text = query.get(name, "")
    if text and not text.isdigit():
        raise bad_query(f"Invalid value '{text}' for {name} query option.")
    return int(text) if text else otherwise


def _order(table: sa.Table, text: str) -> tuple[sa.ColumnElement[Any], ...]:
    found: list[sa.ColumnElement[Any]] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, way = part.partition(" ")
        column = column_of(table, name)
        found.append(column.desc() if way.strip() == "desc" else column.asc())
    return tuple(found)


def _row(rows: Rows, table: str, key: str) -> Row:
    given = [quoted.replace("''", "'") if quoted else plain.strip() for quoted, plain in _KEY_PART.findall(key)]
    names = tables()[table].key
    if len(given) == len(names) - 1 and "Company" in names:
        given.insert(names.index("Company"), rows.company)
    if len(given) != len(names):
        raise bad_query(f"The number of keys does not match those of {table}.")
    pairs = dict(zip(names, given, strict=True))
    equal = {name: int(value) if value.lstrip("-").isdigit() else value for name, value in pairs.items()}
    equal = {name: equal[name] if _is_number(table, name) else pairs[name] for name in names}
    row = rows.one(table, **equal)
    if row is None:
        raise missing("Record not found.")
    return row


def _is_number(table: str, name: str) -> bool:
    return next(column for column in tables()[table].columns if column.name == name).kind.value == "integer"


def _children(rows: Rows, *, service: str, parent: str, row: Row, entities: str, query: Mapping[str, str]) -> Row:
    child = table_of(service, entities)
    if child is None:
        raise missing(f"Resource not found for the segment '{entities}'.")
    within = rows.table(child)
    parts: list[sa.ColumnElement[bool]] = []
    for name in tables()[parent].key:
        column = next((each for each in within.c if each.name.lower() == name.lower()), None)
        if column is None:
            raise Refusal(f"{child} is no child of {parent}.")
        parts.append(column == row[name])
    return _query(rows, child, query, also=sa.and_(*parts))


def _entity(table: str, row: Row) -> Row:
    """The row as OData tells it: a property named like its entity gets a 1."""
    return {f"{name}1" if name == table else name: value for name, value in row.items() if name != "RowMod"}
