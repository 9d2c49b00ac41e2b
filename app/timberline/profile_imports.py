"""Makes a profile of an old `.ini`."""

from __future__ import annotations

from pathlib import Path

from app.model.profile import ProfileImport


def convert(old: Path, *, to: Path) -> ProfileImport:
    """Write the new profile; raises DecisionNeeded where the file exists."""
    raise NotImplementedError
