"""The queue's own troubles are told in a sentence, and this process works one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.engine.queue import Occupied, Queue
from app.model.errors import Unreachable


def queue(folder: Path) -> Queue:
    """A queue in a folder."""
    return Queue(f"sqlite:///{folder}/engine.sqlite", store="s", agent="Main", polling=0.05)


def test_a_queue_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "engine.sqlite").write_text("a letter to a friend" * 100, encoding="utf-8")
    with pytest.raises(Unreachable, match=r"queue could not be used.*move engine\.sqlite out"):
        queue(tmp_path).open(lambda _run: None, executor="me", instances=[1])


def test_a_process_works_for_one_at_a_time_and_then_for_the_next(tmp_path: Path) -> None:
    first, second = queue(tmp_path), queue(tmp_path)
    first.open(lambda _run: None, executor="me", instances=[1])
    with pytest.raises(Occupied):
        second.open(lambda _run: None, executor="me", instances=[1])
    first.close()
    second.open(lambda _run: None, executor="me", instances=[1])
    second.close()
    second.close()
