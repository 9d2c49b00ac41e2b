"""Modules are nouns of the trade, and the tests mirror them."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.shape.source import ROOT, modules

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools", "core", "manager"}


def test_no_module_has_a_vague_name():
    assert [one.name for one in modules("app", "ui") if {one.path.stem, *one.path.parent.parts[-1:]} & VAGUE] == []


def test_every_module_opens_with_a_sentence():
    silent = [one.name for one in modules("app", "ui") if one.text.strip() and not ast.get_docstring(one.tree)]
    assert silent == []


def test_the_tests_mirror_the_code():
    strays = [
        path.relative_to(ROOT).as_posix()
        for part in ("app", "ui")
        for path in sorted((ROOT / "tests" / part).rglob("test_*.py"))
        if not _mirrored(path)
    ]
    assert strays == []


def _mirrored(path: Path) -> bool:
    """Whether the test stands where its subject does: a module of that folder, or the folder as a whole."""
    return (ROOT / path.parent.relative_to(ROOT / "tests")).is_dir()
