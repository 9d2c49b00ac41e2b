"""Which fonts the window uses: the desktop's own on Windows, the bundled ones elsewhere."""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

_log = logging.getLogger(__name__)
TEXT_POINTS = 9.5
SMALL_POINTS = 8.5
TITLE_POINTS = 15.0
_WINDOWS: bool = sys.platform.startswith("win")
_TEXT = ("Segoe UI Variable Text", "Segoe UI")
_MONO = ("Cascadia Mono", "Consolas")


def load_bundled() -> None:
    """Make Inter and JetBrains Mono known to Qt; a missing file only costs the look."""
    for entry in files("resources").joinpath("fonts").iterdir():
        if entry.name.endswith(".ttf"):
            with as_file(entry) as path:
                if QFontDatabase.addApplicationFont(str(path)) < 0:
                    _log.warning("the font %s could not be loaded", entry.name)


@lru_cache(maxsize=64)
def text_font(*, points: float = TEXT_POINTS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's font; digits have one width, so that columns of numbers stand below each other."""
    font = QFont(_installed(_TEXT) if _WINDOWS else "Inter")
    font.setPointSizeF(points)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=8)
def mono_font(*, points: float = 9.0) -> QFont:
    """The font of logs and files."""
    font = QFont(_installed(_MONO) if _WINDOWS else "JetBrains Mono")
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(points)
    return font


def _installed(wanted: tuple[str, ...]) -> str:
    known = set(QFontDatabase.families())
    return next((name for name in wanted if name in known), wanted[-1])
