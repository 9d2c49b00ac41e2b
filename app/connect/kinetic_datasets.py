"""Datasets of Kinetic's methods: tables of rows whose RowMod says what is to become of them."""

from __future__ import annotations

from typing import Any  # JSON is untyped

from app.connect.kinetic_json import Row, Tables
from app.model.errors import Fatal

ADDED, CHANGED, DELETED = "A", "U", "D"


def added(tables: Tables, table: str) -> Row:
    """The row that a GetNew method put there."""
    rows = [row for row in tables.get(table, []) if row.get("RowMod") == ADDED]
    if not rows:
        raise Fatal(
            "Kinetic's answer cannot be used",
            why=f"a new row of {table} was asked for and none came",
            remedy="Check the version of the Kinetic REST API.",
        )
    return rows[-1]


def first(tables: Tables, table: str) -> Row:
    """The row of a table that must be there."""
    rows = tables.get(table) or []
    if not rows:
        raise Fatal(
            "Kinetic's answer cannot be used",
            why=f"it holds no row of {table}",
            remedy="Check the version of the Kinetic REST API.",
        )
    return rows[0]


def find(tables: Tables, table: str, **key: Any) -> Row | None:
    """The row with this key, or None; text is compared without blanks at its end."""
    for row in tables.get(table, []):
        if all(_same(row.get(name), value) for name, value in key.items()):
            return row
    return None


def mark_changed(row: Row, **values: Any) -> bool:
    """Set values and mark the row as changed; whether any was different."""
    different = {name: value for name, value in values.items() if not _same(row.get(name), value)}
    if different:
        row.update(different)
        if row.get("RowMod") != ADDED:
            row["RowMod"] = CHANGED
    return bool(different)


def only_changes(tables: Tables) -> Tables:
    """The dataset without its untouched rows: what an Update needs to be sent."""
    return {name: [row for row in rows if row.get("RowMod")] for name, rows in tables.items()}


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.rstrip() == right.rstrip()
    if hasattr(right, "isoformat"):  # Kinetic gives a day as a moment
        return str(left or "")[:10] == right.isoformat()[:10]
    if left is None or right is None:
        return left is right or (left or right) in ("", 0, False)
    return left == right
