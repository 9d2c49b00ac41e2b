"""The nearest right word."""

from __future__ import annotations

import pytest

from app.cli.words import nearest


@pytest.mark.parametrize(
    ("word", "near"), [("vendr", "vendor"), ("part clas", "part class"), ("xyz", None), ("", None)]
)
def test_the_nearest_word_is_near_or_none(word: str, near: str | None):
    assert nearest(word, ["part", "part class", "vendor"]) == near
