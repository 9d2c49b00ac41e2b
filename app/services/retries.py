"""What a retry is about: the rows that were picked, among those that can be tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any  # rows of many tables

from app.connect.documents.desk import Desk

Rows = list[Mapping[str, Any]]


def picked(desk: Desk, source: str, found: Rows, *, number: str, there: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows found that have an open failed record which the order is about; `number` is the column of its name.

    Records whose row is not even `there` any more are closed.
    """
    failed = desk.failed(source)
    desk.forget(source, failed - {str(row[number]) for row in there})
    return [row for row in found if str(row[number]) in failed]
