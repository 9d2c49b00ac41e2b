"""Modules, functions and classes stay small enough to be read at once."""

from __future__ import annotations

import ast
import statistics

from tests.shape.source import ROOT, functions, length, modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 35
MEDIAN_FUNCTION = 8
PUBLIC_METHODS = 10
WIDER = {  # classes that may show more, and why
    "app/console/jobs.py": "the menu of a job has twelve entries, and the facade offers what the menu does",
}


def test_no_module_is_too_long():
    assert [f"{one.name}: {one.lines}" for one in modules("app", "ui") if one.lines >= LONGEST_MODULE] == []


def test_the_bootstrap_stays_below_four_hundred_lines():
    assert len((ROOT / "bootstrap.py").read_text(encoding="utf-8").splitlines()) < LONGEST_MODULE


def test_no_function_is_too_long():
    too_long = [
        f"{module.name}:{node.lineno} {node.name}: {length(node)}"
        for module in modules("app", "ui")
        for node in functions(module)
        if length(node) > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_most_functions_are_a_few_lines():
    lengths = [length(node) for module in modules("app", "ui") for node in functions(module)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_no_class_shows_more_than_ten_public_methods():
    crowded = [
        f"{module.name}:{node.lineno} {node.name}: {count}"
        for module in modules("app", "ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and (count := _public_methods(node)) > PUBLIC_METHODS
        and not module.name.startswith(tuple(WIDER))
    ]
    assert crowded == []


def _public_methods(node: ast.ClassDef) -> int:
    return sum(
        isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        and not child.name.startswith("_")
        and not any(_decorator(one) in {"override", "property", "cached_property"} for one in child.decorator_list)
        for child in node.body
    )


def _decorator(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
