"""What every page works with, handed over once."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.console import Console
from ui.bridge import Bridge
from ui.engines import Engines
from ui.environment import Surroundings
from ui.theme.theme import Theme
from ui.widgets.notices import Notices
from ui.work import Work


def now() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


def user() -> str:
    """Who sits at this desk, for the history and the audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The facade, the news, the threads, the look and the place for notices."""

    console: Console
    bridge: Bridge
    work: Work
    theme: Theme
    notices: Notices
    user: str
    engines: Engines = field(default_factory=Engines)
    surroundings: Surroundings = field(default_factory=Surroundings)
    clock: Callable[[], datetime] = now
