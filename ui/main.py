"""Opens the window: the loop, the look, the console in a thread, and the way out."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtWidgets import QApplication

import qasync  # isort: skip  after PySide6, so that it takes that binding

from app.model.errors import ConfigError, TielineError, Unreachable, UsageError
from ui import language, messages, screen
from ui.collecting import Collector
from ui.crash import CrashHook
from ui.dialogs.crash import CrashDialog
from ui.single import Single
from ui.theme.theme import Theme
from ui.window import MainWindow
from ui.work import Work

if TYPE_CHECKING:
    from app.console import Console
    from ui.front import Front

_log = logging.getLogger(__name__)
NO_SCREEN_EXIT = 2


def main(home: Path | None = None, store: str | None = None) -> int:
    """Open the window on a data folder and a store; the exit code when it is closed."""
    if not screen.has_screen():
        print(messages.NO_SCREEN, file=sys.stderr)  # noqa: T201  the sentence belongs on stderr
        return NO_SCREEN_EXIT
    application = make_application()
    single = Single(home or Path(os.environ.get("TIELINE_HOME", "~/.tieline")).expanduser())
    if single.call_first():
        return 0
    single.listen()
    loop = qasync.QEventLoop(application)
    # qasync's own executor is made of QThreads, which a SystemExit would hang.
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="loop"))
    asyncio.set_event_loop(loop)
    be_prompt()
    hook = CrashHook(folder=home or Path(tempfile.gettempdir()))
    hook.install()
    with loop:
        opened = Opened(application, home=home, store=store, hook=hook, loop=loop)
        single.called.connect(opened.window.come_forward)
        _stop_on_interrupt(loop, leave=opened.leave)
        return loop.run_until_complete(opened.run())


def make_application() -> QApplication:
    """The application object with its names, or the one there is."""
    QCoreApplication.setOrganizationName("Tieline")
    QCoreApplication.setApplicationName("Tieline")
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    application.setDesktopFileName("tieline")
    language.install(application)
    if QLocale.system().language() is QLocale.Language.C:  # a bare machine: no separators, no names of months
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    return application


class Opened:
    """One opening of the window, from the first paint to the last call."""

    def __init__(
        self,
        application: QApplication,
        *,
        home: Path | None,
        store: str | None,
        hook: CrashHook,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._home, self._store, self._loop = home, store, loop
        self.window = MainWindow(theme=Theme(application))
        Collector(self.window)
        self.work = Work(loop=loop)
        self._console: Console | None = None
        self._front: Front | None = None
        self._gone: asyncio.Future[int] = loop.create_future()
        self._code = 0
        self._painted = 0.0
        self._hook = hook
        hook.tell_with(self._tell_crash)
        hook.refuse_with(self.work.refused.emit)
        self.work.broken.connect(hook.caught)
        self.window.closing.connect(self._on_closing)
        self.window.opening.again.connect(self._open)

    async def run(self) -> int:
        """Paint first, then open the console; wait until the window is closed."""
        self.window.show_opening()
        self.window.show()
        self._painted = time.process_time()
        QTimer.singleShot(0, self._open)
        code = await self._gone
        await self._close()
        return code

    def _open(self) -> None:
        self.work.start(self._open_console())

    async def _open_console(self) -> None:
        self.window.opening.say("", failed=False)
        try:
            self._console, front = await self.work.call(_build, self._home, self._store)
        except TielineError as error:
            self._code = _exit_code(error)
            self.window.opening.say(messages.refusal(error), failed=True)
            return
        self._code = 0
        self._hook.move_to(Path(self._console.home))
        self._front = await front.made(self.window, console=self._console, work=self.work)
        self._front.left.connect(self.leave)
        await self._front.begin()
        used = (self._painted * 1000, time.process_time() * 1000)
        _log.info("the window was painted after %.0f ms of work and ready after %.0f ms", *used)

    def _on_closing(self) -> None:
        if self._front is None:
            self.leave()

    def leave(self) -> None:
        """Close the window; the question was answered, or nobody is there to ask."""
        if not self._gone.done():
            self._gone.set_result(self._code)

    async def _close(self) -> None:
        self.window.may_close = True
        self.window.close()
        if self._front:
            self._front.stop()
        if self._console:
            await self.work.call(self._console.close)
        await self.work.close()

    def _tell_crash(self, path: Path | None, error: BaseException) -> None:
        CrashDialog(error, path=path, theme=self.window.theme, parent=self.window).open()


def be_prompt() -> None:
    """Let the window come to its turn soon, and spare the garbage collector what stays anyway."""
    sys.setswitchinterval(0.001)
    gc.freeze()


def _build(home: Path | None, store: str | None) -> tuple[Console, type[Front]]:
    # Heavy, all of it: loaded behind the painted window, and not in its thread.
    from app import compose
    from ui.front import Front

    return compose.build(home, store), Front


def _exit_code(error: TielineError) -> int:
    codes: tuple[tuple[type[TielineError], int], ...] = ((UsageError, 2), (Unreachable, 4), (ConfigError, 5))
    return next((code for kind, code in codes if isinstance(error, kind)), 1)


def _stop_on_interrupt(loop: asyncio.AbstractEventLoop, *, leave: Callable[[], None]) -> None:
    """Ctrl+C and SIGTERM close the window without a question; the engine goes on."""
    for which in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(which, leave)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows: Python sees Ctrl+C only when something wakes it, which the feed's timer does.
            signal.signal(which, lambda *_: leave())
