"""Reads and writes profile files; comments, order and unknown keys of a file stay as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any  # tomlkit's documents are untyped

from app.console.timberline import Timberline
from app.model.errors import ConfigError
from app.model.profile import ProfileCheck
from ui.timberline.profile_fields import fields


def read(path: Path) -> dict[str, object]:
    """The known keys of a file, dotted; raises ConfigError where it is no TOML."""
    document = _document(path)
    found: dict[str, object] = {}
    for field in fields():
        table: Any = document.get(field.section, {}) if field.section else document
        if isinstance(table, dict) and field.name in table:
            value: Any = table[field.name]
            found[field.key] = value.unwrap() if hasattr(value, "unwrap") else value
    return found


def write(values: Mapping[str, object], *, to: Path) -> None:
    """Put the values into the file in one move."""
    import tomlkit

    document: Any = _document(to) if to.exists() else tomlkit.document()
    for field in fields():
        if field.section and field.section not in document:
            if field.key not in values:
                continue
            document[field.section] = tomlkit.table()
        table: Any = document[field.section] if field.section else document
        if field.key in values:
            if table.get(field.name) != values[field.key]:
                table[field.name] = values[field.key]
        elif field.name in table:
            del table[field.name]
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        fresh = to.with_name(f".{to.name}.new")
        fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
        fresh.replace(to)
    except OSError as error:
        raise ConfigError(
            "The profile was not saved", why=f"{to}: {error.strerror or error}", remedy="Choose another folder."
        ) from error


def check(values: Mapping[str, object], *, beside: Path, timberline: Timberline) -> tuple[ProfileCheck, ...]:
    """Check the values as if they were saved, without touching the file; raises ConfigError naming the key."""
    trial = beside.with_name(f".{beside.stem}-{os.getpid()}.check.toml")
    try:
        write(values, to=trial)
        return timberline.check_profile(trial)
    except ConfigError as error:
        why = error.why.replace(str(trial), str(beside))
        raise ConfigError(error.what, why=why, remedy=error.remedy) from error
    finally:
        trial.unlink(missing_ok=True)


def _document(path: Path) -> Any:
    import tomlkit  # slow to load, and seldom needed

    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError("The profile was not opened", why=f"{path}: {error}", remedy="Correct the file.") from error
