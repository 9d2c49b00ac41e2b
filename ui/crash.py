"""What happens when a bug of ours surfaces: it is logged, written to a local report, and told once."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.model.errors import TielineError

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("ui.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHook:
    """Catches what nobody caught: in slots, tasks and threads."""

    def __init__(self, *, folder: Path) -> None:
        self._folder = folder
        self._tell: Callable[[Path | None, BaseException], None] | None = None
        self._refuse: Callable[[TielineError], None] | None = None

    def install(self) -> None:
        """Put the hook everywhere."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(_on_qt_message)

    def tell_with(self, tell: Callable[[Path | None, BaseException], None]) -> None:
        """From now on there is a window that can tell the user."""
        self._tell = tell

    def refuse_with(self, refuse: Callable[[TielineError], None]) -> None:
        """The world's faults that surface in a slot are told in their sentence."""
        self._refuse = refuse

    def move_to(self, folder: Path) -> None:
        """Write reports into this data folder from now on."""
        self._folder = folder

    def report(self, error: BaseException) -> Path | None:
        """Log and write the report; where it is, or None if it could not be written."""
        _log.error("a bug surfaced in the window", exc_info=error)
        path = self._folder / "crashes" / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report_text(error), encoding="utf-8")
        except OSError:
            _log.exception("the crash report could not be written")
            return None
        return path

    def caught(self, error: BaseException) -> None:
        """Report and tell."""
        path = self.report(error)
        if self._tell:
            self._tell(path, error)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, TielineError) and self._refuse:
            self._refuse(error)
        else:
            self.caught(error)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)  # the window is not touched from another thread


def report_text(error: BaseException) -> str:
    """What the report says: versions and the traceback, no data of the user's."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"Tieline crash report, {datetime.now(UTC).isoformat(timespec='seconds')}\n"
        f"{platform.platform()}, Python {platform.python_version()}, PySide6 {pyside_version}\n\n{trace}"
    )


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)
