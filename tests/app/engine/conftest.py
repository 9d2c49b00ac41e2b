"""A fresh world a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.engine.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """One agent with one company and six jobs, at noon."""
    found = open_world(tmp_path)
    yield found
    found.store.close()
