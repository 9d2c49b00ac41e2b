"""What may not be called in the window: it would block it, or lose wake-ups of other tasks."""

from __future__ import annotations

import ast

import pytest

from tests.shape.source import Module, modules

BANNED = {
    "exec": "open() the dialog and await its signal",
    "exec_": "open() the dialog and await its signal",
    "processEvents": "the loop goes on by itself",
    "getSaveFileName": "open a QFileDialog with open()",
    "getOpenFileName": "open a QFileDialog with open()",
    "getExistingDirectory": "open a QFileDialog with open()",
    "getText": "open a dialog of ours with open()",
    "getItem": "open a dialog of ours with open()",
}
STATIC_MESSAGES = {"question", "information", "warning", "critical", "about"}


def _calls(module: Module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func


@pytest.mark.parametrize("name", sorted(BANNED))
def test_the_window_never_calls(name):
    found = [
        f"{m.name}:{node.lineno}: {BANNED[name]}" for m in modules("ui") for node, f in _calls(m) if f.attr == name
    ]
    assert found == []


def test_the_window_opens_no_static_message_boxes():
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("ui")
        for node, function in _calls(module)
        if function.attr in STATIC_MESSAGES and getattr(function.value, "id", "") == "QMessageBox"
    ]
    assert found == []


def test_the_window_never_sleeps_and_starts_no_qthread():
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("ui")
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "sleep" and getattr(node.value, "id", "") == "time")
        or (isinstance(node, ast.Name) and node.id == "QThread")
    ]
    assert found == []
