"""The only way from the window to the core: calls run in threads, errors take one path, late answers are dropped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar  # a coroutine's channels are of no interest

from PySide6.QtCore import QObject, Signal

from app.model.errors import TielineError

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")
WORKERS = 6


class Work(QObject):
    """Starts coroutines of the window and awaits calls into the core."""

    refused = Signal(object)  # a TielineError: told in a sentence
    broken = Signal(object)  # any other exception: our bug

    def __init__(self, *, loop: asyncio.AbstractEventLoop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._executor = ThreadPoolExecutor(WORKERS, thread_name_prefix="window")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._owned: dict[int, set[asyncio.Task[Any]]] = {}
        self._dropped: set[asyncio.Task[Any]] = set()  # their widgets are gone, and so are their errors
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._tasks)

    def start(self, coroutine: Coroutine[Any, Any, None], *, owner: QObject | None = None) -> None:
        """Let a coroutine run; it ends with its owner, whose later answers nobody would see."""
        if self._closed:
            coroutine.close()
            return
        task = self._loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        if owner is not None:
            mine = self._tasks_of(owner)
            mine.add(task)
            task.add_done_callback(mine.discard)

    async def call(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a function of the core in a thread and give its answer to the coroutine."""
        future = self._executor.submit(function, *args, **kwargs)
        return await asyncio.wrap_future(future, loop=self._loop)

    def future(self) -> asyncio.Future[Any]:
        """A future for the answer of a dialog."""
        return self._loop.create_future()

    async def close(self) -> None:
        """Cancel what is under way and let the threads end; calls already in the core finish first."""
        self._closed = True
        self._owned.clear()  # pages that go from now on have nothing to cancel
        for task in [task for task in self._tasks if task is not asyncio.current_task(self._loop)]:
            self._dropped.add(task)
            task.cancel()
        await self._loop.run_in_executor(None, self._executor.shutdown)

    def _tasks_of(self, owner: QObject) -> set[asyncio.Task[Any]]:
        place = id(owner)
        if place not in self._owned:
            self._owned[place] = set()
            owner.destroyed.connect(lambda: self._on_owner_gone(place))
        return self._owned[place]

    def _on_owner_gone(self, place: int) -> None:
        for task in self._owned.pop(place, set()):
            self._dropped.add(task)
            task.cancel()

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if task in self._dropped:
            self._dropped.discard(task)
            return
        if isinstance(error, TielineError):
            _log.info("refused: %s", error)
            self.refused.emit(error)
        elif error is not None:
            _log.error("a task of the window failed", exc_info=error)
            self.broken.emit(error)
