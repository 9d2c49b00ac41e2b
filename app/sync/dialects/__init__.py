"""How each database is spoken to: one module a dialect, one interface for reading and one for writing."""

from __future__ import annotations

from app.sync.dialects import sqlite
from app.sync.dialects.spoken import SourceLanguage, TargetLanguage

__all__ = ["SourceLanguage", "TargetLanguage", "source_language", "target_language"]


def source_language(dialect: str) -> SourceLanguage:
    """The language an ERP database is read in."""
    return sqlite.Source()


def target_language(dialect: str) -> TargetLanguage:
    """The language an ARM database is written in."""
    return sqlite.Target()
