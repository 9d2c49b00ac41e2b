"""Works tasks out side by side and gives their results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def side_by_side(tasks: Iterable[Callable[[], Result]], *, lanes: int, name: str) -> Iterator[Result]:
    """The results of the tasks in their order, `lanes` of which are at work while one is taken."""
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(lanes, thread_name_prefix=f"tieline-{name}") as pool:
        try:
            for task in tasks:
                waiting.append(pool.submit(task))
                if len(waiting) > lanes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
