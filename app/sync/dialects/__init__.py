"""How each database is spoken to: one module a dialect, one interface for reading and one for writing."""

from __future__ import annotations

from app.model.errors import ConfigError
from app.sync.dialects import mssql, odbc, postgresql, sqlite
from app.sync.dialects.spoken import SourceLanguage, TargetLanguage

__all__ = ["SourceLanguage", "TargetLanguage", "source_language", "target_language"]


def source_language(dialect: str) -> SourceLanguage:
    """The language an ERP database is read in."""
    match dialect:
        case "sqlite":
            return sqlite.Source(as_text=True)
        case "postgresql":
            return postgresql.Source()
        case "mssql":
            return mssql.Source()
        case _:
            return odbc.Source()


def target_language(dialect: str) -> TargetLanguage:
    """The language an ARM database is written in; raises ConfigError where Tieline knows none."""
    match dialect:
        case "sqlite":
            return sqlite.Target()
        case "postgresql":
            return postgresql.Target()
        case "mssql":
            return mssql.Target()
        case _:
            raise ConfigError(
                "ARM cannot be written",
                why=f"Tieline does not write through {dialect}",
                remedy="Give ARM an sqlite, postgresql+psycopg or mssql+pyodbc address.",
            )
