"""Builds everything once; the only file that knows which concrete class plays which role."""

from __future__ import annotations

from pathlib import Path

from app.console import Console


def build(home: Path | None = None, store_url: str | None = None) -> Console:
    """The console on a data folder (default: TIELINE_HOME or the user's) and a store (default: SQLite in it)."""
    raise NotImplementedError
