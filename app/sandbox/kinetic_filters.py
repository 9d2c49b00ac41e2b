"""Where clauses of the Kinetic double: OData's $filter and the methods' own language, both turned into SQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any  # values of any type

import sqlalchemy as sa

from app.sandbox.kinetic_refusals import bad_query
from app.sandbox.kinetic_rows import value_in

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<date>\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z_][\w.]*)|(?P<sign><>|<=|>=|[=<>(),]))"
)
_ODATA: dict[str, str] = {"eq": "=", "ne": "<>", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}
_CONSTANTS: dict[str, Any] = {"true": 1, "false": 0, "yes": 1, "no": 0, "null": None}


def odata_filter(text: str, table: sa.Table) -> sa.ColumnElement[bool]:
    """`$filter` with eq ne gt ge lt le, and, or, contains, startswith; names are case-sensitive."""
    return _Parser(text, table, signs=_ODATA).parsed()


def where_clause(text: str, table: sa.Table) -> tuple[sa.ColumnElement[bool], tuple[sa.ColumnElement[Any], ...]]:
    """`PartNum = 'A' AND SysRevID > 5 BY SysRevID`: the condition and the order."""
    condition, _, order = re.sub(r"(?i)\s+BY\s+", "\x00", f" {text} ").partition("\x00")
    words = order.replace("\x00", " ").split()
    by: list[sa.ColumnElement[Any]] = []
    for word in words:
        if word.upper().startswith("DESC") and by:
            by[-1] = by[-1].desc()
        else:
            by.append(column_of(table, word.rpartition(".")[2]))
    parsed = _Parser(condition, table, signs={}).parsed() if condition.strip() else sa.true()
    return parsed, tuple(by)


def column_of(table: sa.Table, name: str) -> sa.ColumnElement[Any]:
    """The column of that exact name; OData writes a property named like its entity with a 1."""
    if name in table.c:
        return table.c[name]
    if name.endswith("1") and name[:-1] in table.c:
        return table.c[name[:-1]]
    raise bad_query(f"Could not find a property named '{name}' on type 'Erp.Tablesets.{table.name}Row'.")


class _Parser:
    def __init__(self, text: str, table: sa.Table, *, signs: dict[str, str]) -> None:
        self._table = table
        self._signs = signs
        self._tokens = _tokens(text)
        self._at = 0

    def parsed(self) -> sa.ColumnElement[bool]:
        found = self._either()
        if self._at < len(self._tokens):
            raise bad_query(f"Syntax error at '{self._tokens[self._at][1]}'.")
        return found

    def _either(self) -> sa.ColumnElement[bool]:
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        return sa.or_(*parts)

    def _both(self) -> sa.ColumnElement[bool]:
        parts = [self._single()]
        while self._took("and"):
            parts.append(self._single())
        return sa.and_(*parts)

    def _single(self) -> sa.ColumnElement[bool]:
        if self._took("("):
            inside = self._either()
            self._must(")")
            return inside
        kind, name = self._next()
        if kind != "word":
            raise bad_query(f"Syntax error at '{name}'.")
        if name in ("contains", "startswith"):
            return self._function(name)
        column = column_of(self._table, name.rpartition(".")[2])
        sign = self._next()[1]
        sign = self._signs.get(sign, sign) if self._signs else sign
        if sign not in _COMPARE:
            raise bad_query(f"Unknown operator '{sign}'.")
        return _compared(column, sign, self._value())

    def _function(self, name: str) -> sa.ColumnElement[bool]:
        self._must("(")
        column = column_of(self._table, self._next()[1])
        self._must(",")
        value = str(self._value())
        self._must(")")
        return (
            column.contains(value, autoescape=True) if name == "contains" else column.startswith(value, autoescape=True)
        )

    def _value(self) -> Any:
        kind, text = self._next()
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "date":
            return text[:10]
        if kind == "number":
            return Decimal(text) if "." in text else int(text)
        if text.lower() in _CONSTANTS:
            return _CONSTANTS[text.lower()]
        raise bad_query(f"'{text}' is no value.")

    def _took(self, word: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at][1].lower() == word:
            self._at += 1
            return True
        return False

    def _must(self, word: str) -> None:
        if not self._took(word):
            raise bad_query(f"'{word}' was expected.")

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise bad_query("The expression ends too early.")
        self._at += 1
        return self._tokens[self._at - 1]


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise bad_query(f"Syntax error at position {at}.")
        found.append((str(match.lastgroup), str(match[str(match.lastgroup)])))
        at = match.end()
    return found


def _compared(column: sa.ColumnElement[Any], sign: str, value: Any) -> sa.ColumnElement[bool]:
    if value is None:
        return column.is_(None) if sign == "=" else column.is_not(None)
    return _COMPARE[sign](column, value_in(column, value))
