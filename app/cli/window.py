"""No command at all: the window."""

from __future__ import annotations

from app.cli.screen import open_window
from app.cli.session import Given


def window(*, session: Given) -> int:
    """Open the window."""
    return open_window(session)
