"""Large tables are read side by side: results keep their order, errors come where they belong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from app.sync.lanes import side_by_side


def test_results_come_in_the_order_of_their_tasks_though_later_ones_end_first() -> None:
    second_is_done = threading.Event()

    def first() -> str:
        assert second_is_done.wait(10)
        return "first"

    def second() -> str:
        second_is_done.set()
        return "second"

    assert list(side_by_side([first, second], lanes=2, name="test")) == ["first", "second"]


def test_no_more_is_worked_out_than_lanes_and_one() -> None:
    begun: list[int] = []

    def task(number: int) -> Callable[[], int]:
        def work() -> int:
            begun.append(number)
            return number

        return work

    found = side_by_side((task(number) for number in range(10)), lanes=2, name="test")
    assert next(found) == 0
    assert max(begun) <= 2
    assert list(found) == list(range(1, 10))


def test_an_error_comes_after_the_results_before_it_and_ends_the_work() -> None:
    def broken() -> int:
        raise ValueError("broken")

    handed_out: list[int] = []

    def tasks() -> Iterator[Callable[[], int]]:
        for number in range(10):
            handed_out.append(number)
            yield broken if number == 1 else lambda: 0

    found = side_by_side(tasks(), lanes=2, name="test")
    assert next(found) == 0
    with pytest.raises(ValueError, match="broken"):
        next(found)
    assert len(handed_out) < 6
