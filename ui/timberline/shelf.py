"""Which profiles there are: those in the data folder, and those opened before."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "timberline/profiles"
_MOST = 20


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A profile file and the name it gives itself."""

    path: Path
    name: str


class Shelf:
    """Looks for profiles; what is opened is remembered, newest first."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def profiles(self) -> tuple[Shelved, ...]:
        """Every profile that can be found, without reading more than its name."""
        found = dict.fromkeys([*self._remembered(), *self._in_home()])
        return tuple(Shelved(path=path, name=name) for path in found if (name := _name(path)))

    def remember(self, path: Path) -> None:
        """Put a profile in front."""
        kept = [path, *(one for one in self._remembered() if one != path)][:_MOST]
        QSettings().setValue(_KEY, json.dumps([str(one) for one in kept]))

    def _in_home(self) -> Sequence[Path]:
        folders = (self._home / "profiles", self._home / "sandbox", self._home / "sandbox" / "timberline")
        return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))]

    def _remembered(self) -> list[Path]:
        try:
            found = json.loads(str(QSettings().value(_KEY, "[]")))
        except ValueError:
            return []
        return [Path(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _name(path: Path) -> str:
    """The profile's own name, its file name if it cannot be read, or nothing if it is no profile."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return ""
    except tomllib.TOMLDecodeError:
        return path.stem
    return str(document.get("name") or path.stem) if "databases" in document else ""
