"""The mark that a window leaves in the data folder, so that the next one knows how the last one ended."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast  # the file may say anything

_log = logging.getLogger(__name__)
_FILE = "window-session.json"


@dataclass(frozen=True, kw_only=True)
class LastSession:
    """When the last window was last seen, and whether it was closed properly."""

    seen: datetime
    closed: bool


class SessionMark:
    """One window's mark; a folder that cannot be written to is no reason not to work."""

    def __init__(self, home: Path) -> None:
        self._file = home / _FILE

    def begin(self, *, now: datetime) -> LastSession | None:
        """Take over the mark; what it said of the last window, None at the first start."""
        last = self._read()
        self._write(now, closed=False)
        return last

    def beat(self, *, now: datetime) -> None:
        """Say that the window is still there."""
        self._write(now, closed=False)

    def end(self, *, now: datetime) -> None:
        """Say that the window was closed properly."""
        self._write(now, closed=True)

    def _read(self) -> LastSession | None:
        try:
            found: Any = json.loads(self._file.read_text(encoding="utf-8"))
            values = cast("dict[str, Any]", found)
            return LastSession(seen=datetime.fromisoformat(values["seen"]), closed=bool(values["closed"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, now: datetime, *, closed: bool) -> None:
        try:
            self._file.write_text(json.dumps({"seen": now.isoformat(), "closed": closed}), encoding="utf-8")
        except OSError:
            _log.info("the session's mark was not written", exc_info=True)
