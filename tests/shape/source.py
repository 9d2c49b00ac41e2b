"""What the shape tests look at: every module of the product, parsed once."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, kw_only=True)
class Module:
    """A Python file and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path from the checkout, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        """How long the file is."""
        return self.text.count("\n")


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module under these folders."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(
        Module(path=path, text=(text := path.read_text(encoding="utf-8")), tree=ast.parse(text)) for path in found
    )


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the checkout."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts)
    return tuple(path for name in told.split("\0") if name and (path := ROOT / name).is_file())


def functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without decorators, signature and docstring, which help the reader.

    One that only returns a declaration (columns, fields) is data and counts as one line.
    """
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not body:
        return 0
    if len(body) == 1 and isinstance(body[0], ast.Return) and isinstance(body[0].value, ast.Tuple | ast.Call):
        return 1
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1
