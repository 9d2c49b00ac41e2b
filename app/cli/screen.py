"""Opens the window where there is a screen."""

from __future__ import annotations

import importlib
import os
import sys

from app.cli.opened import Session
from app.model.errors import UsageError

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_window(session: Session) -> int:
    """Open the window and wait until it is closed; its exit code."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        # Qt would abort the process.
        raise UsageError(
            "The window was not opened",
            why="there is no screen here",
            remedy="Use a command instead (tieline --help), or see everything work: tieline demo.",
        )
    # By name: the product without a window must not depend on the window.
    return int(importlib.import_module("ui.main").main(session.home, session.store))
