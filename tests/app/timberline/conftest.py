"""A site to act on: the sandbox's books and a profile over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sandbox import timberline as sandbox


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return sandbox.make(tmp_path / "site", seed=3)


@pytest.fixture
def out(profile: Path) -> Path:
    return profile.parent / "timberline" / "out"


@pytest.fixture
def framework_file(profile: Path) -> Path:
    return profile.parent / "timberline" / "framework.db"


@pytest.fixture
def timberline_file(profile: Path) -> Path:
    return profile.parent / "timberline" / "timberline.db"
