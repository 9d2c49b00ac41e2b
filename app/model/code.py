"""A code of an error, and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Code:
    """One code of one family; told in one language."""

    family: str  # ODBC, SQL Server, PostgreSQL, Windows, Kinetic, Sage, Tieline
    code: str
    meaning: str
    remedy: str
    exact: bool = False  # the text that was looked up holds the code itself
