"""What a working process does when its store is in trouble."""

from __future__ import annotations

import time
from typing import Any, cast

import pytest

from app.engine import worker
from app.engine.worker import Worker
from app.model.agent import AgentName
from app.model.errors import Unreachable


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written, and nobody waits long for it."""

    def refuse(*_: object, **__: object) -> None:
        raise Unreachable("The store could not be used", why="the disk is full")

    monkeypatch.setattr(worker.handing, "hand_over", refuse)
    monkeypatch.setattr(worker.schedule, "tick", refuse)
    monkeypatch.setattr(worker, "_LASTING", 0.01)


def look_twice(*, schedules: bool) -> None:
    nothing = cast("Any", type("Nothing", (), {"store": None, "catalogue": {}}))
    at_work = Worker(AgentName("North"), workshop=nothing, queue=nothing, order=(), schedules=schedules)
    at_work.step()
    time.sleep(0.02)
    at_work.step()


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("full_disk")
def test_a_command_gives_up_once_the_trouble_has_lasted() -> None:
    with pytest.raises(Unreachable, match="disk is full"):
        look_twice(schedules=False)


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("full_disk")
def test_an_agents_process_goes_on_looking() -> None:
    look_twice(schedules=True)
